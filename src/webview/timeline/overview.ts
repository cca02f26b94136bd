import { element } from './dom.js';
import type { Histogram } from './histogram.js';
import type { Theme } from './theme.js';
import { type Limits, pixelOf, type Range, unitOf } from './viewport.js';

/** Pixels of a handle's half, at each side of the window. */
const handle = 5;

type Grip = 'move' | 'from' | 'to';

/** The strip below: all there is, and a window on what is seen, which is dragged, resized, or put where one clicks. */
export class Overview {
  readonly element = element('div', 'overview');
  private readonly canvas = element('canvas');
  private readonly window = element('div', 'window');
  private limits: Limits = { from: 0, to: 1, shortest: 1 };
  private range: Range = this.limits;
  private width = 1;
  private grip: { readonly kind: Grip; readonly x: number; readonly range: Range } | undefined;

  constructor(private readonly show: (range: Range) => void) {
    this.window.append(element('div', 'handle from'), element('div', 'handle to'));
    this.element.append(this.canvas, this.window);
    // All that it does, keys do as well.
    this.element.setAttribute('aria-hidden', 'true');
    this.element.addEventListener('pointerdown', (event) => this.take(event));
    this.element.addEventListener('pointermove', (event) => this.drag(event));
    this.element.addEventListener('lostpointercapture', () => (this.grip = undefined));
  }

  /** Draws what there is; of that the window is no part. */
  draw({ failed, open, other, most }: Histogram, theme: Theme, width: number, height: number): void {
    const paint = this.canvas.getContext('2d');
    if (!paint) {
      return;
    }
    const ratio = window.devicePixelRatio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    paint.scale(ratio, ratio);
    const scale = (height - 4) / Math.sqrt(most);
    const parts = [
      [failed, theme.states.failed.strong],
      [open, theme.states.running.strong],
      [other, theme.states.succeeded.small],
    ] as const;
    for (let column = 0; column < width; column++) {
      const counts = parts.map(([numbers]) => numbers[column] ?? 0);
      const sum = counts.reduce((one, next) => one + next, 0);
      // By the root of the number, so that one operation is seen beside a hundred.
      const full = sum === 0 ? 0 : Math.max(2, Math.sqrt(sum) * scale);
      let bottom = height - 1;
      parts.forEach(([, color], index) => {
        const part = sum === 0 ? 0 : ((counts[index] ?? 0) / sum) * full;
        paint.fillStyle = color;
        paint.fillRect(column, bottom - part, 1, part);
        bottom -= part;
      });
    }
  }

  /** Where the window is. */
  update(range: Range, limits: Limits, width: number): void {
    this.range = range;
    this.limits = limits;
    this.width = width;
    const left = pixelOf(limits, width, range.from);
    this.window.style.transform = `translateX(${left}px)`;
    this.window.style.width = `${Math.max(2 * handle, pixelOf(limits, width, range.to) - left)}px`;
  }

  private take(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    const x = this.xOf(event);
    const [from, to] = [this.range.from, this.range.to].map((at) => pixelOf(this.limits, this.width, at)) as [
      number,
      number,
    ];
    this.element.setPointerCapture(event.pointerId);
    const isNear = (edge: number): boolean => Math.abs(x - edge) <= handle;
    const kind = isNear(to) ? 'to' : isNear(from) ? 'from' : 'move';
    this.grip = { kind, x, range: this.range };
    if (kind === 'move' && (x < from || x > to)) {
      const half = (this.range.to - this.range.from) / 2;
      const middle = unitOf(this.limits, this.width, x);
      this.show({ from: middle - half, to: middle + half });
      this.grip = { kind, x, range: { from: middle - half, to: middle + half } };
    }
  }

  private drag(event: PointerEvent): void {
    const { grip } = this;
    if (!grip) {
      return;
    }
    const by = ((this.xOf(event) - grip.x) / this.width) * (this.limits.to - this.limits.from);
    const { from, to } = grip.range;
    const { shortest } = this.limits;
    switch (grip.kind) {
      case 'move':
        this.show({ from: from + by, to: to + by });
        break;
      case 'from':
        this.show({ from: Math.max(this.limits.from, Math.min(from + by, to - shortest)), to });
        break;
      case 'to':
        this.show({ from, to: Math.min(this.limits.to, Math.max(to + by, from + shortest)) });
        break;
    }
  }

  private xOf(event: PointerEvent): number {
    return event.clientX - this.canvas.getBoundingClientRect().left;
  }
}
