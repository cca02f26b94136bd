import { patternsOf, type Encoding } from './patterns.js';

/** A secret that stands where it must not: never its text, so that a report does not spread it. */
export interface Found {
  readonly kind: string;
  readonly encoding: Encoding;
  /** Index of the byte behind it. */
  readonly at: number;
}

export interface Finder {
  /** The kinds of secret in these bytes, each once, where it stands first. */
  find(bytes: Buffer): Found[];
}

interface Candidate {
  readonly bytes: Buffer;
  readonly encoding: Encoding;
  readonly kind: string;
}

const filterBits = 20;

/**
 * Looks for all secrets in one pass, because there are thousands of them and hundreds of megabytes to look at: the last
 * four bytes of every pattern lead to it, and a small table says quickly that four bytes lead nowhere.
 * @param secrets kind by text
 */
export function createFinder(secrets: ReadonlyMap<string, string>): Finder {
  const candidates = new Map<number, Candidate[]>();
  const filter = new Uint8Array(1 << filterBits);
  const known = new Set<string>();
  for (const [secret, kind] of secrets) {
    for (const { bytes, encoding } of patternsOf(secret)) {
      const text = bytes.toString('latin1');
      if (known.has(text)) {
        continue;
      }
      known.add(text);
      const word = bytes.readInt32LE(bytes.length - 4);
      const others = candidates.get(word) ?? [];
      candidates.set(word, others);
      others.push({ bytes, encoding, kind });
      filter[slot(word)] = 1;
    }
  }
  return {
    find(bytes) {
      const found = new Map<string, Found>();
      let word = 0;
      for (let at = 0; at < bytes.length; at++) {
        word = (word >>> 8) | (bytes[at]! << 24);
        if (filter[slot(word)] === 0) {
          continue;
        }
        for (const { bytes: pattern, encoding, kind } of candidates.get(word) ?? []) {
          const start = at + 1 - pattern.length;
          if (start >= 0 && !found.has(kind) && pattern.equals(bytes.subarray(start, at + 1))) {
            found.set(kind, { kind, encoding, at: at + 1 });
          }
        }
      }
      return [...found.values()];
    },
  };
}

/** Knuth's multiplicative hash. */
function slot(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - filterBits);
}
