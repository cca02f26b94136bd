/** Random numbers that are the same at each run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [0, limit). */
  upTo(limit: number): number;
  shuffled<T>(values: readonly T[]): T[];
}

/** Mulberry32: small, and even enough for times and places. */
export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    upTo: (limit) => next() * limit,
    shuffled(values) {
      const left = [...values];
      return Array.from(values, () => left.splice(Math.floor(next() * left.length), 1)[0]!);
    },
  };
}
