import { Owner } from '../base/lifecycle.js';
import { medianOf } from '../base/percentile.js';
import type { CancellationOutcome } from '../operations/cancellation.js';
import { actKey, type Operation } from '../operations/operation.js';
import type { History, HistoryEntry } from './history.js';

/** How cancel requests for one kind of operation ended. */
export interface Odds {
  /** Requests of which the server told the end. */
  readonly known: number;
  /** Those of them that ended in the server's own word CANCELLED. */
  readonly worked: number;
  /**
   * Median time in milliseconds from the request to that word; undefined where none worked. How long an operation took that
   * went on regardless says nothing of a cancel.
   */
  readonly medianMs: number | undefined;
}

/** Fewer say nothing. */
const FEWEST = 5;

/**
 * Whether a request ended so that it counts, and whether it worked. A server that refused, has no cancel or was never
 * reached did not try; of what it no longer knows nobody can tell.
 */
const counts = {
  cancelled: true,
  completedAnyway: false,
  failed: false,
  refused: undefined,
  unsupported: undefined,
  notSent: undefined,
  expired: undefined,
  requested: undefined,
  unknown: undefined,
} satisfies Record<CancellationOutcome, boolean | undefined>;

interface KnownEnd {
  readonly worked: boolean;
  readonly tookMs: number | undefined;
}

/**
 * How the person's own cancel requests ended, by what was done to what (`actKey`), as far back as the history goes: each
 * end of a request is an entry of it, also one that another window or an earlier session saw.
 */
export class CancelOdds extends Owner {
  readonly #history: Pick<History, 'entries'>;
  /** By act, then by the entry's id. */
  readonly #ends = new Map<string, Map<string, KnownEnd>>();

  constructor(history: Pick<History, 'entries' | 'onDidChange'>) {
    super();
    this.#history = history;
    this.own(
      history.onDidChange((change) => {
        if (!change) {
          this.#readAll();
          return;
        }
        this.#add(change.added);
        if (change.dropped) {
          this.#ends.get(actOf(change.dropped))?.delete(change.dropped.id);
        }
      }),
    );
    this.#readAll();
  }

  /** Undefined while too few ends are known to say anything. */
  of(operation: Pick<Operation, 'collection' | 'verb' | 'object' | 'target' | 'targetKind'>): Odds | undefined {
    const ends = [...(this.#ends.get(actKey(operation))?.values() ?? [])];
    if (ends.length < FEWEST) {
      return undefined;
    }
    const worked = ends.filter((end) => end.worked);
    const times = worked.map(({ tookMs }) => tookMs).filter((ms) => ms !== undefined);
    return { known: ends.length, worked: worked.length, medianMs: medianOf(times) };
  }

  #readAll(): void {
    this.#ends.clear();
    this.#history.entries().forEach((entry) => this.#add(entry));
  }

  #add(entry: HistoryEntry): void {
    const worked = entry.outcome && counts[entry.outcome];
    if (worked !== undefined) {
      const act = actOf(entry);
      const ends = this.#ends.get(act) ?? new Map<string, KnownEnd>();
      this.#ends.set(act, ends.set(entry.id, { worked, tookMs: tookMs(entry) }));
    }
  }
}

function actOf({ collection, reading }: HistoryEntry): string {
  return actKey({ collection, ...reading });
}

/**
 * From the request to the end. The server's own time for it counts where it lies between the request and the moment when
 * the end was seen, which may be days later if no window was open; elsewhere the server's clock is not ours.
 */
function tookMs({ requestedAt, at, reading: { endTime } }: HistoryEntry): number | undefined {
  if (requestedAt === undefined) {
    return undefined;
  }
  const ended = endTime !== undefined && endTime >= requestedAt && endTime <= at ? endTime : at;
  return Math.max(0, ended - requestedAt);
}
