import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the main thread was busy with, as far as a sampled stack can tell. */
export const activities = [
  'TLS, fetch and its streams',
  'decompression',
  'JSON.parse',
  'collecting garbage',
  'reading operations',
  'store',
  'the product’s other code',
  'promises, timers and the rest of Node',
] as const;

export type Activity = (typeof activities)[number];

/** The part of V8's `.cpuprofile` that is read. */
export interface CpuProfile {
  /** Microseconds, by the clock of `process.hrtime`. */
  readonly startTime: number;
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

/** Milliseconds of the main thread by activity, of the only profile in a folder. Idle time is not counted. */
export function readCpuProfile(folder: string): Map<Activity, number> {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  return activitiesIn(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as CpuProfile);
}

/** The same of a profile, or of a part of it. @param from, to microseconds, by the clock of `process.hrtime`. */
export function activitiesIn(profile: CpuProfile, from = -Infinity, to = Infinity): Map<Activity, number> {
  const sections = new Sections();
  const activityOf = new Map(profile.nodes.map(({ id, callFrame }) => [id, classify(callFrame, sections)]));
  const sums = new Map<Activity, number>(activities.map((activity) => [activity, 0]));
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const [activity, us] = [activityOf.get(id), profile.timeDeltas[index] ?? 0];
    at += us;
    if (activity && at > from && at <= to) {
      sums.set(activity, (sums.get(activity) ?? 0) + us / 1000);
    }
  });
  return sums;
}

function classify(
  { functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame'],
  sections: Sections,
): Activity | undefined {
  if (functionName === '(idle)') {
    return undefined;
  }
  if (functionName === '(garbage collector)') {
    return 'collecting garbage';
  }
  // The bundle holds two of them, and tells them apart by a number.
  if (/^parseJson\d*$/.test(functionName)) {
    return 'JSON.parse';
  }
  if (functionName === 'crc32') {
    return 'the product’s other code';
  }
  if (url.startsWith('file:')) {
    return sections.activityAt(url, lineNumber);
  }
  if (/zlib/i.test(url) || functionName === 'Zlib') {
    return 'decompression';
  }
  const isNetwork =
    /undici|webstreams|tls|net$|stream|http|wasm|per_context|encoding|buffer|event_target|events$|abort_controller|url$/;
  return isNetwork.test(url) || /^(?:wasm|js-to-wasm|write\w*String|decode\w*)/.test(functionName)
    ? 'TLS, fetch and its streams'
    : 'promises, timers and the rest of Node';
}

/** Which source file each line of a bundle is from: esbuild says so in a comment at the head of each. */
class Sections {
  readonly #files = new Map<string, readonly { readonly line: number; readonly source: string }[]>();

  activityAt(url: string, line: number): Activity {
    const source = this.#sections(url).findLast((section) => section.line <= line)?.source ?? '';
    if (source.startsWith('src/google/readings/')) {
      return 'reading operations';
    }
    return source.startsWith('src/operations/') ? 'store' : 'the product’s other code';
  }

  #sections(url: string): readonly { readonly line: number; readonly source: string }[] {
    let known = this.#files.get(url);
    if (!known) {
      known = readFileSync(new URL(url), 'utf8')
        .split('\n')
        .flatMap((text, line) => {
          const source = /^\/\/ ((?:src|test|node_modules)\/\S+)$/.exec(text)?.[1];
          return source === undefined ? [] : [{ line, source }];
        });
      this.#files.set(url, known);
    }
    return known;
  }
}
