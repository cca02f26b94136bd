import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TracedRequest } from '../emulator/trace.js';
import type { EvidenceKind } from './evidence.js';
import { exceptions } from './exceptions.js';
import { createFinder, type Finder, type Found } from './finder.js';
import { openParts } from './requests.js';
import { readWire, type Wire } from './wire.js';

/** What the search of one kind of place came to. */
export interface Outcome {
  readonly title: string;
  /** How much was searched, for instance `812 requests`. */
  readonly searched: string;
  /** One line for each secret that stands where it must not, and for each thing that was not there to be searched. */
  readonly problems: readonly string[];
}

const storage = '/globalStorage/cloud-operations\\.cloud-operations/[0-9a-f]{16}/';
/** What the extension wrote down for an account: cancel requests, the history, and what it remembers between sessions. */
const stored = ['[0-9a-f]{32}\\.json', 'history\\.jsonl', 'snapshot\\.cache', 'places\\.cache'].map(
  (file) => new RegExp(`${storage}${file}$`),
);

/** What a stage must have left, or its search would prove nothing: paths below the trace folder. */
const leftBy: Readonly<Record<string, Partial<Record<EvidenceKind, readonly RegExp[]>>>> = {
  unit: { output: [/unit/], commands: [/./] },
  host: { output: [/host/, /extension-log/, /messages/, /clipboard/], documents: [/./], files: stored },
  e2e: { output: [/e2e/], files: stored },
};

const places: readonly { readonly kind: EvidenceKind; readonly title: string }[] = [
  { kind: 'output', title: 'what the tests print' },
  { kind: 'commands', title: 'command lines' },
  { kind: 'documents', title: 'documents' },
  { kind: 'files', title: "VS Code's files" },
];

/**
 * Searches everything that is kept of a test run for every secret in it.
 * @param folder the trace folder
 */
export function searchTraces(folder: string): Outcome[] {
  const wire = readWire(path.join(folder, 'wire'));
  const finder = createFinder(wire.secrets);
  const stages = filesBelow(path.join(folder, 'output')).map((file) => path.parse(file).name);
  return [
    searchRequests(wire, finder),
    ...places.map(({ kind, title }) => {
      const needed = stages.flatMap((stage) => leftBy[stage]?.[kind] ?? []);
      return searchFiles(title, path.join(folder, kind), needed, finder);
    }),
  ];
}

function searchRequests({ requests, secrets, tooShort }: Wire, finder: Finder): Outcome {
  const problems = requests.flatMap(({ test, request }) =>
    openParts(request)
      .filter((part) => !isException(test, request, part.name))
      .flatMap(({ name, text }) =>
        finder.find(Buffer.from(text)).map((found) => `${described(found)} in the ${name} of ${titled(request, test)}`),
      ),
  );
  const empty = [
    ...(requests.length === 0 ? ['no request was logged'] : []),
    ...(secrets.size === 0 ? ['no secret was used'] : []),
  ];
  const short = tooShort === 0 ? '' : `, ${tooShort} too short to search for`;
  return {
    title: 'requests',
    searched: `${counted(requests.length, 'request')} for ${counted(secrets.size, 'secret')}${short}`,
    problems: [...empty, ...problems],
  };
}

function searchFiles(title: string, folder: string, needed: readonly RegExp[], finder: Finder): Outcome {
  const files = filesBelow(folder);
  const problems = needed
    .filter((pattern) => !files.some((file) => pattern.test(file)))
    .map((pattern) => `nothing was kept that is named ${String(pattern)}`);
  let bytes = 0;
  for (const file of files) {
    const content = readFileSync(path.join(folder, file));
    bytes += content.length;
    if (!isCredentialFile(file)) {
      problems.push(...finder.find(content).map((found) => `${described(found)} in ${file}, up to byte ${found.at}`));
    }
  }
  return { title, searched: `${counted(files.length, 'file')}, ${(bytes / 1e6).toFixed(1)} MB`, problems };
}

/** The person's own credential file, which the test put there, or where gcloud has it: the extension is to read it. */
function isCredentialFile(file: string): boolean {
  return /^[^/]+\/(?:home\/\.config\/gcloud\/)?application_default_credentials\.json$/.test(file);
}

function isException(test: string, { url }: TracedRequest, part: string): boolean {
  const address = url.replace(/\?.*/s, '');
  return exceptions.some((one) => one.test === test && one.path === address && one.part === part);
}

function described({ kind, encoding }: Found): string {
  return `${kind} (${encoding})`;
}

function titled({ method, url, answeredBy }: TracedRequest, test: string): string {
  return `${method} ${url.replace(/\?.*/s, '')} to ${answeredBy ?? 'nobody'}, during “${test}”`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Paths below the folder, with slashes; none where there is no folder. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}
