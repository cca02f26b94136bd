import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import {
  explainsEnd,
  firstRequestedAt,
  isDecided,
  type Cancellation,
  type CancellationOutcome,
  type ServerWords,
} from '../operations/cancellation.js';
import { rpcCodeName } from '../operations/code.js';
import type { Collection } from '../operations/collection.js';
import {
  isState,
  operationKey,
  type OperationChange,
  type OperationReading,
  type OperationState,
} from '../operations/operation.js';
import { toReading } from '../operations/reading.js';
import type { OperationStore } from '../operations/store.js';
import type { AccountRecords } from './accountRecords.js';
import { appendPrivately, readTail, writeWhole } from './privateFiles.js';
import { areWordsOrAbsent, isRecordedOperation, isTime } from './recordGuards.js';
import { isOutcome } from './cancellationRecords.js';
import type { CancellationChange, Cancellations } from './cancellations.js';

/** How many transitions are kept: about a quarter of a megabyte. */
const keepEntries = 500;
/** The newest are at the end of the file; what stands before that, however much it is, is not read. */
const readBytes = 2 * 1024 * 1024;
/** Lines that are parsed without a pause. */
const batch = 250;

/** A transition that was seen. Plain JSON. */
export interface HistoryEntry {
  /** The same for the same transition, whichever window saw it. */
  readonly id: string;
  /** When it was seen, in milliseconds since the epoch on this machine's clock. */
  readonly at: number;
  readonly collection: Collection;
  readonly location: string | undefined;
  readonly reading: OperationReading;
  readonly from: OperationState | undefined;
  readonly to: OperationState | undefined;
  /** What became of our cancel request, where there was one. */
  readonly outcome: CancellationOutcome | undefined;
  readonly words: ServerWords | undefined;
  /** Beside an outcome: when the cancel was asked for first. Absent where an earlier version wrote it down. */
  readonly requestedAt?: number | undefined;
}

/** What was seen, and what went to make room for it. */
export interface HistoryChange {
  readonly added: HistoryEntry;
  readonly dropped: HistoryEntry | undefined;
}

/** Recent transitions, newest first, kept across sessions in a file that windows append to. */
export class History extends Owner {
  readonly #cancellations: Cancellations;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed = this.own(new Emitter<HistoryChange | undefined>());
  readonly #entries = new Map<string, HistoryEntry>();
  #file: string | undefined;
  #writing: Promise<void> = Promise.resolve();
  #opening: Promise<void> = Promise.resolve();
  #isRead = false;
  /** In the file, as far as is known here. */
  #lines = 0;

  /** Without a value where any of the entries may be others than before. */
  readonly onDidChange: Event<HistoryChange | undefined> = this.#changed.event;

