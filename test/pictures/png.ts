import { crc32, deflateSync, inflateSync } from 'node:zlib';

// PNG as far as pictures of a browser need it (https://www.w3.org/TR/png-3/): 8 bits a sample, not interlaced.

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A picture: three bytes a pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Bytes a pixel, by the colour type of the header: truecolour, and truecolour with alpha, which is left out. */
const bytesOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** @throws {Error} on another kind of PNG */
export function decodePng(file: Buffer): Pixels {
  const chunks = [...chunksOf(file)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  const size = header && header[8] === 8 && header[12] === 0 ? bytesOf[header[9] ?? 0] : undefined;
  if (!header || size === undefined) {
    throw new Error('Not a PNG of 8 bits a sample in true colour.');
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
  const rows = unfiltered(inflateSync(packed), width * size, height, size);
  return { width, height, rgb: size === 3 ? rows : withoutAlpha(rows) };
}

/** The bytes of a file: its signature, and chunks as `chunk` makes them. */
export function pngFile(chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([SIGNATURE, ...chunks]);
}

export function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Packs rows of one byte a pixel. They are not filtered: indices into a palette are no amounts. */
export function packRows(indices: Uint8Array, width: number): Buffer {
  const height = indices.length / width;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  return deflateSync(rows, { level: 9, memLevel: 9 });
}

function* chunksOf(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) {
    throw new Error('Not a PNG.');
  }
  for (let at = SIGNATURE.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Undoes the filter of each row (clause 9 of the specification). @param size bytes a pixel */
function unfiltered(filtered: Buffer, rowLength: number, height: number, size: number): Uint8Array {
  const rows = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y++) {
    const kind = filtered[y * (rowLength + 1)] ?? 0;
    const from = y * (rowLength + 1) + 1;
    const to = y * rowLength;
    for (let x = 0; x < rowLength; x++) {
      const left = x < size ? 0 : (rows[to + x - size] ?? 0);
      const up = y === 0 ? 0 : (rows[to + x - rowLength] ?? 0);
      const corner = x < size || y === 0 ? 0 : (rows[to + x - rowLength - size] ?? 0);
      rows[to + x] = (filtered[from + x] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return rows;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  return rgba.filter((_, index) => index % 4 !== 3);
}
