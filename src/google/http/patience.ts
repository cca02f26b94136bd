/** While a host has not answered, and the most that is ever waited. */
const LONGEST_MS = 1_500;
/** Less would call a host that answers in 80 ms hanging at its first hiccup. */
const SHORTEST_MS = 250;

/**
 * How long a host may take to answer before it counts as hanging: its usual time and four times the usual deviation, by
 * the moving averages that TCP uses for lost segments (RFC 6298, section 2).
 */
export class Patience {
  #mean: number | undefined;
  #deviation = 0;

  /** Milliseconds. */
  get ms(): number {
    return this.#mean === undefined
      ? LONGEST_MS
      : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, this.#mean + 4 * this.#deviation));
  }

  /** Takes in how long an answer took, also one that came late: a host may have become slower for good. */
  answered(tookMs: number): void {
    if (this.#mean === undefined) {
      this.#mean = tookMs;
      this.#deviation = tookMs / 2;
      return;
    }
    this.#deviation += (Math.abs(this.#mean - tookMs) - this.#deviation) / 4;
    this.#mean += (tookMs - this.#mean) / 8;
  }
}
