import { sharedAbortController } from '../base/abort.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import { ApiError, errorFacts } from '../google/apiError.js';
import { isProjectFolder } from '../google/projectId.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Activity } from './activity.js';
import type { Agenda } from './agenda.js';
import type { HeldPlaces } from './heldPlaces.js';
import type { LocationDirectory } from './locations.js';
import { listingsOfFullLook, type KnownPlaces } from './lookCost.js';
import { atOnce } from './pace.js';
import { RefreshPass, type RefreshParts } from './refreshPass.js';
import type { RecentPlaces } from './recentPlaces.js';
import { rootsOf, type RefreshSettings } from './roots.js';
import { jitter, missedAgainMs } from './schedule.js';

interface RefresherParts extends RefreshParts {
  readonly locations: LocationDirectory;
  readonly agenda: Pick<Agenda, 'counts' | 'onDidChange' | 'onDidResume' | 'setSweeping'>;
  readonly held: Pick<HeldPlaces, 'collections' | 'onDidRecall'>;
  readonly recent: Pick<RecentPlaces, 'goesFirst' | 'look'>;
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly activity: Activity;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** How far a look has come that is spread out in time. */
export interface LookProgress {
  readonly read: number;
  /** As far as is known: more may turn out to be there, or less. */
  readonly of: number;
}

/** Up to so many listings are a matter of seconds; what is more is spread out as the budget lets it. */
const mostAtOnce = 1_000;
/** While more than so many collections wait for their first look, there is no hurry to find more. */
const enoughWaiting = 200;

interface UnderWay {
  readonly pass: RefreshPass;
  readonly ended: Promise<void>;
}

/**
 * The fan-out: projects × services × locations, all at once as far as the client's bounds allow. Rows appear as their
 * answers arrive; what fails becomes a problem in the survey while the rest goes on.
 */
export class Refresher extends Owner {
  readonly #parts: RefresherParts;
  readonly #settings: RefreshSettings;
  readonly #busyChanged = this.own(new Emitter<boolean>());
  readonly #underWay = new Map<string, UnderWay>();
  /** Set while something is to be looked for again that an outage hid. */
  readonly #again: Timer;
  #looked = false;
  #asksFolders = false;
  readonly #ending = sharedAbortController();
  #spread: RefreshPass | undefined;

  /** Fires with `true` when the first of several refreshes starts and with `false` when the last one ends. */
  readonly onDidChangeBusy: Event<boolean> = this.#busyChanged.event;

