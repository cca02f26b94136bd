import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

export interface TarEntry {
  readonly path: string;
  readonly text: string;
}

const blockSize = 512;

/**
 * The text files of a .tgz as npm packs it (ustar), one after another: a package of 240 MB is read without being
 * unpacked, and only the files that are wanted are kept in memory.
 * @throws Error when the archive ends in the middle of a file.
 */
export async function* readTarball(
  file: string,
  isWanted: (path: string) => boolean,
): AsyncGenerator<TarEntry, void, undefined> {
  const source = createReadStream(file).pipe(createGunzip());
  let buffered: Buffer = Buffer.alloc(0);
  let skip = 0;
  let header: { path: string; size: number } | undefined;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    for (;;) {
      if (skip > 0) {
        const skipped = Math.min(skip, buffered.length);
        buffered = buffered.subarray(skipped);
        skip -= skipped;
      }
      if (skip > 0 || buffered.length < (header ? header.size : blockSize)) {
        break;
      }
      if (!header) {
        const next = readHeader(buffered);
        buffered = buffered.subarray(blockSize);
        if (next && isWanted(next.path)) {
          header = next;
        } else {
          skip = padded(next?.size ?? 0);
        }
        continue;
      }
      yield { path: header.path, text: buffered.toString('utf8', 0, header.size) };
      skip = padded(header.size);
      header = undefined;
    }
  }
  if (header) {
    throw new Error(`${file} ends in the middle of ${header.path}`);
  }
}

/** undefined for the blocks of zeros at the end. */
function readHeader(block: Buffer): { path: string; size: number } | undefined {
  const field = (start: number, length: number) =>
    block.toString('latin1', start, start + length).replace(/\0.*$/s, '');
  const name = field(0, 100);
  if (name === '') {
    return undefined;
  }
  const prefix = field(345, 155);
  return { path: prefix === '' ? name : `${prefix}/${name}`, size: Number.parseInt(field(124, 12).trim(), 8) || 0 };
}

function padded(size: number): number {
  return Math.ceil(size / blockSize) * blockSize;
}
