import type { Pixels } from './png.js';

/** As many as one byte tells apart. */
const MOST = 256;
/** Squares of the distances at which two colours are one; the first that leaves few enough is taken. */
const NEAR = [0, 27, 75, 147, 300, 600, 1200];

/** Colours for all pictures, and the one that each pixel is drawn in. */
export interface Palette {
  /** Three bytes a colour. */
  readonly colours: Uint8Array;
  indices(pixels: Pixels): Uint8Array;
}

/** The most frequent colours of the pictures, without those that nobody tells from one that is more frequent. */
export function paletteOf(pictures: readonly Pixels[]): Palette {
  const counts = new Map<number, number>();
  for (const { rgb } of pictures) {
    for (let at = 0; at < rgb.length; at += 3) {
      const colour = colourAt(rgb, at);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const chosen = chooseFrom(frequent);
  const known = new Map<number, number>();
  const indexOf = (colour: number): number => {
    let index = known.get(colour);
    if (index === undefined) {
      index = nearest(chosen, colour).index;
      known.set(colour, index);
    }
    return index;
  };
  return {
    colours: Uint8Array.from(chosen.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff])),
    indices: ({ rgb }) => Uint8Array.from({ length: rgb.length / 3 }, (_, pixel) => indexOf(colourAt(rgb, pixel * 3))),
  };
}

function chooseFrom(frequent: readonly number[]): readonly number[] {
  let chosen: number[] = [];
  for (const near of NEAR) {
    chosen = [];
    for (const colour of frequent) {
      if (chosen.length <= MOST && (chosen.length === 0 || nearest(chosen, colour).distance > near)) {
        chosen.push(colour);
      }
    }
    if (chosen.length <= MOST) {
      return chosen;
    }
  }
  return chosen.slice(0, MOST);
}

function nearest(colours: readonly number[], colour: number): { readonly index: number; readonly distance: number } {
  let best = { index: 0, distance: Infinity };
  for (const [index, other] of colours.entries()) {
    const red = (colour >> 16) - (other >> 16);
    const green = ((colour >> 8) & 0xff) - ((other >> 8) & 0xff);
    const blue = (colour & 0xff) - (other & 0xff);
    const distance = red * red + green * green + blue * blue;
    if (distance < best.distance) {
      best = { index, distance };
    }
  }
  return best;
}

function colourAt(rgb: Uint8Array, at: number): number {
  return ((rgb[at] ?? 0) << 16) | ((rgb[at + 1] ?? 0) << 8) | (rgb[at + 2] ?? 0);
}
