/** Where the value lies, in a list in order, that `share` (above 0, up to 1) of all do not exceed: the nearest rank. */
export function nearestRank(size: number, share: number): number {
  return Math.max(0, Math.ceil(size * share) - 1);
}

/** The median of numbers in any order, one of them; undefined of none. */
export function medianOf(numbers: readonly number[]): number | undefined {
  return [...numbers].sort((a, b) => a - b)[nearestRank(numbers.length, 0.5)];
}
