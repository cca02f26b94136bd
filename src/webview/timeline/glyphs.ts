import type { Bar } from '../../ui/timeline/messages.js';

/** Pixels of a glyph's square. */
export const glyphSize = 10;

/** One figure for each state, as an SVG path of lines in that square; shapes of which none is another in grey. */
export const glyphs = {
  running: 'M3.5 2 L8 5 L3.5 8 Z',
  cancelling: 'M5 1.5 A3.5 3.5 0 0 1 8.5 5 M5 8.5 A3.5 3.5 0 0 1 1.5 5',
  cancelled: 'M5 1.5 A3.5 3.5 0 1 1 4.99 1.5 M2.6 7.4 L7.4 2.6',
  succeeded: 'M1.5 5.2 L4 7.8 L8.5 2.4',
  failed: 'M2 2 L8 8 M8 2 L2 8',
  expired: 'M3 3.4 A2.1 2.1 0 1 1 5.6 5.2 Q5 5.5 5 6.4 M5 8.2 L5 8.8',
} satisfies Record<Bar['state'], string>;
