import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.js';

/** How much of the answer reaches the client. */
export type Delivery = 'whole' | 'truncated' | 'cut' | 'stalled';

const googleHeaders = {
  Server: 'ESF',
  'Cache-Control': 'private',
  Vary: 'Origin, X-Origin, Referer',
  'X-XSS-Protection': '0',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Content-Type-Options': 'nosniff',
};

/** Writes an answer the way Google's front ends do: pretty JSON, gzip where it is asked for. */
export function send(
  response: ServerResponse,
  answer: Answer,
  options: { gzip: boolean; pretty: boolean; delivery?: Delivery },
): void {
  const delivery = options.delivery ?? 'whole';
  const whole = bodyOf(answer, options.pretty);
  const text = delivery === 'truncated' ? whole.slice(0, Math.ceil(whole.length / 2)) : whole;
  const compressed = options.gzip && delivery === 'whole' && text.length > 0;
  const bytes = compressed ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(answer.status, {
    ...googleHeaders,
    'Content-Type': answer.kind === 'json' ? 'application/json; charset=UTF-8' : answer.contentType,
    ...(compressed ? { 'Content-Encoding': 'gzip' } : {}),
    'Content-Length': bytes.length,
    ...answer.headers,
  });
  switch (delivery) {
    case 'whole':
    case 'truncated':
      response.end(bytes);
      return;
    case 'cut':
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
      return;
    case 'stalled':
      response.write(bytes.subarray(0, bytes.length >> 1));
      return;
  }
}

/** The text of an answer's body. */
export function bodyOf(answer: Answer, pretty: boolean): string {
  if (answer.kind === 'text') return answer.text;
  return pretty ? `${JSON.stringify(answer.json, undefined, 2)}\n` : JSON.stringify(answer.json);
}
