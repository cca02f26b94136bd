import type { ApiErrorFacts } from '../google/apiError.js';
import type { Collection } from '../operations/collection.js';
import { failureBy, type CollectionStatus, type Failure } from './collectionStatus.js';
import { Failures } from './failures.js';
import type { Problem } from './problem.js';

/** A root of the tree: a project, or (without id) what lies outside projects. */
export interface SurveyedProject {
  readonly id: string | undefined;
  /** Every location that is being asked, sorted; also those without operations. */
  readonly locations: readonly string[];
  readonly problems: readonly Problem[];
  /** A refresh of it is under way, or some of it waits for its turn. */
  readonly reading: boolean;
  /** The last refresh of it ended before all was asked: what it had not reached is as it was before. */
  readonly partlyRead: boolean;
  /** Nobody has begun to read it, nor does anybody know from an earlier session what was there. */
  readonly untouched: boolean;
}

/** As much of a service as a problem row shows. */
export interface ServiceName {
  readonly id: string;
  readonly title: string;
}

interface Entry {
  readonly collection: Collection;
  readonly status: CollectionStatus;
  readonly failure: Failure | undefined;
}

/** What changed of a root, for those who look. */
export type RootChange = 'locations' | 'problems' | 'reading' | 'partlyRead';

/**
 * What is known of one root. All is counted as it changes, so that news of a collection cost the same however many there
 * are; what goes over all failures is put together when somebody asks, and kept until one changes.
 */
export class SurveyedRoot {
  readonly #id: string | undefined;
  readonly #entries = new Map<string, Entry>();
  /** How many collections each location has. */
  readonly #locations = new Map<string, number>();
  readonly #failures: Failures;
  /** Of services that failed before any collection was known, by their id; of the root as a whole without one. */
  readonly #ownProblems = new Map<string, Problem>();
  #touched = false;
  #readings = 0;
  #waiting = 0;
  #partlyRead = false;
  #view: SurveyedProject | undefined;

  constructor(id: string | undefined) {
    this.#id = id;
    this.#failures = new Failures(id);
  }

  /** The same object until something of it changes. */
  view(): SurveyedProject {
    this.#view ??= {
      id: this.#id,
      locations: [...this.#locations.keys()].sort(),
      problems: [...this.#failures.problems(), ...this.#ownProblems.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      reading: this.#isReading,
      partlyRead: this.#partlyRead,
      untouched: !this.#touched,
    };
    return this.#view;
  }

  *collections(): Iterable<Collection> {
    for (const { collection } of this.#entries.values()) {
      yield collection;
    }
  }

  status({ id }: Collection): CollectionStatus | undefined {
    return this.#entries.get(id)?.status;
  }

  setStatus(collection: Collection, status: CollectionStatus): readonly RootChange[] {
    this.#touch();
    const known = this.#entries.get(collection.id);
    const failure = failureBy(known?.failure, collection, status);
    this.#entries.set(collection.id, { collection, status, failure });
    const counted = known ? [] : this.#count(collection, 1);
    return [
      ...this.#wait(collection, known?.status, status),
      ...counted,
      ...this.#fail(collection, known?.failure, failure),
    ];
  }

  remove(collection: Collection): readonly RootChange[] {
    const known = this.#entries.get(collection.id);
    if (!known) {
      return [];
    }
    this.#entries.delete(collection.id);
    return [
      ...this.#wait(collection, known.status, undefined),
      ...this.#fail(collection, known.failure, undefined),
      ...this.#count(collection, -1),
    ];
  }

  /** See `Survey.setServiceProblem`. */
  setProblem(service: ServiceName | undefined, error: ApiErrorFacts | undefined): readonly RootChange[] {
    const key = service?.id ?? '';
    if (!error) {
      return this.#ownProblems.delete(key) ? this.#changed('problems') : [];
    }
    const id = `${this.#id ?? ''}|${key}|${error.kind}`;
    const named = { service: service?.id, title: service?.title };
    this.#ownProblems.set(key, { id, project: this.#id, ...named, locations: [], everywhere: true, error });
    return this.#changed('problems');
  }

  /** See `Survey.beginReading`. */
  beginReading(): readonly RootChange[] {
    this.#touch();
    return this.#read(() => this.#readings++);
  }

  /** See `Survey.endReading`. */
  endReading(whole: boolean): readonly RootChange[] {
    const news = this.#partlyRead === whole ? this.#changed('partlyRead') : [];
    this.#partlyRead = !whole;
    return [...news, ...this.#read(() => this.#readings--)];
  }

  #touch(): void {
    if (!this.#touched) {
      this.#touched = true;
      this.#view = undefined;
    }
  }

  get #isReading(): boolean {
    return this.#readings + this.#waiting > 0;
  }

  #read(change: () => void): readonly RootChange[] {
    const before = this.#isReading;
    change();
    return before === this.#isReading ? [] : this.#changed('reading');
  }

  /** Nobody is kept waiting by a second list: what it shows is mostly there already. */
  #wait(
    { second }: Collection,
    from: CollectionStatus | undefined,
    to: CollectionStatus | undefined,
  ): readonly RootChange[] {
    const by = second ? 0 : Number(to?.state === 'waiting') - Number(from?.state === 'waiting');
    return by === 0 ? [] : this.#read(() => (this.#waiting += by));
  }

  #count({ location, service, second }: Collection, by: 1 | -1): readonly RootChange[] {
    if (!second) {
      this.#failures.count(service, by);
    }
    if (location === undefined || location === '-') {
      return [];
    }
    const before = this.#locations.get(location) ?? 0;
    if (before + by > 0) {
      this.#locations.set(location, before + by);
    } else {
      this.#locations.delete(location);
    }
    return before === 0 || before + by === 0 ? this.#changed('locations') : [];
  }

  #fail(collection: Collection, from: Failure | undefined, to: Failure | undefined): readonly RootChange[] {
    if (from === to) {
      return [];
    }
    this.#failures.move(collection, from, to);
    return this.#changed('problems');
  }

  #changed(change: RootChange): readonly RootChange[] {
    this.#view = undefined;
    return [change];
  }
}
