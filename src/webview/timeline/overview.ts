import { element, on } from './dom.js';
import type { Histogram } from './histogram.js';
import { abs, max, min, round, sqrt } from './numbers.js';
import type { Theme } from './theme.js';
import { type Limits, pan, pixelOf, type Range, unitOf } from './viewport.js';

/** Pixels of a handle's half, at each side of the window. */
const handle = 5;

type Grip = 'move' | 'from' | 'to';

/** The strip below: all there is, and a window on what is seen, which is dragged, resized, or put where one clicks. */
export interface Overview {
  readonly element: HTMLElement;
  /** Draws what there is; of that the window is no part. */
  draw(histogram: Histogram, theme: Theme, width: number, height: number): void;
  /** Where the window is. */
  update(range: Range, limits: Limits, width: number): void;
}

export function createOverview(show: (range: Range) => void): Overview {
  const strip = element('div', 'overview');
  const canvas = element('canvas');
  const seen = element('div', 'window');
  let limits: Limits = { from: 0, to: 1, shortest: 1 };
  let range: Range = limits;
  let width = 1;
  let grip: { readonly kind: Grip; readonly x: number; readonly range: Range } | undefined;
  seen.append(element('div', 'handle from'), element('div', 'handle to'));
  strip.append(canvas, seen);
  // All that it does, keys do as well.
  strip.ariaHidden = 'true';

  const xOf = (event: PointerEvent): number => event.clientX - canvas.getBoundingClientRect().left;

  on(strip, 'pointerdown', (event) => {
    if (event.button !== 0) {
      return;
    }
    const x = xOf(event);
    const [from, to] = [pixelOf(limits, width, range.from), pixelOf(limits, width, range.to)];
    const isNear = (edge: number): boolean => abs(x - edge) <= handle;
    const kind = isNear(to) ? 'to' : isNear(from) ? 'from' : 'move';
    strip.setPointerCapture(event.pointerId);
    grip = { kind, x, range };
    if (kind === 'move' && (x < from || x > to)) {
      grip = { kind, x, range: pan(range, unitOf(limits, width, x) - (range.from + range.to) / 2) };
      show(grip.range);
    }
  });
  on(strip, 'pointermove', (event) => {
    if (!grip) {
      return;
    }
    const by = ((xOf(event) - grip.x) / width) * (limits.to - limits.from);
    const { from, to } = grip.range;
    const { shortest } = limits;
    switch (grip.kind) {
      case 'move':
        show(pan(grip.range, by));
        break;
      case 'from':
        show({ from: max(limits.from, min(from + by, to - shortest)), to });
        break;
      case 'to':
        show({ from, to: min(limits.to, max(to + by, from + shortest)) });
        break;
    }
  });
  on(strip, 'lostpointercapture', () => (grip = undefined));

  return {
    element: strip,
    draw({ failed, open, other, most }, { states }, across, height) {
      const paint = canvas.getContext('2d');
      if (!paint) {
        return;
      }
      canvas.width = round(across * devicePixelRatio);
      canvas.height = round(height * devicePixelRatio);
      canvas.style.width = `${across}px`;
      paint.scale(devicePixelRatio, devicePixelRatio);
      const scale = (height - 4) / sqrt(most);
      const parts = [
        [failed, states.failed.strong],
        [open, states.running.strong],
        [other, states.succeeded.small],
      ] as const;
      for (let column = 0; column < across; column++) {
        const counts = parts.map(([numbers]) => numbers[column] ?? 0);
        const sum = counts.reduce((one, next) => one + next, 0);
        // By the root of the number, so that one operation is seen beside a hundred.
        const full = sum === 0 ? 0 : max(2, sqrt(sum) * scale);
        let bottom = height - 1;
        parts.forEach(([, color], index) => {
          const part = sum === 0 ? 0 : ((counts[index] ?? 0) / sum) * full;
          paint.fillStyle = color;
          paint.fillRect(column, bottom - part, 1, part);
          bottom -= part;
        });
      }
    },
    update(now, all, across) {
      range = now;
      limits = all;
      width = across;
      const left = pixelOf(limits, width, range.from);
      seen.style.transform = `translateX(${left}px)`;
      seen.style.width = `${max(2 * handle, pixelOf(limits, width, range.to) - left)}px`;
    },
  };
}
