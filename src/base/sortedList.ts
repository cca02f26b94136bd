/** A piece that is twice as long is cut in two. */
const PIECE = 512;

/**
 * A list that is always in order. To put one in, to take one out and to read a part costs little however long the list is:
 * it lies in pieces, of which one is touched.
 */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  /** None of them is empty. */
  readonly #pieces: T[][] = [];
  #size = 0;

  /** @param compare gives 0 only for what is the same. */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    const at = Math.min(this.#pieceOf(item), this.#pieces.length - 1);
    const piece = this.#pieces[at];
    this.#size++;
    if (!piece) {
      this.#pieces.push([item]);
      return;
    }
    piece.splice(this.#placeIn(piece, item), 0, item);
    if (piece.length > 2 * PIECE) {
      this.#pieces.splice(at, 1, piece.slice(0, PIECE), piece.slice(PIECE));
    }
  }

  /** Takes out what compares as the same; false where it was not there. */
  delete(item: T): boolean {
    const at = this.#pieceOf(item);
    const piece = this.#pieces[at];
    const place = piece ? this.#placeIn(piece, item) : -1;
    const found = piece?.[place];
    if (!piece || found === undefined || this.#compare(found, item) !== 0) {
      return false;
    }
    piece.splice(place, 1);
    this.#size--;
    if (piece.length === 0) {
      this.#pieces.splice(at, 1);
    }
    return true;
  }

  /** How many come before the item. */
  rank(item: T): number {
    const at = this.#pieceOf(item);
    const before = this.#pieces.slice(0, at).reduce((sum, { length }) => sum + length, 0);
    const piece = this.#pieces[at];
    return piece ? before + this.#placeIn(piece, item) : before;
  }

  /** Those from a place up to another, which is not among them. */
  slice(from: number, to: number): T[] {
    const found: T[] = [];
    let start = 0;
    for (const piece of this.#pieces) {
      if (start >= to) {
        break;
      }
      found.push(...piece.slice(Math.max(0, from - start), to - start));
      start += piece.length;
    }
    return found;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const piece of this.#pieces) {
      yield* piece;
    }
  }

  /** The first piece that ends with the item or behind it; behind all pieces where there is none. */
  #pieceOf(item: T): number {
    return firstThat(this.#pieces.length, (at) => {
      const last = this.#pieces[at]?.at(-1);
      return last !== undefined && this.#compare(last, item) >= 0;
    });
  }

  #placeIn(piece: readonly T[], item: T): number {
    return firstThat(piece.length, (at) => {
      const other = piece[at];
      return other !== undefined && this.#compare(other, item) >= 0;
    });
  }
}

/** The first of `count` numbers of which `holds` is true, as it is of all after it; `count` where it is of none. */
function firstThat(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
