import { startOfDay } from '../base/day.js';
import { nearestRank } from '../base/percentile.js';
import { SortedList } from '../base/sortedList.js';
import { actKey, isEnded, type EndState, type Operation, type OperationState } from './operation.js';
import { StateCounts } from './stateCounts.js';

/** How long operations of one kind took that succeeded; others end early, or late for reasons of their own. */
export interface ActLength {
  /** One of them, to name the kind by. */
  readonly example: Operation;
  readonly count: number;
  /** In milliseconds, both of them lengths that occurred. */
  readonly medianMs: number;
  readonly p95Ms: number;
}

interface Length {
  readonly ms: number;
  readonly key: string;
}

interface Counted {
  readonly state: OperationState;
  /** When the day began on which it ended, by this machine's clock. */
  readonly day: number | undefined;
  readonly act: string;
  readonly length: Length | undefined;
}

/** What many operations come to. An operation costs the same however many there are, and is worked out when it changes. */
export class Summary {
  readonly #counted = new Map<string, Counted>();
  readonly #counts = new StateCounts();
  readonly #days = new Map<number, StateCounts>();
  readonly #acts = new Map<string, { readonly example: Operation; readonly lengths: SortedList<Length> }>();

  /**
   * Takes in an operation as it is now.
   * @param endedAt when it ended, where that is known; in milliseconds since the epoch.
   */
  put(key: string, operation: Operation, endedAt: number | undefined): void {
    this.delete(key);
    const { state, startTime } = operation;
    const day = endedAt === undefined || !isEnded(state) ? undefined : startOfDay(endedAt);
    const took = state === 'succeeded' && endedAt !== undefined && startTime !== undefined;
    const length = took ? { ms: Math.max(0, endedAt - startTime), key } : undefined;
    const act = actKey(operation);
    this.#counted.set(key, { state, day, act, length });
    this.#counts.move(undefined, state);
    if (day !== undefined) {
      const ofDay = this.#days.get(day) ?? new StateCounts();
      this.#days.set(day, ofDay);
      ofDay.move(undefined, state);
    }
    if (length) {
      const ofAct = this.#acts.get(act) ?? { example: operation, lengths: new SortedList<Length>(byLength) };
      this.#acts.set(act, ofAct);
      ofAct.lengths.add(length);
    }
  }

  delete(key: string): void {
    const counted = this.#counted.get(key);
    if (!counted) {
      return;
    }
    const { state, day, act, length } = counted;
    this.#counted.delete(key);
    this.#counts.move(state, undefined);
    const ofDay = day === undefined ? undefined : this.#days.get(day);
    ofDay?.move(state, undefined);
    if (day !== undefined && ofDay?.total === 0) {
      this.#days.delete(day);
    }
    const lengths = length && this.#acts.get(act)?.lengths;
    if (length && lengths?.delete(length) && lengths.size === 0) {
      this.#acts.delete(act);
    }
  }

  /** How many are in the state now. */
  count(state: OperationState): number {
    return this.#counts.of(state);
  }

  /** How many ended so on the day of `time`, in milliseconds since the epoch. */
  endedOn(time: number, state: EndState): number {
    return this.#days.get(startOfDay(time))?.of(state) ?? 0;
  }

  /** By what was done to what sort of resource, those of which most succeeded first. */
  lengths(): readonly ActLength[] {
    return [...this.#acts.values()]
      .map(({ example, lengths }) => ({
        example,
        count: lengths.size,
        medianMs: lengthAt(lengths, 0.5),
        p95Ms: lengthAt(lengths, 0.95),
      }))
      .sort((a, b) => b.count - a.count);
  }
}

function lengthAt(lengths: SortedList<Length>, share: number): number {
  const rank = nearestRank(lengths.size, share);
  return lengths.slice(rank, rank + 1)[0]?.ms ?? 0;
}

function byLength(a: Length, b: Length): number {
  return a.ms - b.ms || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
