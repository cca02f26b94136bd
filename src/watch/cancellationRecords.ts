import { distanceMs, type Clock } from '../base/clock.js';
import type { Event } from '../base/event.js';
import type { Log } from '../base/log.js';
import { advance, isDecided, type Cancellation } from '../operations/cancellation.js';
import { operationKey } from '../operations/operation.js';
import type { Records } from './records.js';

/** How long a decided request is kept for other windows to learn of it. */
export const keepDecidedForMs = 24 * 3_600_000;
/** A service may learn to cancel: UNIMPLEMENTED is believed for a week. */
const believeUnsupportedForMs = 7 * 24 * 3_600_000;

interface StoredCancellation {
  readonly cancellation: Cancellation;
  /** Process of the extension host that sends the POST: once it has ended, nobody knows whether the POST left. */
  readonly pid: number;
}

/** Which extension hosts are alive. */
export interface Processes {
  readonly own: number;
  isAlive(pid: number): boolean;
}

export const operatingSystem: Processes = {
  own: process.pid,
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // EPERM: the process lives and belongs to somebody else.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
};

/** Cancel requests on disk. Every method copes with a disk that fails: the log says so and the session goes on. */
export class CancellationRecords {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #processes: Processes;
  /** Which process sent a request, by the request's id. */
  readonly #senders = new Map<string, number>();
  readonly onDidChange: Event<void>;

  constructor(records: Records, clock: Clock, log: Log, processes: Processes = operatingSystem) {
    this.#records = records;
    this.#clock = clock;
    this.#log = log;
    this.#processes = processes;
    this.onDidChange = records.onDidChange;
  }

  open(): Promise<void> {
    return this.#try('open', undefined, () => this.#records.open());
  }

  /**
   * What is on disk; a request whose sender is gone comes back as one whose answer was lost.
   * @param ours ids of the requests that this very session made: it knows better than the disk how far they got.
   */
  async load(ours: ReadonlySet<string>): Promise<Cancellation[]> {
    const records = await this.#try('load', [], () => this.#records.load());
    const cancellations: Cancellation[] = [];
    for (const { id, value } of records) {
      if (!id.startsWith('cancel ') || !isStoredCancellation(value)) {
        continue;
      }
      const { cancellation, pid } = value;
      this.#senders.set(cancellation.id, pid);
      if (ours.has(cancellation.id)) {
        continue;
      }
      if (isDecided(cancellation) && distanceMs(this.#clock, cancellation.decidedAt ?? 0) > keepDecidedForMs) {
        await this.#try('remove', undefined, () => this.#records.remove(id));
      } else {
        cancellations.push(
          this.#senderIsGone(pid) ? advance(cancellation, { type: 'answerLost' }, this.#clock.now()) : cancellation,
        );
      }
    }
    return cancellations;
  }

  save(cancellation: Cancellation): Promise<void> {
    // What this window learned of another's request leaves it the other's.
    const sender = this.#senders.get(cancellation.id) ?? this.#processes.own;
    const pid = this.#senderIsGone(sender) ? this.#processes.own : sender;
    const stored: StoredCancellation = { cancellation, pid };
    const { collection, reading } = cancellation;
    const id = `cancel ${operationKey({ collection, name: reading.name })}`;
    return this.#try('save', undefined, () => this.#records.save(id, stored));
  }

  /**
   * True in one window only: that one tells the person how the request ended. It is the window where they asked for it,
   * as long as that is open, so that forty requests are told of as the one thing they were.
   */
  async claim(cancellation: Cancellation, ours: boolean): Promise<boolean> {
    const sender = this.#senders.get(cancellation.id);
    if (!ours && sender !== undefined && !this.#senderIsGone(sender)) {
      return false;
    }
    return this.#try('claim', true, () => this.#records.claim(`${cancellation.id} ${cancellation.outcome}`));
  }

  /** Ids of the collections that answered UNIMPLEMENTED lately. */
  async unsupported(): Promise<string[]> {
    const records = await this.#try('load', [], () => this.#records.load());
    return records.flatMap(({ id, value }) => {
      const recent = typeof value === 'number' && distanceMs(this.#clock, value) < believeUnsupportedForMs;
      return id.startsWith('unsupported ') && recent ? [id.slice('unsupported '.length)] : [];
    });
  }

  saveUnsupported(collectionId: string): Promise<void> {
    return this.#try('save', undefined, () => this.#records.save(`unsupported ${collectionId}`, this.#clock.now()));
  }

  /** A session that was restarted within the same process has aborted its POSTs as well. */
  #senderIsGone(pid: number): boolean {
    return pid === this.#processes.own || !this.#processes.isAlive(pid);
  }

  async #try<T>(what: string, otherwise: T, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.#log.error(`cannot ${what} cancel records: ${String(error)}`);
      return otherwise;
    }
  }
}

function isStoredCancellation(value: unknown): value is StoredCancellation {
  if (typeof value !== 'object' || value === null || !('cancellation' in value) || !('pid' in value)) {
    return false;
  }
  const cancellation = value.cancellation as Partial<Cancellation> | null;
  return (
    typeof value.pid === 'number' &&
    typeof cancellation === 'object' &&
    typeof cancellation?.id === 'string' &&
    typeof cancellation.outcome === 'string' &&
    typeof cancellation.delivery === 'string' &&
    typeof cancellation.requestedAt === 'number' &&
    typeof cancellation.collection?.host === 'string' &&
    typeof cancellation.reading?.name === 'string'
  );
}
