import { Limiter } from '../../base/limiter.js';
import type { Disposable } from '../../base/lifecycle.js';
import { ApiError } from '../apiError.js';

/** An answer's share of memory: what every answer may have, and then its turn. */
export interface AnswerTurn extends Disposable {
  /** Resolves when this answer may grow beyond `freeBytes`; until then nothing more of it is read. */
  enter(): Promise<void>;
}

/** So much of each answer is read whatever else there is: far above any page of a hundred operations. */
export const freeBytes = 4 * 1024 * 1024;

/**
 * Answers that are larger than any should be are read and taken apart one at a time: a server that sends sixteen of them
 * at once costs the memory of one. A page of some kilobytes never waits here.
 */
export class LargeAnswers {
  readonly #one = new Limiter(1);

  /** @param signal ends the waiting. */
  turn(signal: AbortSignal): AnswerTurn {
    let leave = (): void => undefined;
    return {
      enter: () =>
        new Promise((resolve, reject) => {
          const left = new Promise<void>((done) => (leave = done));
          const held = (): Promise<void> => {
            resolve();
            return left;
          };
          this.#one.run(held, signal).catch(reject);
        }),
      dispose: () => leave(),
    };
  }
}

/**
 * A body to its end, by a reader, because iterating costs twice as much a chunk.
 * @param maxBytes after decompression: a body without end must not fill the memory of the extension host.
 * @param turn where several bodies are read at once.
 * @throws ApiError `garbled` when there is more; else what the connection throws, or the turn.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  host: string,
  turn?: AnswerTurn,
): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  if (!body) {
    return chunks;
  }
  const reader = body.getReader();
  let size = 0;
  let mayGrow = turn === undefined;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      const message = `The answer is larger than ${maxBytes / 1024 / 1024} MB`;
      throw new ApiError({ kind: 'garbled', message, host });
    }
    if (!mayGrow && size > freeBytes) {
      await turn?.enter();
      mayGrow = true;
    }
  }
  return chunks;
}

export function textOf(chunks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}

export function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((size, chunk) => size + chunk.byteLength, 0);
}
