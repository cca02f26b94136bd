import { paletteOf } from './palette.js';
import { chunk, packRows, pngFile, type Pixels } from './png.js';

/** A picture, and how long it stands, in milliseconds. */
export interface Frame {
  readonly pixels: Pixels;
  readonly ms: number;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * An animated PNG that plays for ever (https://www.w3.org/TR/png-3/#apng-frame-based-animation): browsers, VS Code and the
 * Marketplace show it as any picture. Of each frame but the first it holds the rectangle that changed.
 * @throws {Error} where there are no frames, or frames of several sizes
 */
export function movingPicture(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (!first || frames.some(({ pixels: { width, height } }) => !isSize(first.pixels, width, height))) {
    throw new Error('A moving picture takes frames of one size.');
  }
  const { width, height } = first.pixels;
  const palette = paletteOf(frames.map(({ pixels }) => pixels));
  const drawn = frames.map(({ pixels }) => palette.indices(pixels));
  let sequence = 0;
  const images = drawn.flatMap((indices, index) => {
    const before = drawn[index - 1];
    const area = before ? changedArea(before, indices, width) : { x: 0, y: 0, width, height };
    const packed = packRows(cut(indices, width, area), area.width);
    const control = frameControl(sequence++, area, frames[index]?.ms ?? 0);
    const data = before ? chunk('fdAT', Buffer.concat([bigEndian(sequence++), packed])) : chunk('IDAT', packed);
    return [control, data];
  });
  return pngFile([
    chunk('IHDR', Buffer.concat([bigEndian(width, height), Buffer.from([8, 3, 0, 0, 0])])),
    chunk('acTL', bigEndian(frames.length, 0)),
    chunk('PLTE', palette.colours),
    ...images,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function isSize(pixels: Pixels, width: number, height: number): boolean {
  return pixels.width === width && pixels.height === height;
}

/** The frame takes the place of what was there, and stays. */
function frameControl(sequence: number, { x, y, width, height }: Rectangle, ms: number): Buffer {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(Math.min(Math.round(ms), 0xffff), 0);
  delay.writeUInt16BE(1000, 2);
  return chunk('fcTL', Buffer.concat([bigEndian(sequence, width, height, x, y), delay]));
}

/** The smallest rectangle that holds all that differs; a pixel where nothing does. */
function changedArea(before: Uint8Array, after: Uint8Array, width: number): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  after.forEach((colour, at) => {
    if (colour !== before[at]) {
      const [x, y] = [at % width, Math.floor(at / width)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  });
  return right < 0
    ? { x: 0, y: 0, width: 1, height: 1 }
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function cut(indices: Uint8Array, width: number, area: Rectangle): Uint8Array {
  const part = new Uint8Array(area.width * area.height);
  for (let row = 0; row < area.height; row++) {
    const from = (area.y + row) * width + area.x;
    part.set(indices.subarray(from, from + area.width), row * area.width);
  }
  return part;
}

function bigEndian(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}
