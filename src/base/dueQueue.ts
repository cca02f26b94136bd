/** Something that is due at a time; a queue keeps its place in it, so it can be in one queue only. */
export interface Due {
  dueAt: number;
  /** The queue's own; -1 while it is in none. */
  place: number;
}

/** A binary heap by time: what is due first is at hand, and moving one costs the logarithm of how many there are. */
export class DueQueue<T extends Due> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  get first(): T | undefined {
    return this.#heap[0];
  }

  /** Adds `item`, or moves it. */
  put(item: T, dueAt: number): void {
    item.dueAt = dueAt;
    if (item.place < 0) {
      item.place = this.#heap.length;
      this.#heap.push(item);
    }
    this.#settle(item);
  }

  remove(item: T): void {
    const { place } = item;
    const last = this.#heap.pop();
    item.place = -1;
    if (last !== undefined && last !== item) {
      last.place = place;
      this.#heap[place] = last;
      this.#settle(last);
    }
  }

  #settle(item: T): void {
    this.#rise(item);
    this.#sink(item);
  }

  #rise(item: T): void {
    for (;;) {
      const above = item.place === 0 ? undefined : this.#heap[(item.place - 1) >> 1];
      if (!above || above.dueAt <= item.dueAt) {
        return;
      }
      this.#swap(above, item);
    }
  }

  #sink(item: T): void {
    for (;;) {
      const left = this.#heap[2 * item.place + 1];
      const right = this.#heap[2 * item.place + 2];
      const below = right && left && right.dueAt < left.dueAt ? right : left;
      if (!below || below.dueAt >= item.dueAt) {
        return;
      }
      this.#swap(item, below);
    }
  }

  #swap(upper: T, lower: T): void {
    [upper.place, lower.place] = [lower.place, upper.place];
    this.#heap[upper.place] = upper;
    this.#heap[lower.place] = lower;
  }
}
