import type { Json } from '../../../src/sample/json.js';

/** What a handler says; the listener turns it into bytes. */
export type Answer =
  | { kind: 'json'; status: number; json: Json; headers?: Readonly<Record<string, string>> }
  | { kind: 'text'; status: number; contentType: string; text: string; headers?: Readonly<Record<string, string>> };

/** A 200 with a JSON body. */
export function ok(json: Json): Answer {
  return { kind: 'json', status: 200, json };
}

/** An answer thrown from below a handler, for the many ways a request ends early. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(`HTTP ${answer.status}`);
    this.name = 'Refusal';
  }
}

/** The page Google's front ends show for a path that no service has: HTML, not the JSON envelope. */
export function htmlNotFound(path: string): Answer {
  return htmlError(
    404,
    'Not Found',
    `The requested URL <code>${escapeHtml(path)}</code> was not found on this server.  <ins>That’s all we know.</ins>`,
  );
}

/** Any other refusal of a front end, before a service sees the request (411, 400, 502 …). */
export function htmlError(status: number, title: string, sentence: string): Answer {
  const text = `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>Error ${status} (${title})!!1</title>
  <p><b>${status}.</b> <ins>That’s an error.</ins>
  <p>${sentence}
`;
  return { kind: 'text', status, contentType: 'text/html; charset=UTF-8', text };
}

/** Text made safe to stand between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
