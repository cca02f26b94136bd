import { round } from './numbers.js';

/** An element with a class and a text. Text is text: nothing here makes markup of it. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(className: string, text: string, act: () => void): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  on(made, 'click', act);
  return made;
}

/** Listens as long as the element is there. */
export function on<Type extends keyof HTMLElementEventMap>(
  target: HTMLElement,
  type: Type,
  act: (event: HTMLElementEventMap[Type]) => void,
  options?: AddEventListenerOptions,
): void {
  target.addEventListener(type, act, options);
}

/** Writes a text only where it is another one: to write costs a layout. */
export function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Elements of one kind that are used again, so that a frame makes none. */
export interface Pool<Kind extends HTMLElement> {
  next(): Kind;
  /** Hides those that were not used since the last time. */
  end(): void;
}

export function createPool<Kind extends HTMLElement>(parent: HTMLElement, make: () => Kind): Pool<Kind> {
  const made: Kind[] = [];
  let used = 0;
  return {
    next() {
      let one = made[used];
      if (!one) {
        one = make();
        made.push(one);
        parent.append(one);
      }
      used++;
      one.hidden = false;
      return one;
    },
    end() {
      made.slice(used).forEach((one) => (one.hidden = true));
      used = 0;
    },
  };
}

/** Puts an element at a place, in pixels. */
export function place(target: HTMLElement, left: number, top = 0): void {
  target.style.transform = `translate(${round(left)}px, ${round(top)}px)`;
}

export function prefersLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
