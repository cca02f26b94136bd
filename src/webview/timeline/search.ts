/** The first index for which `isBehind` holds, where it holds for all that follow as well; `length` where for none. */
export function firstIndex(length: number, isBehind: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