  constructor(parts: RefresherParts, settings: RefreshSettings) {
    super();
    this.#parts = parts;
    this.#settings = settings;
    this.#again = this.own(new Timer(parts.clock));
    this.own(parts.agenda.onDidResume(() => this.#again.isSet && this.#lookAgain()));
    this.own({ dispose: () => this.stop() });
    this.own({ dispose: () => this.#ending.abort(new ApiError({ kind: 'aborted', message: 'No longer wanted' })) });
    this.own({ dispose: () => this.#spread?.dispose() });
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /**
   * Reads everything, or one root of the tree. Never throws; a refresh of the same scope that is under way is joined.
   */
  refresh(scope?: { readonly project: string | undefined }): Promise<void> {
    const { pass, ended } = this.#begin(scope);
    pass.askSeconds();
    return ended;
  }

  #begin(scope: { readonly project: string | undefined } | undefined): UnderWay {
    const key = scope ? `project ${scope.project ?? ''}` : 'all';
    const shared = this.#underWay.get(key) ?? this.#underWay.get('all');
    if (shared) {
      return shared;
    }
    if (!scope) {
      // It finds all that a look that is spread out would find.
      this.#spread?.dispose();
    }
    const pass = new RefreshPass(this.#parts, this.#settings);
    const ended = pass.run(scope).finally(() => {
      this.#underWay.delete(key);
      this.#noteMissed(pass, scope === undefined);
      if (!this.busy) {
        this.#busyChanged.fire(false);
      }
    });
    const underWay = { pass, ended };
    this.#underWay.set(key, underWay);
    if (this.#underWay.size === 1) {
      this.#busyChanged.fire(true);
    }
    return underWay;
  }

  /** What is known without asking is shown without waiting: the roots that the settings name. */
  showKnown(): void {
    const { survey, folders } = this.#parts;
    if (survey.roots.length === 0) {
      survey.setProjects(rootsOf(this.#settings, undefined, folders));
    }
  }

  /**
   * Because somebody looks at the view: everything at once where that is not much, or else what held something first and the
   * rest as the budget lets it. After the first time only where the budget has room for it. Second lists wait for the
   * agenda: looking at the view often shall not cost twice as much.
   */
  look(): void {
    this.showKnown();
    if (this.#parts.folders.isKnown(this.#settings.projects)) {
      this.#lookAtKnown();
    } else {
      void this.#lookIntoFolders();
    }
  }

  /** How much there is to look at decides how: so it is asked first which projects there are. */
  async #lookIntoFolders(): Promise<void> {
    if (this.#asksFolders) {
      return;
    }
    const { folders, survey } = this.#parts;
    const { projects } = this.#settings;
    this.#asksFolders = true;
    projects.filter(isProjectFolder).forEach((entry) => survey.beginReading(entry));
    try {
      await folders.read(projects, atOnce(this.#ending.signal));
    } catch (error) {
      // It stops everything, as the look that follows will meet and tell, or the session is over.
      errorFacts(error);
    }
    projects.filter(isProjectFolder).forEach((entry) => survey.endReading(entry, true));
    this.#asksFolders = false;
    if (!this.disposed) {
      survey.setProjects(rootsOf(this.#settings, undefined, folders));
      this.#lookAtKnown();
    }
  }

  #lookAtKnown(): void {
    const { survey, budgets, folders, recent } = this.#parts;
    const listings = folders.isKnown(this.#settings.projects) ? this.fullLook() : Infinity;
    recent.look();
    const first = !this.#looked;
    this.#looked = true;
    if (listings > mostAtOnce) {
      void this.#spreadOut();
    } else if (first || survey.general || budgets.current.affords(listings)) {
      this.#begin(undefined);
    }
  }

  /** Reads a root now of which some waits for its turn. */
  async readWaiting(project: string | undefined): Promise<void> {
    if (this.#spread !== undefined && this.#parts.survey.project(project)?.reading === true) {
      await this.refresh({ project });
    }
  }

  /** How many listings a look at everything takes, as far as that is known. */
  fullLook(services = this.#settings.services, projects: readonly string[] = this.#settings.projects): number {
    const { plan, locations, enabled, folders } = this.#parts;
    const known: KnownPlaces = {
      countOf: (...args) => locations.countOf(...args),
      enabledIn: (project) => enabled.enabledIn(project),
    };
    const asked = projects.length > 0 ? folders.expand(projects).filter((id) => !isProjectFolder(id)) : [''];
    return listingsOfFullLook(services, asked, { plan, regions: this.#settings.regions, known });
  }

  /** Fires when `progress` may have changed, for every answer: listeners coalesce. */
  get onDidProgress(): Event<void> {
    return this.#parts.agenda.onDidChange;
  }

  /** Of a look that is spread out; undefined where none is under way. */
  get progress(): LookProgress | undefined {
    const { all, waiting } = this.#parts.agenda.counts;
    if (this.#spread === undefined && waiting === 0) {
      return undefined;
    }
    return { read: all - waiting, of: this.#spread ? Math.max(all, this.fullLook()) : all };
  }

  async #spreadOut(): Promise<void> {
    if (this.#spread || this.disposed) {
      return;
    }
    const { agenda, activity, recent } = this.#parts;
    const isWanted = (): boolean =>
      activity.focused && activity.viewVisible && !recent.goesFirst && agenda.counts.waiting < enoughWaiting;
    const pass = new RefreshPass(this.#parts, this.#settings, { ...this.#parts, isWanted });
    this.#spread = pass;
    agenda.setSweeping(true);
    await pass.run(undefined);
    agenda.setSweeping(false);
    this.#spread = undefined;
    this.#noteMissed(pass, true);
  }

  #noteMissed({ missed, disposed }: RefreshPass, whole: boolean): void {
    if (missed) {
      this.#armAgain();
    } else if (whole && !disposed) {
      this.#again.stop();
    }
  }

  #armAgain(): void {
    const { survey, random } = this.#parts;
    this.#again.set(jitter(missedAgainMs(survey.general !== undefined), random()), () => this.#lookAgain());
  }

  /** Again and again until nothing is missed, as far as somebody sees it and the budget lets it. */
  #lookAgain(): void {
    const { focused, viewVisible } = this.#parts.activity;
    this.#armAgain();
    if (focused && viewVisible) {
      this.look();
    }
  }

  /** Ends what is under way: nothing more is asked, and what has been read stays. */
  stop(): void {
    this.#underWay.forEach(({ pass }) => pass.dispose());
  }

  /** The next refresh asks again which APIs are enabled and which locations there are. */
  forgetPlan(): void {
    this.#parts.enabled.forget();
    this.#parts.locations.forget();
    this.#parts.folders.forget();
  }
}
