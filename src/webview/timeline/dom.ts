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
  made.addEventListener('click', act);
  return made;
}

/** Writes a text only where it is another one: to write costs a layout. */
export function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Elements of one kind that are used again, so that a frame makes none. */
export class Pool<Kind extends HTMLElement> {
  private readonly made: Kind[] = [];
  private used = 0;

  constructor(
    private readonly parent: HTMLElement,
    private readonly make: () => Kind,
  ) {}

  next(): Kind {
    let one = this.made[this.used];
    if (!one) {
      one = this.make();
      this.made.push(one);
      this.parent.append(one);
    }
    this.used++;
    one.hidden = false;
    return one;
  }

  /** Hides those that were not used since the last time. */
  end(): void {
    for (let index = this.used; index < this.made.length; index++) {
      const one = this.made[index];
      if (one) {
        one.hidden = true;
      }
    }
    this.used = 0;
  }
}

/** Puts an element at a place, in pixels. */
export function place(target: HTMLElement, left: number, top = 0): void {
  target.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

export function prefersLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
