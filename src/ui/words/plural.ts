/**
 * The sentence for a count: `one` for 1, `many` for none and for several. Both are whole, so that they can be translated;
 * `many` has the number in it.
 */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
