import type { Bar } from '../../ui/timeline/messages.js';
import { contextOf } from './context.js';

/** Pixels that a pointer may move while it is pressed without that being a drag. */
const clickSlack = 3;
/** Milliseconds that it has to rest before anything is asked. */
const restTime = 150;
/** Pixels of a line, where a wheel counts in lines. */
const lineHeight = 16;

export interface PointerActs {
  /** What is at a place of the page. */
  barAt(clientX: number, clientY: number): Bar | undefined;
  /** What a menu key means while the pointer is elsewhere. */
  selected(): Bar | undefined;
  select(id: string | undefined): void;
  open(id: string): void;
  /** The pointer is on another bar, or on none. */
  hover(id: string | undefined): void;
  /** The pointer rests on it. */
  rest(id: string, clientX: number, clientY: number): void;
  /** Pixels. */
  panBy(x: number, y: number): void;
  zoomBy(factor: number, clientX: number): void;
}

/** Mouse, pen and wheel on the drawing. */
export class Pointer {
  private drag: { x: number; y: number; moved: boolean } | undefined;
  private hovered: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly target: HTMLElement,
    private readonly acts: PointerActs,
  ) {
    target.addEventListener('pointerdown', (event) => this.press(event));
    target.addEventListener('pointermove', (event) => this.move(event));
    target.addEventListener('pointerup', (event) => this.release(event));
    target.addEventListener('pointercancel', () => (this.drag = undefined));
    target.addEventListener('pointerleave', () => this.hover(undefined));
    target.addEventListener('dblclick', (event) => {
      const bar = acts.barAt(event.clientX, event.clientY);
      if (bar) {
        acts.open(bar.id);
      }
    });
    // VS Code reads the attribute when the event has come to the document.
    target.addEventListener('contextmenu', (event) => this.offerMenu(event));
    target.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  private press(event: PointerEvent): void {
    if (event.button === 0) {
      this.drag = { x: event.clientX, y: event.clientY, moved: false };
      this.target.setPointerCapture(event.pointerId);
    }
  }

  private move(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) {
      this.point(event);
      return;
    }
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (drag.moved || Math.hypot(x, y) > clickSlack) {
      this.drag = { x: event.clientX, y: event.clientY, moved: true };
      this.hover(undefined);
      this.target.classList.add('dragging');
      this.acts.panBy(-x, -y);
    }
  }

  private release(event: PointerEvent): void {
    const { drag } = this;
    this.drag = undefined;
    this.target.classList.remove('dragging');
    if (drag && !drag.moved) {
      this.acts.select(this.acts.barAt(event.clientX, event.clientY)?.id);
    }
  }

  private point({ clientX, clientY }: PointerEvent): void {
    const id = this.acts.barAt(clientX, clientY)?.id;
    this.hover(id);
    clearTimeout(this.timer);
    if (id !== undefined) {
      this.timer = setTimeout(() => this.acts.rest(id, clientX, clientY), restTime);
    }
  }

  private hover(id: string | undefined): void {
    if (id !== this.hovered) {
      this.hovered = id;
      clearTimeout(this.timer);
      this.acts.hover(id);
    }
  }

  private offerMenu({ clientX, clientY, button }: MouseEvent): void {
    // A key has no place of its own: button 0 is what the menu key gives.
    const bar = button === 2 ? this.acts.barAt(clientX, clientY) : this.acts.selected();
    if (bar === undefined) {
      delete this.target.dataset.vscodeContext;
    } else {
      this.target.dataset.vscodeContext = contextOf(bar);
      this.acts.select(bar.id);
    }
    this.hover(undefined);
  }

  private wheel(event: WheelEvent): void {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.acts.zoomBy(1.2 ** (Math.max(-200, Math.min(200, y)) / 53), event.clientX);
    } else if (event.shiftKey || Math.abs(x) > Math.abs(y)) {
      event.preventDefault();
      this.acts.panBy(x === 0 ? y : x, 0);
    }
    this.hover(undefined);
  }
}
