import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/index.js';

/** An answer as it came over the wire. */
export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined where it is no JSON. */
  json: Record<string, unknown> | undefined;
}

/** A client that knows nothing but HTTP, so that these tests see the emulator and no client of ours. */
export interface Client {
  request(method: string, path: string, init?: RequestInit): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body?: string): Promise<Reply>;
  /** Sends without a token. */
  anonymous(method: string, path: string, init?: RequestInit): Promise<Reply>;
}

export function clientOf(emulator: Emulator, token = emulator.control.issueAccessToken()): Client {
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await fetch(`${emulator.url}${path}`, { method, redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  };
  const request: Client['request'] = (method, path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return send(method, path, { ...init, headers });
  };
  return {
    request,
    get: (path) => request('GET', path),
    post: (path, body) => request('POST', path, body === undefined ? {} : { body }),
    anonymous: send,
  };
}

/** The value at a dotted path of an answer: `at(reply, 'error.details.0.reason')`. */
export function at(reply: Pick<Reply, 'json'>, path: string): unknown {
  let value: unknown = reply.json;
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

/** Names of the operations of a list answer, in order. */
export function namesIn(reply: Reply): string[] {
  assert.equal(reply.status, 200, reply.text);
  return ((at(reply, 'operations') ?? []) as { name: string }[]).map(({ name }) => name);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
