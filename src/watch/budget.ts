import type { Clock } from '../base/clock.js';
import { RecentCount } from './recentCount.js';

/** How many requests may leave while nobody waits for them. Nothing leaves then where one of them is 0. */
export interface BudgetLimits {
  readonly perHour: number;
  readonly perMinute: number;
}

/**
 * Why a request is made without being asked for: to keep up with a place that holds something running or held an operation
 * lately, or to find out whether there is something in any other place.
 */
export type BackgroundPurpose = 'lively' | 'quiet';

/** What the requests of the last hour were for. */
export interface Spent {
  /** Somebody asked for them, or waits for what they tell. */
  readonly byHand: number;
  readonly background: number;
}

/** The part of the budget that one call may use. */
export interface Allowance {
  /** See `CallOptions.onSent`. */
  readonly onSent: () => void;
  /** The call has ended: what it did not use goes back. */
  end(): void;
}

/** What the settings say where nobody has said anything. */
export const usualBudget: BudgetLimits = { perHour: 6_000, perMinute: 300 };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * The requests of one account. What is asked in the background is held back where the budget is used up; what a person asks
 * for by hand never is, and takes from the budget what is left of it.
 *
 * A bucket that holds a tenth of an hour's requests and is refilled with the other nine through the hour never lets more
 * than that through in any hour; a count of the last minute bounds bursts. Looks at quiet places leave a quarter of the
 * bucket alone, so that many of them never keep a lively place waiting.
 */
export class Budget {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #lastMinute = new RecentCount(minuteMs, 60);
  readonly #byHand = new RecentCount(hourMs, 60);
  readonly #background = new RecentCount(hourMs, 60);
  readonly #projects = new Map<string | undefined, RecentCount>();
  #limits: BudgetLimits;
  #level: number;
  #readAt: number;
  /** Milliseconds that have passed here: a clock that goes back refills nothing, and keeps nothing waiting. */
  #passedMs = 0;

  constructor(clock: Pick<Clock, 'monotonic'>, limits: BudgetLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#level = capacityOf(limits);
    this.#readAt = clock.monotonic();
  }

  get limits(): BudgetLimits {
    return this.#limits;
  }

  /** What was spent stays spent. */
  setLimits(limits: BudgetLimits): void {
    this.#fill();
    const used = capacityOf(this.#limits) - this.#level;
    this.#limits = limits;
    this.#level = capacityOf(limits) - used;
  }

  /** An allowance for a call in the background, if it may be made now. */
  admit(purpose: BackgroundPurpose, project: string | undefined): Allowance | undefined {
    if (this.msUntil(purpose) > 0) {
      return undefined;
    }
    this.#charge(1);
    let sent = 0;
    return {
      onSent: () => {
        this.#note(this.#background, project);
        if (++sent > 1) {
          this.#charge(1);
        }
      },
      end: () => {
        if (sent === 0) {
          sent = 1;
          this.#level = Math.min(capacityOf(this.#limits), this.#level + 1);
        }
      },
    };
  }

  /** Whether so many calls may be made at once. */
  affords(calls: number): boolean {
    this.#fill();
    return calls <= Math.min(this.#level, this.#limits.perMinute);
  }

  /** Milliseconds until a call of this purpose may be made, if nothing else is; infinite when never. */
  msUntil(purpose: BackgroundPurpose): number {
    const now = this.#fill();
    const { perMinute } = this.#limits;
    const capacity = capacityOf(this.#limits);
    const quiet = purpose === 'quiet';
    const reserve = quiet ? Math.min(capacity / 4, Math.max(0, capacity - 1)) : 0;
    const missing = 1 + reserve - this.#level;
    // Sums of fractions miss the whole by a little.
    const forTokens = missing < 1e-6 ? 0 : missing / refillPerMs(this.#limits);
    const inMinute = quiet ? Math.min(perMinute, Math.max(1, perMinute * 0.8)) : perMinute;
    const ms = Math.max(forTokens, this.#lastMinute.msUntilBelow(inMinute, now));
    return capacity < 1 ? Infinity : Math.ceil(ms);
  }

  /** For `CallOptions.onSent` of what somebody asked for or waits for. */
  byHand(project: string | undefined): () => void {
    return () => {
      this.#fill();
      this.#level = Math.min(this.#level, Math.max(0, this.#level - 1));
      this.#note(this.#byHand, project);
    };
  }

  /** In the last hour. */
  spent(): Spent {
    const now = this.#fill();
    return { byHand: this.#byHand.total(now), background: this.#background.total(now) };
  }

  /** Requests of the last hour that were about a project. */
  spentIn(project: string | undefined): number {
    return this.#projects.get(project)?.total(this.#fill()) ?? 0;
  }

  #charge(count: number): void {
    this.#lastMinute.add(this.#fill(), count);
    this.#level -= count;
  }

  #note(count: RecentCount, project: string | undefined): void {
    const now = this.#fill();
    count.add(now);
    let ofProject = this.#projects.get(project);
    if (!ofProject) {
      ofProject = new RecentCount(hourMs, 60);
      this.#projects.set(project, ofProject);
    }
    ofProject.add(now);
  }

  /** Refills the bucket for the time since the last call; the time by `#passedMs`. */
  #fill(): number {
    const now = this.#clock.monotonic();
    const elapsedMs = Math.max(0, now - this.#readAt);
    this.#readAt = now;
    this.#passedMs += elapsedMs;
    this.#level = Math.min(capacityOf(this.#limits), this.#level + elapsedMs * refillPerMs(this.#limits));
    return this.#passedMs;
  }
}

function capacityOf({ perHour, perMinute }: BudgetLimits): number {
  return perMinute === 0 ? 0 : Math.max(Math.min(1, perHour), perHour / 10);
}

function refillPerMs(limits: BudgetLimits): number {
  const { perHour } = limits;
  return Math.max(perHour - capacityOf(limits), perHour / 2) / hourMs;
}
