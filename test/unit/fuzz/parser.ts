import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isApiError } from '../../../src/google/apiError.js';
import { cpuMs } from '../support/effort.js';
import { canary } from './hostile.js';

/** So many documents for each parser; FUZZ_SEED repeats a run whose seed was printed. */
export const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
export const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** No document here is longer than a few kilobytes: a parser that works this long on one has no bound. */
const longestMs = 2_000;

/** Something that reads what others have written. */
export interface Parser {
  readonly name: string;
  /** A part of the runs, for a parser that reads from the disk. */
  readonly share?: number;
  readonly input: fc.Arbitrary<unknown>;
  /** Gives whatever may be seen of what it read; it may throw what `throws` lets. */
  readonly parse: (input: never) => unknown;
  readonly throws?: (error: unknown) => boolean;
}

export function parser<T>(entry: {
  readonly name: string;
  readonly share?: number;
  readonly input: fc.Arbitrary<T>;
  readonly parse: (input: T) => unknown;
  readonly throws?: (error: unknown) => boolean;
}): Parser {
  return entry;
}

/** A test for each. */
export function tryAll(parsers: readonly Parser[]): void {
  before(() => console.log(`      FUZZ_SEED=${seed} FUZZ_RUNS=${runs}`));
  for (const { name, share = 1, input, parse, throws = () => false } of parsers) {
    it(`${name}: is read or refused, in time, touching nothing else, quoting no token`, async () => {
      await fc.assert(
        fc.asyncProperty(input, async (given) => {
          let seen: unknown;
          const ms = await cpuMs(async () => {
            try {
              seen = await parse(given as never);
            } catch (error) {
              if (!throws(error)) {
                throw error;
              }
              seen = isApiError(error) ? error.facts : undefined;
            }
          });
          assert.ok(ms < longestMs, 'it took too long');
          assert.deepEqual(Object.keys(Object.prototype), []);
          assert.ok(!JSON.stringify(seen ?? '').includes(canary), 'it quotes a token');
        }),
        { numRuns: Math.max(1, Math.ceil(runs * share)), seed },
      );
    });
  }
}
