import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import { ApiError, errorFacts } from '../google/apiError.js';
import { cellsOf } from '../google/auditLog/cells.js';
import { isInProject } from '../google/serviceCatalog/collectionAt.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Activity } from './activity.js';
import type { Allowance } from './budget.js';
import type { CellLooks } from './cellLooks.js';
import { saysMayNotRead, type AuditLogSettings, type LogReader } from './logReader.js';

interface RecentPlacesParts {
  readonly reader: LogReader;
  readonly looks: Pick<CellLooks, 'hasten' | 'waiting'>;
  /** The projects on show. */
  readonly projects: () => readonly string[];
  readonly services: readonly Service[];
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly settings: () => AuditLogSettings;
}

/** What was asked of the logs, and what not yet. */
export interface RecentPlacesProgress {
  /** Projects whose log was read for the last 24 hours. */
  readonly read: number;
  /** Projects whose log may not be read. */
  readonly refused: number;
  readonly of: number;
  /** Some log was not searched to its end. */
  readonly partial: boolean;
}

const DAY_MS = 24 * 3_600_000;
const AGAIN_MS = 300_000;
/** Entries arrive late, and are found a little later still. */
const OVERLAP_MS = 300_000;
/** A request may name 100, each of which has two logs of the 200 that one search may go through. */
const BATCH = 50;
/** So many refusals with nothing read in between say that the next ones will be none the better. */
const MOST_REFUSALS = 20;

/**
 * Asks the audit logs where operations began or ended lately, so that those places are listed first. It makes no operation
 * and counts none: an entry is a reason to look, and that there is none is no reason not to.
 */
export class RecentPlaces extends Owner {
  readonly #parts: RecentPlacesParts;
  readonly #timer: Timer;
  /** Set while the budget has no room. */
  readonly #room: Timer;
  readonly #changed = this.own(new Emitter<void>());
  /** When the log of each project was last asked, by the time of day. */
  readonly #readUntil = new Map<string, number>();
  #partial = false;
  #underWay = false;
  /** The setting was turned off while logs were asked: what was left of that was not. */
  #turnedOff = false;
  #refusals = 0;

  /** Fires when more was asked. */
  readonly onDidProgress: Event<void> = this.#changed.event;

  constructor(parts: RecentPlacesParts) {
    super();
    this.#parts = parts;
    this.#timer = this.own(new Timer(parts.clock));
    this.#room = this.own(new Timer(parts.clock));
    this.own(parts.activity.onDidChange(() => this.look()));
  }

  /** Undefined while the setting is off. */
  get progress(): RecentPlacesProgress | undefined {
    if (!this.#parts.settings().placesFirst) {
      return undefined;
    }
    const projects = this.#parts.projects();
    const refused = projects.filter((project) => this.#isRefused(project)).length;
    const read = projects.filter((project) => this.#readUntil.has(project)).length;
    return { read, refused, of: projects.length, partial: this.#partial };
  }

  /** What became of one project. */
  stateOf(project: string): 'off' | 'notYet' | 'read' | 'refused' {
    if (!this.#parts.settings().placesFirst) {
      return 'off';
    }
    return this.#isRefused(project) ? 'refused' : this.#readUntil.has(project) ? 'read' : 'notYet';
  }

  /** Whether all else has to wait: the first answers are not there, or what they named is not listed. */
  get goesFirst(): boolean {
    return (this.#underWay && this.#readUntil.size === 0) || this.#parts.looks.waiting > 0;
  }

  /** Asks what is due, as long as somebody sees the operations. */
  look(): void {
    if (!this.#isWanted) {
      this.#timer.stop();
      this.#turnedOff ||= this.#underWay && !this.#parts.settings().placesFirst;
    } else if (this.#parts.projects().length > 0 && !this.#underWay && !this.#timer.isSet) {
      this.#underWay = true;
      void this.#round().finally(() => {
        this.#underWay = false;
        this.#changed.fire();
        if (this.#turnedOff) {
          this.#turnedOff = false;
          this.look();
        } else {
          this.#timer.set(AGAIN_MS, () => this.look());
        }
      });
    }
  }

  get #isWanted(): boolean {
    const { settings, activity } = this.#parts;
    return settings().placesFirst && activity.focused && activity.viewVisible && !this.disposed;
  }

  #isRefused(project: string): boolean {
    return this.#parts.reader.refusal(this.#resourceOf(project)) !== undefined;
  }

  #resourceOf(project: string): string {
    return this.#parts.settings().view ?? `projects/${project}`;
  }

  async #round(): Promise<void> {
    this.#refusals = 0;
    this.#partial = false;
    const { settings, projects } = this.#parts;
    const asked = projects().filter((project) => !this.#isRefused(project));
    const size = settings().view === undefined ? BATCH : Math.max(asked.length, 1);
    for (let start = 0; start < asked.length; start += size) {
      await this.#batch(asked.slice(start, start + size));
    }
  }

  /** Halves what is refused until the projects are found that are meant. Never throws. */
  async #batch(projects: readonly string[]): Promise<void> {
    if (projects.length === 0 || this.#refusals >= MOST_REFUSALS) {
      return;
    }
    try {
      await this.#read(projects);
      this.#refusals = 0;
      this.#changed.fire();
    } catch (error) {
      if (!saysMayNotRead(errorFacts(error))) {
        return;
      }
      this.#refusals++;
      this.#changed.fire();
      if (projects.length > 1 && this.#parts.settings().view === undefined) {
        const half = Math.ceil(projects.length / 2);
        await this.#batch(projects.slice(0, half));
        await this.#batch(projects.slice(half));
      }
    }
  }

  /** Waits until the budget has room. @throws ApiError `aborted` where it will have none for long, or nobody looks any more. */
  async #allowance(): Promise<Allowance> {
    const { budgets } = this.#parts;
    for (;;) {
      const allowance = budgets.current.admit('lively', undefined);
      if (allowance) {
        return allowance;
      }
      const ms = budgets.current.msUntil('lively');
      if (ms > AGAIN_MS || !this.#isWanted) {
        throw new ApiError({ kind: 'aborted', message: 'The budget is used up' });
      }
      await new Promise<void>((resolve) => this.#room.set(ms + 1, resolve));
    }
  }

  /** @throws ApiError */
  async #read(projects: readonly string[]): Promise<void> {
    const { reader, services, clock, settings, looks } = this.#parts;
    const allowance = await this.#allowance();
    const now = clock.now();
    const until = (project: string): number => this.#readUntil.get(project) ?? now - DAY_MS;
    const from = projects.reduce((first, project) => Math.min(first, until(project) - OVERLAP_MS), now);
    const hosts = [...new Set(services.filter(hasLists).map(({ host }) => host))];
    const resources = [...new Set(projects.map((project) => this.#resourceOf(project)))];
    const options = { isWanted: () => settings().placesFirst, onSent: allowance.onSent };
    const subject = { kind: 'places', hosts } as const;
    const { entries, complete } = await reader
      .read({ resources, subject, window: { from } }, options)
      .finally(() => allowance.end());
    this.#partial ||= !complete;
    projects.forEach((project) => this.#readUntil.set(project, now));
    const asked = new Set(projects);
    looks.hasten(cellsOf(entries).filter(({ project }) => asked.has(project)));
  }
}

function hasLists({ collections, nested = [] }: Service): boolean {
  return [...collections, ...nested].some(isInProject);
}
