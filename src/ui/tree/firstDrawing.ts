import type { Clock } from '../../base/clock.js';
import { Emitter, type Event } from '../../base/event.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import type { TreeElement } from './element.js';

/** In less the host has sent the rows on their way, which it does after the turn that answers. */
const SENT_MS = 20;
/** So long VS Code may take to ask for the rows below an open one; one that somebody has closed it never asks for. */
const LONGEST_MS = 1000;

/**
 * Tells when VS Code has what it draws first. It draws no row before it has those below each open one, and asks for them
 * level by level.
 */
export class FirstDrawing extends Owner {
  readonly #timer: Timer;
  readonly #ended = this.own(new Emitter<void>());
  /** The open rows it has, but not those below them. */
  readonly #awaited = new Set<string>();
  #over = false;

  /** Fires once. */
  readonly onDidEnd: Event<void> = this.#ended.event;

  constructor(clock: Clock) {
    super();
    this.#timer = this.own(new Timer(clock));
  }

  /** Notes that VS Code was given the rows below `parent`, without one those at the top. */
  noteRows(parent: TreeElement | undefined): void {
    if (parent) {
      this.#awaited.delete(parent.id);
    }
    this.#wait();
  }

  /** Notes that VS Code was told of a row that it is open. */
  noteOpen({ id }: TreeElement): void {
    if (!this.#over) {
      this.#awaited.add(id);
      this.#wait();
    }
  }

  #wait(): void {
    if (!this.#over) {
      this.#timer.set(this.#awaited.size > 0 ? LONGEST_MS : SENT_MS, () => {
        this.#over = true;
        this.#awaited.clear();
        this.#ended.fire();
      });
    }
  }
}
