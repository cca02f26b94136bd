import type { Operation, OperationState } from '../../operations/operation.js';
import {
  parseQuery,
  queryTest,
  queryTurn,
  type OperationQuery,
  type QueryContext,
  type QueryProblem,
} from '../../operations/query.js';

/** What of `is:` is about the person in front of the editor. */
const personal: ReadonlySet<string> = new Set(['mine', 'watched']);

/** More words than anybody types; each has a bit of a number. */
const MOST_WORDS = 30;

/** What people see of what many operations share. */
export interface SharedWords {
  service(service: Operation['collection']): string;
  state(state: OperationState): string;
  verb(verb: string): string;
}

/**
 * What a person typed to narrow the tree: words that all have to occur, in any case and order, in the resource name, the
 * target, what is done, the service, the state or the server's error, and terms that all have to hold (`parseQuery`).
 */
export class OperationFilter {
  readonly text: string;
  readonly #words: readonly RegExp[];
  readonly #lower: readonly string[];
  readonly #shared: SharedWords;
  readonly #all: number;
  /** Words that must not occur. */
  readonly #without: readonly RegExp[];
  /** The terms, each in a form that two filters can be compared by. */
  readonly #terms: readonly string[];
  readonly #holds: (operation: Operation) => boolean;
  readonly #turn: ReturnType<typeof queryTurn>;
  readonly #query: OperationQuery;
  readonly #context: QueryContext;
  /** What was typed and cannot be meant. */
  readonly problems: readonly QueryProblem[];
  /** The words that occur in what many operations share, as bits. */
  readonly #known = new Map<string, number>();

  constructor(text: string, query: OperationQuery, shared: SharedWords, context: QueryContext) {
    const words = query.words.filter(({ negated }) => !negated).slice(0, MOST_WORDS);
    const test = queryTest(query);
    this.text = text;
    this.problems = query.problems;
    this.#shared = shared;
    this.#query = query;
    this.#context = context;
    this.#turn = queryTurn(query);
    this.#words = words.map(expressionOf);
    this.#without = query.words.filter(({ negated }) => negated).map(expressionOf);
    this.#lower = words.map((word) => word.text.toLowerCase());
    this.#all = 2 ** words.length - 1;
    this.#terms = [...query.terms, ...query.words.filter(({ negated }) => negated)].map((term) => JSON.stringify(term));
    this.#holds = query.terms.length === 0 ? () => true : (operation) => test(operation, context);
  }

  /** Whether what matches depends on the time. */
  get ages(): boolean {
    return this.#turn !== undefined;
  }

  /** Whether what matches depends on who looks and what they watch. */
  get isPersonal(): boolean {
    return this.#query.terms.some(({ key, values }) => key === 'is' && values.some((value) => personal.has(value)));
  }

  /** The time that ages are told by, in milliseconds since the epoch. */
  get now(): number {
    return this.#context.now;
  }

  /** The same filter, of which nobody has kept what it found. */
  again(): OperationFilter {
    return new OperationFilter(this.text, this.#query, this.#shared, this.#context);
  }

  /** When an operation may begin or cease to match although it stays as it is; see `queryTurn`. */
  changesAt(operation: Operation): number | undefined {
    return this.#turn?.(operation, this.#context.now);
  }

  /** Whether whatever matches this matches `other` too, as after one more letter. */
  narrows(other: OperationFilter): boolean {
    return (
      other.#terms.every((term) => this.#terms.includes(term)) &&
      other.#lower.every((word) => this.#lower.some((longer) => longer.includes(word)))
    );
  }

  /** A keystroke goes through 100,000 operations: texts are searched one after the other, for what is still missing. */
  matches(operation: Operation): boolean {
    if (!this.#holds(operation) || this.#without.some((word) => this.#occursIn(operation, word))) {
      return false;
    }
    let found = this.#inShared(operation);
    if (found !== this.#all && operation.target !== undefined) {
      found |= this.#occurring(operation.target, found);
    }
    if (found !== this.#all) {
      found |= this.#occurring(operation.name, found);
    }
    if (found !== this.#all && operation.error) {
      found |= this.#occurring(operation.error.message, found);
    }
    return found === this.#all;
  }

  /** In whatever the words that have to occur are looked for. */
  #occursIn({ collection, state, verb, targetKind, target, name, error }: Operation, word: RegExp): boolean {
    const own = [name, target, error?.message, collection.service, state, verb, targetKind];
    const shown = [this.#shared.service(collection), this.#shared.state(state), verb && this.#shared.verb(verb)];
    return [...own, ...shown].some((text) => text !== undefined && word.test(text));
  }

  #inShared({ collection, state, verb, targetKind }: Operation): number {
    const known = this.#known;
    let found =
      (known.get(collection.service) ?? this.#learn(collection.service, this.#shared.service(collection))) |
      (known.get(state) ?? this.#learn(state, this.#shared.state(state)));
    if (verb !== undefined) {
      found |= known.get(verb) ?? this.#learn(verb, this.#shared.verb(verb));
    }
    if (targetKind !== undefined) {
      found |= known.get(targetKind) ?? this.#learn(targetKind, '');
    }
    return found;
  }

  /** @param text what people see of `key`. */
  #learn(key: string, text: string): number {
    const bits = this.#occurring(`${key} ${text}`, 0);
    this.#known.set(key, bits);
    return bits;
  }

  /** @param found words that need no search. */
  #occurring(text: string, found: number): number {
    let bits = 0;
    let bit = 1;
    for (const word of this.#words) {
      if ((found & bit) === 0 && word.test(text)) {
        bits |= bit;
      }
      bit <<= 1;
    }
    return bits;
  }
}

/**
 * @param context what terms need to know beside the operation; asked for each of them, so that `now` may be a clock.
 * @returns undefined where nothing was typed that narrows anything.
 */
export function filterOf(
  text: string,
  shared: SharedWords,
  context: QueryContext = { now: 0, isMine: () => false, isWatched: () => false },
): OperationFilter | undefined {
  const query = parseQuery(text);
  const empty = query.terms.length + query.words.length + query.problems.length === 0;
  return empty ? undefined : new OperationFilter(text.trim(), query, shared, context);
}

function expressionOf({ text }: { readonly text: string }): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
}
