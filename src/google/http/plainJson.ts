/**
 * Stands in for `json-bigint` in the bundle, which with its arbitrary-precision numbers is a tenth of it. Only the
 * metadata server's client parses with it, and nothing that the product reads from there is beyond 2^53.
 */
export const parse = (text: string): unknown => JSON.parse(text);
export const stringify = (value: unknown): string => JSON.stringify(value);
