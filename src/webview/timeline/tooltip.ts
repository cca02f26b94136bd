import { element, place } from './dom.js';
import { max, within } from './numbers.js';

/** Pixels from the pointer, and from the page's edge. */
const distance = 14;
const edge = 4;

/** What is known of the bar under the pointer. It is for the eye: who hears it is told by the live region. */
export interface Tooltip {
  readonly element: HTMLElement;
  /** It was asked what to say of a bar; the answer belongs here. */
  expect(id: string, x: number, y: number): void;
  hide(): void;
  show(id: string, lines: readonly string[]): void;
}

export function createTooltip(): Tooltip {
  const box = element('div', 'tooltip');
  let wanted: { readonly id: string; readonly x: number; readonly y: number } | undefined;
  box.hidden = true;
  box.ariaHidden = 'true';
  return {
    element: box,
    expect(id, x, y) {
      wanted = { id, x, y };
    },
    hide() {
      wanted = undefined;
      box.hidden = true;
    },
    show(id, lines) {
      if (wanted?.id !== id || lines.length === 0) {
        return;
      }
      box.replaceChildren(...lines.map((line) => element('p', '', line)));
      box.hidden = false;
      const { offsetWidth, offsetHeight } = box;
      const left = max(edge, within(wanted.x + distance, edge, innerWidth - offsetWidth - edge));
      const below = wanted.y + distance;
      const above = max(edge, wanted.y - distance - offsetHeight);
      place(box, left, below + offsetHeight + edge <= innerHeight ? below : above);
    },
  };
}
