/**
 * The numeric google.rpc.Code values by name (googleapis/google/rpc/code.proto). They are what `Operation.error.code`
 * holds; error envelopes of HTTP answers carry the name in `status` instead.
 */
export const rpcCodes = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type RpcCodeName = keyof typeof rpcCodes;

const names = new Map<number, RpcCodeName>(Object.entries(rpcCodes).map(([name, code]) => [code, name as RpcCodeName]));

/** `CANCELLED` for 1; undefined for a number that is no google.rpc.Code. */
export function rpcCodeName(code: number): RpcCodeName | undefined {
  return names.get(code);
}

/** The number of a code other than OK, which a few servers write as text or by its name; undefined for anything else. */
export function rpcCodeOf(said: unknown): number | undefined {
  const word = typeof said === 'string' ? said.toUpperCase() : '';
  const named = Object.hasOwn(rpcCodes, word) ? rpcCodes[word as RpcCodeName] : undefined;
  const number = named ?? (typeof said === 'string' && /^\d{1,3}$/.test(said) ? Number(said) : said);
  return typeof number === 'number' && Number.isInteger(number) && number !== rpcCodes.OK ? number : undefined;
}