  constructor(store: OperationStore, cancellations: Cancellations, folder: AccountRecords, clock: Clock, log: Log) {
    super();
    this.#cancellations = cancellations;
    this.#clock = clock;
    this.#log = log;
    this.own(
      folder.onDidOpen(() => {
        this.#opening = this.#open(folder.file('history.jsonl'));
      }),
    );
    this.own(store.onDidChange((changes) => changes.forEach((change) => this.#noteTransition(change))));
    this.own(cancellations.onDidChange((change) => this.#noteOutcome(change)));
  }

  /** Whether what earlier sessions of the account saw is among the entries. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Waits until what earlier sessions saw is read, where the account's records are open. Never throws. */
  async opened(): Promise<void> {
    await this.#opening;
  }

  /** Newest first. */
  entries(): readonly HistoryEntry[] {
    return [...this.#entries.values()].sort((a, b) => b.at - a.at);
  }

  /** Takes in what other windows have seen meanwhile. Never throws. */
  async reload(): Promise<void> {
    await this.#writing;
    if (this.#file !== undefined) {
      await this.#merge(this.#file);
    }
  }

  /** Reads what earlier sessions of this account saw and writes to `file` from now on. */
  async #open(file: string): Promise<void> {
    if (this.#file !== undefined) {
      // Another account's: what was seen until now is in the file of the one before.
      this.#entries.clear();
    }
    this.#file = file;
    this.#isRead = false;
    const early = [...this.#entries.keys()];
    const stored = await this.#merge(file);
    for (const entry of early.filter((id) => !stored.has(id)).flatMap((id) => this.#entries.get(id) ?? [])) {
      this.#append(entry);
    }
  }

  /**
   * Who saw a transition first knows its time: what is in the file counts more than what is remembered here.
   * @returns the ids in the file.
   */
  async #merge(file: string): Promise<ReadonlySet<string>> {
    const stored = await this.#read(file);
    const ids = new Set(stored.map(({ id }) => id));
    if (file !== this.#file) {
      return ids;
    }
    const merged = new Map([...this.#entries.values(), ...stored].map((entry) => [entry.id, entry]));
    const newest = [...merged.values()].sort((a, b) => a.at - b.at).slice(-keepEntries);
    this.#entries.clear();
    newest.forEach((entry) => this.#entries.set(entry.id, entry));
    this.#isRead = true;
    this.#changed.fire(undefined);
    return ids;
  }

  /** Notes whether the file has grown too long. */
  async #read(file: string): Promise<HistoryEntry[]> {
    let lines: string[] = [];
    try {
      lines = (await readTail(file, readBytes)).split('\n');
    } catch (error) {
      this.#log.warn(`history cannot be read: ${String(error)}`);
    }
    this.#lines = lines.length;
    const entries: HistoryEntry[] = [];
    for (let start = 0; start < lines.length; start += batch) {
      entries.push(...lines.slice(start, start + batch).flatMap((line) => parseEntry(line) ?? []));
      await nextTurn();
    }
    return entries;
  }

  /** Forgets everything, on disk too. */
  clear(): void {
    this.#entries.clear();
    this.#write((file) => this.#replace(file, []));
    this.#changed.fire(undefined);
  }

  /** A transition that a cancel request explains is noted when the request's outcome is known, with that outcome. */
  #noteTransition({ operation, from, to }: OperationChange): void {
    if (from === undefined || to === undefined || from === to) {
      return;
    }
    const { collection, location, name } = operation;
    const request = this.#cancellations.find(collection, name);
    const explained = request && explainsEnd(request);
    if ((to === 'running' && request) || (explained && to !== 'cancelling')) {
      return;
    }
    const id = to === 'cancelling' && request ? `${request.id} requested` : `${operationKey(operation)} ${from} ${to}`;
    const words = operation.error && {
      code: rpcCodeName(operation.error.code) ?? String(operation.error.code),
      message: operation.error.message,
    };
    this.#add({ id, collection, location, reading: toReading(operation), from, to, outcome: undefined, words });
  }

  #noteOutcome({ cancellation, from }: CancellationChange): void {
    if (isDecided(cancellation) && from !== cancellation.outcome) {
      const { id, collection, location, reading, outcome, words } = cancellation;
      const to = stateAfter(cancellation);
      const requestedAt = firstRequestedAt(cancellation);
      const entry = { id: `${id} ${outcome}`, collection, location, reading, outcome, words, requestedAt };
      this.#add({ ...entry, from: 'cancelling', to });
    }
  }

  #add(entry: Omit<HistoryEntry, 'at'>): void {
    if (this.#entries.has(entry.id)) {
      return;
    }
    const added = { ...entry, at: this.#clock.now() };
    this.#entries.set(entry.id, added);
    const [dropped] = this.#entries.size > keepEntries ? this.#entries.values() : [];
    if (dropped) {
      this.#entries.delete(dropped.id);
    }
    this.#append(added);
    this.#changed.fire({ added, dropped });
  }

  /** A file that has grown too long is cut to the newest, with what other windows have written to it. */
  #append(entry: HistoryEntry): void {
    this.#write(async (file) => {
      await appendPrivately(file, toLine(entry));
      if (++this.#lines > 2 * keepEntries) {
        await this.#merge(file);
        await this.#replace(file, [...this.#entries.values()]);
      }
    });
  }

  async #replace(file: string, entries: readonly HistoryEntry[]): Promise<void> {
    await writeWhole(file, entries.map(toLine).join(''));
    this.#lines = entries.length;
  }

  /** One write after the other; a disk that fails costs the history, not the session. */
  #write(act: (file: string) => Promise<void>): void {
    const file = this.#file;
    if (file !== undefined) {
      this.#writing = this.#writing
        .then(() => act(file))
        .catch((error: unknown) => this.#log.warn(`history cannot be written: ${String(error)}`));
    }
  }
}

function stateAfter({ outcome }: Cancellation): OperationState {
  switch (outcome) {
    case 'cancelled':
    case 'failed':
    case 'expired':
      return outcome;
    case 'completedAnyway':
      return 'succeeded';
    case 'refused':
    case 'unsupported':
    case 'notSent':
      return 'running';
    case 'requested':
    case 'unknown':
      return 'cancelling';
  }
}

function toLine(entry: HistoryEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** A line that another version or a crash has spoilt is passed over, and one whose id no session gives. */
export function parseEntry(line: string): HistoryEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<HistoryEntry> | null;
    const whole =
      typeof entry?.id === 'string' &&
      isTime(entry.at) &&
      [entry.from, entry.to].every((state) => state === undefined || isState(state)) &&
      (entry.outcome === undefined || isOutcome(entry.outcome)) &&
      areWordsOrAbsent(entry.words) &&
      (entry.requestedAt === undefined || isTime(entry.requestedAt)) &&
      isRecordedOperation(entry) &&
      [entry.outcome, entry.to, 'requested'].some((last) => last !== undefined && entry.id?.endsWith(` ${last}`));
    return whole ? (entry as HistoryEntry) : undefined;
  } catch {
    return undefined;
  }
}
