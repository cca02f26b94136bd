import type { ErrorCase } from '../errors/cases.js';
import type { Json } from '../../../src/sample/json.js';

/** An answer of the test's own making; `after` the request was carried out, in place of its answer. */
export interface AnswerEffect {
  kind: 'answer';
  when?: 'before' | 'after';
  status: number;
  json?: Json;
  text?: string;
  headers?: Readonly<Record<string, string>>;
}

/** What goes wrong; `delayMs` of the fault comes first. */
export type FaultEffect =
  /** Nothing but the delay. */
  | { kind: 'slow' }
  /** A row of the error table. */
  | { kind: 'error'; case: ErrorCase }
  | AnswerEffect
  /** No answer until the client gives up. */
  | { kind: 'hang' }
  /** Headers and half of the body, then nothing more. */
  | { kind: 'stall' }
  /** The socket is reset; `after` the request was carried out, so that its answer is lost. */
  | { kind: 'reset'; when: 'before' | 'after' }
  /** A complete HTTP answer whose JSON ends half way. */
  | { kind: 'truncate' }
  /** The connection ends half way through the body. */
  | { kind: 'cut' }
  /** 200 with no body at all. */
  | { kind: 'empty' }
  /** A list page without operations but with a token; then the list goes on where it was. */
  | { kind: 'emptyPage' }
  /** A list page whose token leads to itself for ever. */
  | { kind: 'tokenLoop' }
  /** The real answer, and places that could not be reached beside it. */
  | { kind: 'unreachable'; locations: readonly string[] };

/** Which requests it happens to; everything left out matches everything. */
export interface Fault {
  service?: string;
  project?: string;
  location?: string;
  /** For instance `operations.cancel`. */
  method?: string;
  httpMethod?: string;
  /** Regular expression over path and query as sent. */
  path?: string;
  /** How many times it happens; for ever by default. */
  times?: number;
  /** How many matching requests are let through first. */
  after?: number;
  delayMs?: number;
  effect: FaultEffect;
}

/** What a fault is matched against. */
export interface FaultTarget {
  service: string;
  project: string | undefined;
  location: string | undefined;
  method: string;
  httpMethod: string;
  url: string;
}

/** The faults in force, the latest first. */
export interface FaultList {
  /** Returns an id for `remove`. Throws on a `path` that is no regular expression. */
  add(fault: Fault): string;
  remove(id: string): boolean;
  clear(): void;
  /** The fault that happens to this request, counted as having happened. */
  take(target: FaultTarget): Fault | undefined;
  hits(id: string): number;
}

export function createFaultList(): FaultList {
  let active: { id: string; fault: Fault; pattern: RegExp | undefined; skipped: number; hits: number }[] = [];
  const hits = new Map<string, () => number>();
  let nextId = 1;
  return {
    add(fault) {
      const id = `fault-${nextId++}`;
      const pattern = fault.path === undefined ? undefined : new RegExp(fault.path);
      const entry = { id, fault, pattern, skipped: 0, hits: 0 };
      active.unshift(entry);
      hits.set(id, () => entry.hits);
      return id;
    },
    remove(id) {
      const before = active.length;
      active = active.filter((entry) => entry.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
      hits.clear();
    },
    take(target) {
      for (const entry of active) {
        if (!concerns(entry.fault, target) || entry.pattern?.test(target.url) === false) continue;
        if (entry.skipped < (entry.fault.after ?? 0)) {
          entry.skipped += 1;
          continue;
        }
        if (entry.hits >= (entry.fault.times ?? Number.POSITIVE_INFINITY)) continue;
        entry.hits += 1;
        return entry.fault;
      }
      return undefined;
    },
    hits: (id) => hits.get(id)?.() ?? 0,
  };
}

function concerns(fault: Fault, target: FaultTarget): boolean {
  const keys = ['service', 'project', 'location', 'method', 'httpMethod'] as const;
  return keys.every((key) => fault[key] === undefined || fault[key] === target[key]);
}
