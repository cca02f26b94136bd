import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { errorFacts } from '../google/apiError.js';
import type { Cell } from '../google/auditLog/cells.js';
import { collectionAt, isSecond } from '../google/serviceCatalog/collectionAt.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Activity } from './activity.js';
import type { Agenda } from './agenda.js';
import type { AskedPattern, CollectionPlan } from './collectionPlan.js';
import { Turns } from './pace.js';
import type { Survey } from './survey.js';

interface CellLooksParts {
  readonly plan: CollectionPlan;
  readonly survey: Survey;
  readonly agenda: Pick<Agenda, 'hasten' | 'hastened'>;
  readonly services: readonly Service[];
  /** Locations to ask; empty for all. */
  readonly regions: readonly string[];
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly activity: Activity;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Has the places listed first where something happened, whether or not anybody has looked there before. */
export class CellLooks extends Owner {
  readonly #parts: CellLooksParts;
  readonly #abort = sharedAbortController();
  readonly #turns: Turns;

  constructor(parts: CellLooksParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#abort.abort() });
    const isWanted = (): boolean => parts.activity.focused && parts.activity.viewVisible;
    this.#turns = this.own(new Turns({ ...parts, isWanted, signal: this.#abort.signal }));
  }

  /** How many are still to be listed before all others. */
  get waiting(): number {
    return this.#parts.agenda.hastened;
  }

  hasten(cells: readonly Cell[]): void {
    for (const cell of cells) {
      for (const service of this.#parts.services.filter(({ host }) => host === cell.host)) {
        const patterns = this.#parts.plan.patterns(service, cell.project);
        // What a second list shows is shown by the first, and what lies below resources has to be found before.
        for (const pattern of patterns.filter((each) => !isSecond(service, each) && !('parents' in each))) {
          void this.#hastenPattern(service, pattern, cell);
        }
      }
    }
  }

  async #hastenPattern(service: Service, pattern: AskedPattern, cell: Cell): Promise<void> {
    const { clock, survey, agenda } = this.#parts;
    const happenedAt = clock.monotonic() - Math.max(0, clock.now() - cell.at);
    const collections = this.#known(service, pattern, cell) ?? (await this.#everywhere(service, pattern, cell.project));
    for (const collection of collections) {
      if (survey.status(collection) === undefined) {
        survey.setStatus(collection, { state: 'waiting' });
      }
      agenda.hasten(collection, happenedAt);
    }
  }

  /** The list that shows the cell, or none where it is narrowed away; undefined where its location is not known. */
  #known(service: Service, pattern: AskedPattern, { project, location }: Cell): readonly Collection[] | undefined {
    const { plan, regions } = this.#parts;
    const { locations } = pattern;
    if (locations.from === 'none') {
      return [collectionAt(service, pattern, { project })];
    }
    if (plan.usesWildcard(service, pattern)) {
      return [collectionAt(service, pattern, { project, location: '-' })];
    }
    // Zones are locations of the services alone that list them as such.
    const place = locations.from === 'locationsList' ? location : location?.replace(/-[a-z]$/, '');
    if (place === undefined || (locations.from === 'fixed' && !locations.locations.includes(place))) {
      return undefined;
    }
    return regions.length > 0 && !regions.includes(place)
      ? []
      : [collectionAt(service, pattern, { project, location: place })];
  }

  /** All locations, because any could be it. Where they cannot be learned the usual look will tell why. */
  async #everywhere(service: Service, pattern: AskedPattern, project: string): Promise<readonly Collection[]> {
    try {
      return await this.#parts.plan.collections(service, pattern, project, this.#turns);
    } catch (error) {
      errorFacts(error);
      return [];
    }
  }
}
