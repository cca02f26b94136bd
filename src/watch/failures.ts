import type { ApiErrorKind } from '../google/apiError.js';
import type { Collection } from '../operations/collection.js';
import type { Failure } from './collectionStatus.js';
import type { Problem } from './problem.js';

/** Failures of one kind in one service: one problem. */
interface Group {
  /** By the id of the collection. */
  readonly members: Map<string, Failure>;
  /** How many of them are of whole collections. */
  whole: number;
  title: string | undefined;
  /** What they come to; undefined after a change. */
  problem: Problem | undefined;
}

interface ServiceFailures {
  /** How many collections the service has. */
  collections: number;
  readonly groups: Map<ApiErrorKind, Group>;
}

/** The failures of one root as problems, each kept until something about it changes. */
export class Failures {
  readonly #root: string | undefined;
  readonly #services = new Map<string, ServiceFailures>();

  constructor(root: string | undefined) {
    this.#root = root;
  }

  /** A collection came (1) or went (-1): a failure in all that there are is one everywhere. */
  count(service: string, by: 1 | -1): void {
    const known = this.#of(service);
    known.collections += by;
    known.groups.forEach((group) => (group.problem = undefined));
  }

  /** The failure of a collection is another one now. */
  move({ id, service, title }: Collection, from: Failure | undefined, to: Failure | undefined): void {
    const { groups } = this.#of(service);
    if (from && from.error.kind !== to?.error.kind) {
      const group = groups.get(from.error.kind);
      group?.members.delete(id);
      tally(group, from, -1);
      if (group?.members.size === 0) {
        groups.delete(from.error.kind);
      }
    } else if (from) {
      tally(groups.get(from.error.kind), from, -1);
    }
    if (to) {
      const group = groups.get(to.error.kind) ?? { members: new Map(), whole: 0, title, problem: undefined };
      groups.set(to.error.kind, group);
      group.members.set(id, to);
      tally(group, to, 1);
    }
  }

  *problems(): Iterable<Problem> {
    for (const [service, { groups, collections }] of this.#services) {
      for (const [kind, group] of groups) {
        // The first of them speaks for all, and stays the first as long as it fails.
        const [first] = group.members.values();
        if (first) {
          yield (group.problem ??= this.#problem(service, kind, group, first, collections));
        }
      }
    }
  }

  #problem(
    service: string,
    kind: ApiErrorKind,
    { members, whole, title }: Group,
    { error, retryAt }: Failure,
    collections: number,
  ): Problem {
    return {
      id: `${this.#root ?? ''}|${service}|${kind}`,
      project: this.#root,
      service,
      title,
      locations: [...new Set([...members.values()].flatMap(({ locations }) => locations))].sort(),
      everywhere: whole === collections,
      error,
      retryAt,
    };
  }

  #of(service: string): ServiceFailures {
    let known = this.#services.get(service);
    if (!known) {
      known = { collections: 0, groups: new Map() };
      this.#services.set(service, known);
    }
    return known;
  }
}

function tally(group: Group | undefined, { whole }: Failure, by: 1 | -1): void {
  if (group) {
    group.whole += whole ? by : 0;
    group.problem = undefined;
  }
}
