import { element, place } from './dom.js';

/** Pixels from the pointer, and from the page's edge. */
const distance = 14;

/** What is known of the bar under the pointer. It is for the eye: who hears it is told by the live region. */
export class Tooltip {
  readonly element = element('div', 'tooltip');
  private wanted: { readonly id: string; readonly x: number; readonly y: number } | undefined;

  constructor() {
    this.element.hidden = true;
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** It was asked what to say of a bar; the answer belongs here. */
  expect(id: string, x: number, y: number): void {
    this.wanted = { id, x, y };
  }

  hide(): void {
    this.wanted = undefined;
    this.element.hidden = true;
  }

  show(id: string, lines: readonly string[]): void {
    const { wanted } = this;
    if (wanted?.id !== id || lines.length === 0) {
      return;
    }
    this.element.replaceChildren(...lines.map((line) => element('p', '', line)));
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const left = Math.max(4, Math.min(wanted.x + distance, innerWidth - offsetWidth - 4));
    const below = wanted.y + distance;
    const top = below + offsetHeight + 4 <= innerHeight ? below : Math.max(4, wanted.y - distance - offsetHeight);
    place(this.element, left, top);
  }
}
