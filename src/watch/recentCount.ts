/** Counts events of the recent past in slots, so that an hour of thousands of them takes as much room as one of none. */
export class RecentCount {
  readonly #slotMs: number;
  readonly #slots: Uint32Array;
  /** Number of the slot that was written last; its place is the rest by their count. */
  #latest = -Infinity;
  #total = 0;

  /**
   * @param spanMs how far back events count, in milliseconds; up to a slot longer, never shorter.
   * @param slots how many parts the span is cut into.
   */
  constructor(spanMs: number, slots: number) {
    this.#slotMs = spanMs / slots;
    this.#slots = new Uint32Array(slots + 1);
  }

  add(now: number, count = 1): void {
    this.#moveTo(now);
    this.#slots[this.#place(this.#latest)] = this.#in(this.#latest) + count;
    this.#total += count;
  }

  /** Events within the span before `now`. A clock that goes backwards makes none of them forgotten. */
  total(now: number): number {
    this.#moveTo(now);
    return this.#total;
  }

  /** Milliseconds until fewer than `limit` count, if none is added; infinite when `limit` is nothing. */
  msUntilBelow(limit: number, now: number): number {
    let left = this.total(now);
    if (left < limit) {
      return 0;
    }
    for (let slot = this.#latest - this.#slots.length + 1; slot <= this.#latest; slot++) {
      left -= this.#in(slot);
      if (left < limit) {
        return (slot + this.#slots.length) * this.#slotMs - now;
      }
    }
    return Infinity;
  }

  #moveTo(now: number): void {
    const slot = Math.floor(now / this.#slotMs);
    const first = Math.max(this.#latest + 1, slot - this.#slots.length + 1);
    for (let passed = first; passed <= slot; passed++) {
      this.#total -= this.#in(passed);
      this.#slots[this.#place(passed)] = 0;
    }
    this.#latest = Math.max(this.#latest, slot);
  }

  #in(slot: number): number {
    return this.#slots[this.#place(slot)] ?? 0;
  }

  #place(slot: number): number {
    const { length } = this.#slots;
    return ((slot % length) + length) % length;
  }
}
