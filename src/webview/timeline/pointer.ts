import type { Bar } from '../../ui/timeline/messages.js';
import { contextOf } from './context.js';
import { on } from './dom.js';
import { abs, within } from './numbers.js';

/** Pixels that a pointer may move while it is pressed without that being a drag. */
const clickSlack = 3;
/** Milliseconds that it has to rest before anything is asked. */
const restTime = 150;
/** Pixels of a line, where a wheel counts in lines. */
const lineHeight = 16;

export interface PointerActs {
  /** What is at a place of the page. */
  readonly barAt: (at: MouseEvent) => Bar | undefined;
  /** What a menu key means while the pointer is elsewhere. */
  readonly selected: () => Bar | undefined;
  readonly select: (id: string | undefined) => void;
  readonly open: (id: string) => void;
  /** The pointer is on another bar, or on none. */
  readonly hover: (id: string | undefined) => void;
  /** The pointer rests on it. */
  readonly rest: (id: string, clientX: number, clientY: number) => void;
  /** Pixels. */
  readonly panBy: (x: number, y: number) => void;
  readonly zoomBy: (factor: number, clientX: number) => void;
}

/** Mouse, pen and wheel on the drawing. */
export function followPointer(
  target: HTMLElement,
  { barAt, selected, select, open, hover, rest, panBy, zoomBy }: PointerActs,
): void {
  let drag: { x: number; y: number; moved: boolean } | undefined;
  let hovered: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function goTo(id: string | undefined): void {
    if (id !== hovered) {
      hovered = id;
      clearTimeout(timer);
      hover(id);
    }
  }

  on(target, 'pointerdown', (event) => {
    if (event.button === 0) {
      drag = { x: event.clientX, y: event.clientY, moved: false };
      target.setPointerCapture(event.pointerId);
    }
  });
  on(target, 'pointermove', (event) => {
    const { clientX, clientY } = event;
    if (!drag) {
      const id = barAt(event)?.id;
      goTo(id);
      clearTimeout(timer);
      if (id !== undefined) {
        timer = setTimeout(() => rest(id, clientX, clientY), restTime);
      }
      return;
    }
    const [x, y] = [clientX - drag.x, clientY - drag.y];
    if (drag.moved || Math.hypot(x, y) > clickSlack) {
      drag = { x: clientX, y: clientY, moved: true };
      goTo(undefined);
      target.classList.add('dragging');
      panBy(-x, -y);
    }
  });
  on(target, 'pointerup', (event) => {
    target.classList.remove('dragging');
    if (drag?.moved === false) {
      select(barAt(event)?.id);
    }
    drag = undefined;
  });
  on(target, 'pointercancel', () => (drag = undefined));
  on(target, 'pointerleave', () => goTo(undefined));
  on(target, 'dblclick', (event) => {
    const bar = barAt(event);
    if (bar) {
      open(bar.id);
    }
  });
  // VS Code reads the attribute when the event has come to the document.
  on(target, 'contextmenu', (event) => {
    // A key has no place of its own: button 0 is what the menu key gives.
    const bar = event.button === 2 ? barAt(event) : selected();
    if (bar) {
      target.dataset.vscodeContext = contextOf(bar);
      select(bar.id);
    } else {
      delete target.dataset.vscodeContext;
    }
    goTo(undefined);
  });
  on(
    target,
    'wheel',
    (event) => {
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
      const [x, y] = [event.deltaX * unit, event.deltaY * unit];
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoomBy(1.2 ** (within(y, -200, 200) / 53), event.clientX);
      } else if (event.shiftKey || abs(x) > abs(y)) {
        event.preventDefault();
        panBy(x === 0 ? y : x, 0);
      }
      goTo(undefined);
    },
    { passive: false },
  );
}
