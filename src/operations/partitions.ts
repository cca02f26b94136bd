import { nameHost, type Collection } from './collection.js';
import type { OperationState } from './operation.js';
import { Partition } from './partition.js';
import { hasOneLocation, placeOf, type Place } from './place.js';
import { StateCounts } from './stateCounts.js';

/** The partitions of one project, or of what lies outside projects. */
export class ProjectPartitions {
  readonly #counts = new StateCounts();
  readonly #byLocation = new Map<string | undefined, Partition[]>();
  readonly #all: Partition[] = [];

  get all(): readonly Partition[] {
    return this.#all;
  }

  /** How many operations there are in all of them. */
  get size(): number {
    return this.#counts.total;
  }

  /** How many of these are in `state`. */
  count(state: OperationState): number {
    return this.#counts.of(state);
  }

  /** Those of one location, of whatever services; of what has none where `location` is undefined. */
  at(location: string | undefined): readonly Partition[] {
    return this.#byLocation.get(location) ?? [];
  }

  add(place: Place): Partition {
    const partition = new Partition(place, this.#counts);
    this.#all.push(partition);
    this.#byLocation.set(place.location, [...this.at(place.location), partition]);
    return partition;
  }
}

/** All partitions, to be found by place, by project and by collection. */
export class Partitions {
  readonly #byPlace = new Map<string, Partition>();
  readonly #byProject = new Map<string | undefined, ProjectPartitions>();

  all(): Iterable<Partition> {
    return this.#byPlace.values();
  }

  /** The one where an operation of a collection is; undefined when nothing was ever there. */
  find(collection: Collection, name: string): Partition | undefined {
    const partition = this.#byPlace.get(placeOf(collection, name).id);
    return partition && expecting(collection, partition);
  }

  /** The one at a place, where the collection shows something. */
  at(collection: Collection, place: Place): Partition {
    let partition = this.#byPlace.get(place.id);
    if (!partition) {
      partition = this.#ofProject(place.project).add(place);
      this.#byPlace.set(place.id, partition);
    }
    return expecting(collection, partition);
  }

  inProject(project: string | undefined): ProjectPartitions | undefined {
    return this.#byProject.get(project);
  }

  /** Where operations of the collection may be: in one place, unless it spans locations. */
  of(collection: Collection): readonly Partition[] {
    if (hasOneLocation(collection)) {
      const only = this.find(collection, '');
      return only ? [only] : [];
    }
    const { all = [] } = this.inProject(collection.project) ?? {};
    return all.filter(({ place }) => place.host === nameHost(collection));
  }

  #ofProject(project: string | undefined): ProjectPartitions {
    let found = this.#byProject.get(project);
    if (!found) {
      found = new ProjectPartitions();
      this.#byProject.set(project, found);
    }
    return found;
  }
}

/** What a second list shows may be known by the name that the first one gives it. */
function expecting({ second }: Collection, partition: Partition): Partition {
  if (second) {
    partition.expectTwoLists();
  }
  return partition;
}
