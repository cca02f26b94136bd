import { createHash } from 'node:crypto';
import { problem } from '../errors/envelope.js';
import { Refusal } from '../http/answer.js';

/**
 * Opaque page tokens, bound to every other argument of the call (AIP-158): a token that comes back with other arguments, or
 * from before tokens were expired, is INVALID_ARGUMENT.
 */
export interface PageTokens<Cursor> {
  encode(cursor: Cursor): string;
  /** Undefined for the first page. */
  decode(token: string | null): Cursor | undefined;
}

/** @param generation raised to expire all tokens given out before. */
export function pageTokens<Cursor>(query: URLSearchParams, name: string, generation: number): PageTokens<Cursor> {
  const others = [...query].filter(([key]) => !['pageToken', 'pageSize', 'maxResults'].includes(key));
  const binding = createHash('sha256')
    .update(JSON.stringify([name, others.sort(), generation]))
    .digest('base64url')
    .slice(0, 16);
  return {
    encode: (cursor) => Buffer.from(JSON.stringify([binding, cursor])).toString('base64url'),
    decode(token) {
      if (token === null || token === '') return undefined;
      try {
        const [bound, cursor] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [string, Cursor];
        if (bound === binding) return cursor;
      } catch {
        // not a token of ours: refused below like one that belongs to another call
      }
      throw new Refusal(
        problem('INVALID_ARGUMENT', 'The page token is invalid or does not match the other arguments.'),
      );
    },
  };
}

/** Reads a page size: absent or 0 means the default, too large is coerced, negative or garbled is INVALID_ARGUMENT. */
export function readPageSize(text: string | null, limits: { readonly default: number; readonly max: number }): number {
  if (text === null || text === '') return limits.default;
  if (!/^-?\d+$/.test(text)) {
    throw new Refusal(problem('INVALID_ARGUMENT', `Invalid value at 'page_size' (TYPE_INT32), "${text}"`));
  }
  const size = Number(text);
  if (size < 0) throw new Refusal(problem('INVALID_ARGUMENT', 'The page size must not be negative.'));
  return size === 0 ? limits.default : Math.min(size, limits.max);
}

/** A page of a list that stays put: the cursor is an index. */
export function pageOf<T>(
  items: readonly T[],
  query: URLSearchParams,
  options: { name: string; generation: number; limits: { default: number; max: number }; sizeParameter?: string },
): { items: readonly T[]; nextPageToken: string | undefined } {
  const tokens = pageTokens<number>(query, options.name, options.generation);
  const size = readPageSize(query.get(options.sizeParameter ?? 'pageSize'), options.limits);
  const start = tokens.decode(query.get('pageToken')) ?? 0;
  const end = start + size;
  return { items: items.slice(start, end), nextPageToken: end < items.length ? tokens.encode(end) : undefined };
}
