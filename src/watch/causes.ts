import { byCause, type Problem } from './problem.js';
import type { SurveyedProject } from './surveyedRoot.js';

/** What could not be read for one reason, in however many projects. */
export interface Cause {
  /** Stable while it lasts. */
  readonly id: string;
  /** One of each root that has it; never empty. */
  readonly problems: readonly Problem[];
}

/**
 * The problems of all roots, put together by service and kind of error. A root whose problems changed is gone over when
 * somebody asks the next time, and no other one.
 */
export class Causes {
  readonly #rootOf: (id: string | undefined) => SurveyedProject | undefined;
  readonly #changed = new Set<string | undefined>();
  /** The causes that each root has a part in. */
  readonly #causesOf = new Map<string | undefined, readonly string[]>();
  readonly #causes = new Map<string, Map<string | undefined, Problem>>();
  #all: readonly Cause[] | undefined;

  /** @param rootOf what is known of a root; undefined where it is not asked any more. */
  constructor(rootOf: (id: string | undefined) => SurveyedProject | undefined) {
    this.#rootOf = rootOf;
  }

  /** Notes that the problems of a root are others than before. */
  touch(root: string | undefined): void {
    this.#changed.add(root);
    this.#all = undefined;
  }

  /** In the order of their ids; the same object until a problem changes. */
  get all(): readonly Cause[] {
    this.#changed.forEach((root) => this.#takeIn(root));
    this.#changed.clear();
    this.#all ??= [...this.#causes]
      .map(([id, problems]) => ({ id, problems: [...problems.values()] }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return this.#all;
  }

  #takeIn(root: string | undefined): void {
    for (const id of this.#causesOf.get(root) ?? []) {
      const problems = this.#causes.get(id);
      problems?.delete(root);
      if (problems?.size === 0) {
        this.#causes.delete(id);
      }
    }
    this.#causesOf.delete(root);
    const found = byCause(this.#rootOf(root)?.problems ?? []);
    for (const problem of found) {
      const id = idOf(problem);
      const problems = this.#causes.get(id) ?? new Map<string | undefined, Problem>();
      this.#causes.set(id, problems);
      problems.set(root, problem);
    }
    if (found.length > 0) {
      this.#causesOf.set(root, found.map(idOf));
    }
  }
}

function idOf({ service, error: { kind } }: Problem): string {
  return `${service ?? ''}|${kind}`;
}
