import { DueQueue, type Due } from '../base/dueQueue.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { Collection } from '../operations/collection.js';
import {
  isEnded,
  operationKey,
  type Operation,
  type OperationChange,
  type OperationReading,
} from '../operations/operation.js';
import { toReading, unread } from '../operations/reading.js';
import type { OperationStore } from '../operations/store.js';
import { parseKnownFolders, type KnownFolders } from './folderProjects.js';
import { parseCollection } from './parseCollection.js';
import { isRecordedOperation, isTime } from './recordGuards.js';
import type { Survey } from './survey.js';

/** So many operations that run, and so many of those that ended last, are remembered: some hundred kilobytes. */
const MOST_RUNNING = 500;
const MOST_ENDED = 200;

/** What a session knew. Plain JSON. */
export interface SnapshotContent {
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  readonly places: readonly {
    readonly collection: Collection;
    readonly readings: readonly OperationReading[];
  }[];
  /** Absent in those of earlier versions. */
  readonly folders?: KnownFolders;
}

interface Ended extends Due {
  readonly operation: Operation;
}

/**
 * What ran and what ended last, kept up to date as the store changes, and what an earlier session knew of it until it is
 * read again.
 */
export class Snapshot extends Owner {
  readonly #store: OperationStore;
  readonly #survey: Survey;
  readonly #running = new Map<string, Operation>();
  readonly #ended = new Map<string, Ended>();
  /** By the end, so that the oldest is at hand. */
  readonly #endedByTime = new DueQueue<Ended>();
  readonly #recalled = new Map<string, Collection>();
  readonly #changed = this.own(new Emitter<void>());
  readonly #answered = this.own(new Emitter<readonly Collection[]>());
  #asOf: number | undefined;

  /** Fires when there is something else to remember. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** Fires with collections whose operations are no longer those of an earlier session. */
  readonly onDidAnswer: Event<readonly Collection[]> = this.#answered.event;

  constructor(store: OperationStore, survey: Survey) {
    super();
    this.#store = store;
    this.#survey = survey;
    this.own(
      store.onDidChange((changes) => {
        changes.forEach((change) => this.#note(change));
        this.#changed.fire();
      }),
    );
    this.own(survey.onDidChangeStatus((collection) => this.#learn(collection)));
  }

  /** When that was known which is still shown from an earlier session; undefined when nothing is. */
  get asOf(): number | undefined {
    return this.#recalled.size > 0 ? this.#asOf : undefined;
  }

  /** Whether an operation is shown as an earlier session knew it. */
  isRecalled({ collection }: Pick<Operation, 'collection'>): boolean {
    return this.#recalled.has(collection.id);
  }

  /** @param now in milliseconds since the epoch. */
  content(now: number): SnapshotContent {
    const places = new Map<string, { collection: Collection; readings: OperationReading[] }>();
    for (const operation of [...this.#running.values(), ...[...this.#ended.values()].map((each) => each.operation)]) {
      const { collection } = operation;
      const place = places.get(collection.id) ?? { collection, readings: [] };
      places.set(collection.id, place);
      place.readings.push(toReading(operation));
    }
    return { at: now, places: [...places.values()] };
  }

  /** Shows what an earlier session knew, where nothing newer is known; each place then waits to be read. */
  recall({ at, places }: SnapshotContent, isAsked: (collection: Collection) => boolean): void {
    this.#asOf = at;
    for (const { collection, readings } of places) {
      if (isAsked(collection) && this.#survey.status(collection) === undefined) {
        this.#recalled.set(collection.id, collection);
        this.#survey.setStatus(collection, { state: 'waiting' });
        this.#store.beginListing(collection).page(readings);
      }
    }
  }

  /** Takes away what an earlier session knew and nobody has read again: it is another account's. */
  forget(): void {
    const collections = [...this.#recalled.values()];
    this.#recalled.clear();
    collections.forEach((collection) => this.#survey.remove(collection));
    this.#answered.fire(collections);
  }

  /** Where nobody was reached, what an earlier session knew is still all there is. */
  #learn(collection: Collection): void {
    const status = this.#survey.status(collection);
    const answered = status?.state === 'read' || (status?.state === 'failed' && status.error.kind !== 'network');
    if ((status === undefined || answered) && this.#recalled.delete(collection.id)) {
      this.#answered.fire([collection]);
    }
  }

  #isTooOld(operation: Operation): boolean {
    const { first, size } = this.#endedByTime;
    return first !== undefined && size >= MOST_ENDED && endOf(operation) <= first.dueAt;
  }

  #note({ operation, from, to }: OperationChange): void {
    // Most of a first listing: one that ended before all that are remembered, and was never among them.
    if (from === undefined && to !== undefined && isEnded(to) && this.#isTooOld(operation)) {
      return;
    }
    const key = operationKey(operation);
    const known = this.#ended.get(key);
    this.#running.delete(key);
    if (known) {
      this.#ended.delete(key);
      this.#endedByTime.remove(known);
    }
    if (to === undefined || operation.state === 'expired') {
      return;
    }
    if (!isEnded(operation.state)) {
      if (this.#running.size < MOST_RUNNING) {
        this.#running.set(key, operation);
      }
      return;
    }
    const ended: Ended = { operation, dueAt: 0, place: -1 };
    this.#ended.set(key, ended);
    this.#endedByTime.put(ended, endOf(operation));
    const { first } = this.#endedByTime;
    if (first && this.#endedByTime.size > MOST_ENDED) {
      this.#endedByTime.remove(first);
      this.#ended.delete(operationKey(first.operation));
    }
  }
}

/** Milliseconds since the epoch. */
function endOf({ endTime, startTime }: Operation): number {
  return endTime ?? startTime ?? 0;
}

/** What was read from a file; undefined for what is no snapshot. Places and operations that are not whole are left out. */
export function parseSnapshot(value: unknown): SnapshotContent | undefined {
  const content = value as
    { readonly at?: unknown; readonly places?: unknown; readonly folders?: unknown } | null | undefined;
  if (!isTime(content?.at) || !Array.isArray(content.places)) {
    return undefined;
  }
  const places = content.places.flatMap(
    (each: { readonly collection?: unknown; readonly readings?: unknown } | null) => {
      const collection = parseCollection(each?.collection);
      const readings: unknown[] = Array.isArray(each?.readings) ? each.readings : [];
      const known = readings.filter((reading) => isRecordedOperation({ collection, reading }));
      return collection ? [{ collection, readings: known.map(wholeReading) }] : [];
    },
  );
  return { at: content.at, places, folders: parseKnownFolders(content.folders) };
}

/** An earlier version may have known fewer fields. */
function wholeReading(value: unknown): OperationReading {
  const reading = value as OperationReading;
  return toReading({ ...unread(reading.name), ...reading });
}
