import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TracedRequest, TraceLine } from '../emulator/trace.js';
import { shortestSecret } from './patterns.js';
import { sentCredentials } from './requests.js';

/** Everything that went over the wire in a test run. */
export interface Wire {
  readonly requests: readonly { readonly test: string; readonly request: TracedRequest }[];
  /** Kind by text: what the servers made, and what clients sent as a credential. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Secrets that are words, such as `x`, and could not be searched for. */
  readonly tooShort: number;
}

/** Credentials that no server made are the tests' own inventions; a short one is a word of theirs. */
const shortestSent = 16;

/** Reads the traces of all processes. */
export function readWire(folder: string): Wire {
  const requests: { test: string; request: TracedRequest }[] = [];
  const made = new Map<string, string>();
  for (const line of readdirSync(folder).flatMap((file) => readLines(path.join(folder, file)))) {
    if ('secret' in line) {
      made.set(line.secret.text, line.secret.kind);
    } else {
      requests.push(line);
    }
  }
  const sent = requests
    .flatMap(({ request }) => sentCredentials(request))
    .filter(({ text }) => text.length >= shortestSent && !made.has(text))
    .map(({ name, text }): [string, string] => [text, name]);
  const secrets = new Map([...made, ...sent].filter(([text]) => text.length >= shortestSecret));
  return { requests, secrets, tooShort: [...made.keys()].filter((text) => text.length < shortestSecret).length };
}

function readLines(file: string): TraceLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceLine);
}
