/** What every part reckons with. As names of its own, because a bundler shortens those and not the names of members. */
export const { abs, ceil, floor, max, min, round, sqrt } = Math;

/** The value, or the bound that it lies beyond. */
export function within(value: number, least: number, most: number): number {
  return min(max(value, least), most);
}
