import { ApiError } from '../apiError.js';

/**
 * A body to its end, by a reader, because iterating costs twice as much a chunk.
 * @param maxBytes after decompression: a body without end must not fill the memory of the extension host.
 * @throws ApiError `garbled` when there is more; else what the connection throws.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  host: string,
): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  if (!body) {
    return chunks;
  }
  const reader = body.getReader();
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      const message = `The answer is larger than ${maxBytes / 1024 / 1024} MB`;
      throw new ApiError({ kind: 'garbled', message, host });
    }
  }
  return chunks;
}

export function textOf(chunks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}
