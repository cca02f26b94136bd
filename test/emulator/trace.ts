import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** A request as it arrived, and who answered. */
export interface TracedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** For instance `oauth2 token`; undefined where nobody felt concerned. */
  readonly answeredBy: string | undefined;
}

export type SecretKind =
  | 'access token'
  | 'refresh token'
  | 'authorization code'
  | 'code verifier'
  | 'client secret'
  | 'private key'
  | 'id token'
  | 'assertion'
  | 'subject token';

/** A line of a trace file. `test` is the test that was running, by its full title. */
export type TraceLine =
  | { readonly test: string; readonly request: TracedRequest }
  | { readonly test: string; readonly secret: { readonly kind: SecretKind; readonly text: string } };

/** What went over the wire and what was secret in it, kept in a file for the search at the end of a test run. */
export interface Trace {
  request(request: TracedRequest): void;
  secret(kind: SecretKind, text: string): void;
}

/** Environment variables that a test run sets: the folder of its traces, and the title of the test that is running. */
export const traceVariables = { folder: 'TEST_TRACE_FOLDER', test: 'TEST_TRACE_TITLE' } as const;

/** Where the traces of this test run are kept; undefined outside one. */
export function traceFolder(): string | undefined {
  return process.env[traceVariables.folder];
}

/** Written line by line, so that a process that is killed leaves what it did. Keeps nothing outside a test run. */
export function openTrace(): Trace {
  const folder = traceFolder();
  if (folder === undefined) return { request: () => undefined, secret: () => undefined };
  mkdirSync(path.join(folder, 'wire'), { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'wire', `${process.pid}-${randomBytes(6).toString('hex')}.jsonl`);
  const seen = new Set<string>();
  const write = (line: TraceLine): void => appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  const test = (): string => process.env[traceVariables.test] ?? '';
  return {
    request: (request) => write({ test: test(), request }),
    secret(kind, text) {
      if (seen.has(text)) return;
      seen.add(text);
      write({ test: test(), secret: { kind, text } });
    },
  };
}
