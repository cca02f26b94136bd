import type { Operation, OperationState } from '../../operations/operation.js';

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
 * target, what is done, the service, the state or the server's error.
 */
export class OperationFilter {
  readonly text: string;
  readonly #words: readonly RegExp[];
  readonly #lower: readonly string[];
  readonly #shared: SharedWords;
  readonly #all: number;
  /** The words that occur in what many operations share, as bits. */
  readonly #known = new Map<string, number>();

  constructor(text: string, words: readonly string[], shared: SharedWords) {
    this.text = text;
    this.#shared = shared;
    this.#words = words.map((word) => new RegExp(word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i'));
    this.#lower = words.map((word) => word.toLowerCase());
    this.#all = 2 ** words.length - 1;
  }

  /** Whether whatever matches this matches `other` too, as after one more letter. */
  narrows(other: OperationFilter): boolean {
    return other.#lower.every((word) => this.#lower.some((longer) => longer.includes(word)));
  }

  /** A keystroke goes through 100,000 operations: texts are searched one after the other, for what is still missing. */
  matches(operation: Operation): boolean {
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

/** @returns undefined where nothing but blanks was typed. */
export function filterOf(text: string, shared: SharedWords): OperationFilter | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.length === 0 ? undefined : new OperationFilter(text.trim(), words.slice(0, MOST_WORDS), shared);
}
