import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { movingPicture } from '../../pictures/movingPicture.js';
import { paletteOf } from '../../pictures/palette.js';
import { chunk, decodePng, pngFile, type Pixels } from '../../pictures/png.js';

/** What a decoder that knows animations makes of a file: every frame as it is seen. */
function played(file: Buffer): { readonly frames: readonly Buffer[]; readonly delays: readonly number[] } {
  const canvas = { width: 0, rgb: Buffer.alloc(0) };
  let palette: Uint8Array = new Uint8Array();
  let area = { width: 0, height: 0, x: 0, y: 0 };
  const frames: Buffer[] = [];
  const delays: number[] = [];
  const draw = (packed: Buffer): void => {
    const rows = inflateSync(packed);
    for (let y = 0; y < area.height; y++) {
      for (let x = 0; x < area.width; x++) {
        const colour = rows[y * (area.width + 1) + 1 + x]! * 3;
        const to = ((area.y + y) * canvas.width + area.x + x) * 3;
        canvas.rgb.set(palette.subarray(colour, colour + 3), to);
      }
    }
    frames.push(Buffer.from(canvas.rgb));
  };
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const data = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    switch (file.toString('latin1', at + 4, at + 8)) {
      case 'IHDR':
        canvas.width = data.readUInt32BE(0);
        canvas.rgb = Buffer.alloc(canvas.width * data.readUInt32BE(4) * 3);
        break;
      case 'PLTE':
        palette = data;
        break;
      case 'fcTL': {
        const [width, height, x, y] = [4, 8, 12, 16].map((offset) => data.readUInt32BE(offset));
        area = { width: width!, height: height!, x: x!, y: y! };
        delays.push((data.readUInt16BE(20) * 1000) / data.readUInt16BE(22));
        break;
      }
      case 'IDAT':
        draw(data);
        break;
      case 'fdAT':
        draw(data.subarray(4));
    }
  }
  return { frames, delays };
}

/** A PNG whose rows are filtered in each way in turn. */
function filteredPng({ width, height, rgb }: Pixels): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  const byte = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : rgb[y * width * 3 + x]!);
  for (let y = 0; y < height; y++) {
    const kind = y % 5;
    rows[y * (width * 3 + 1)] = kind;
    for (let x = 0; x < width * 3; x++) {
      const [left, up, corner] = [byte(x - 3, y), byte(x, y - 1), x < 3 ? 0 : byte(x - 3, y - 1)];
      const estimate = left + up - corner;
      const near = [left, up, corner].sort((a, b) => Math.abs(estimate - a) - Math.abs(estimate - b))[0]!;
      const predicted = [0, left, up, Math.floor((left + up) / 2), near][kind]!;
      rows[y * (width * 3 + 1) + 1 + x] = (byte(x, y) - predicted) & 0xff;
    }
  }
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0]);
  return pngFile([chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const arbitraryPixels = (width: number, height: number) =>
  fc
    .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
    .map((rgb): Pixels => ({ width, height, rgb }));

describe('a moving picture', () => {
  it('is made of PNG files, however their rows are filtered', () => {
    fc.assert(
      fc.property(arbitraryPixels(6, 11), (pixels) => assert.deepEqual(decodePng(filteredPng(pixels)), pixels)),
    );
    assert.throws(() => decodePng(Buffer.from('no picture')));
  });

  it('plays the frames that it was made of, as long as each stood', () => {
    const frames = fc.array(fc.record({ pixels: arbitraryPixels(4, 3), ms: fc.integer({ min: 1, max: 60_000 }) }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(frames, (some) => {
        // One frame twice: nothing differs, and it is shown all the same.
        const all = [...some, some.at(-1)!];
        const { frames: seen, delays } = played(movingPicture(all));
        assert.deepEqual(
          seen,
          all.map(({ pixels }) => Buffer.from(pixels.rgb)),
        );
        assert.deepEqual(
          delays,
          all.map(({ ms }) => ms),
        );
      }),
    );
  });

  it('has 256 colours at most, each near the one that it stands for', () => {
    const rgb = Uint8Array.from({ length: 3 * 4096 }, (_, at) => [(at / 3) & 0xff, (at / 48) & 0xff, 128][at % 3]!);
    const pixels = { width: 64, height: 64, rgb };
    const palette = paletteOf([pixels]);
    const { colours } = palette;
    assert.ok(colours.length <= 3 * 256);
    palette.indices(pixels).forEach((index, pixel) => {
      for (let part = 0; part < 3; part++) {
        assert.ok(Math.abs(colours[index * 3 + part]! - rgb[pixel * 3 + part]!) <= 35);
      }
    });
  });

  it('takes frames of one size', () => {
    assert.throws(() => movingPicture([]));
    const pixels = { width: 1, height: 1, rgb: new Uint8Array(3) };
    const wider = { width: 2, height: 1, rgb: new Uint8Array(6) };
    assert.throws(() =>
      movingPicture([
        { pixels, ms: 1 },
        { pixels: wider, ms: 1 },
      ]),
    );
  });
});
