import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Coalescer, Timer } from '../base/timer.js';
import type { ApiErrorFacts } from '../google/apiError.js';
import type { Collection } from '../operations/collection.js';
import type { Activity } from './activity.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { BackgroundPurpose } from './budget.js';
import type { Cancellations } from './cancellations.js';
import type { Follows } from './follows.js';
import type { Look, LookPlan } from './lookPlan.js';

/** What the poller is doing, for the status bar's tooltip. */
export type PollerStatus =
  /** Nothing to look at. */
  | { readonly mode: 'idle' }
  /** Times by the monotonic clock. */
  | { readonly mode: 'waiting'; readonly nextAt: number }
  /** The window has no focus and nothing is being cancelled or followed. */
  | { readonly mode: 'paused' }
  | { readonly mode: 'backingOff'; readonly until: number; readonly error: ApiErrorFacts };

interface PollerParts {
  readonly plan: LookPlan;
  readonly cancellations: Cancellations;
  readonly follows: Follows;
  readonly activity: Activity;
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly clock: Clock;
}

/** How long news of the survey are gathered before the plan is looked at again. */
const settleMs = 250;
/** Answers and requests that come no further apart than this are planned for together, however many are watched. */
const togetherMs = 20;
/** So many looks are begun in one turn: a few milliseconds. */
const mostATurn = 64;
/** What somebody is likely to see comes first. */
const purposes: readonly BackgroundPurpose[] = ['lively', 'quiet'];

/**
 * The only timer of the product's polling: it sleeps until the next look is due, takes every look that is and
 * that the budget lets, and is armed again when their answers have come. Looks at the same thing never overlap.
 */
export class Poller extends Owner {
  readonly #parts: PollerParts;
  readonly #abort = sharedAbortController();
  readonly #statusChanged = this.own(new Emitter<void>());
  readonly #underWay = new Set<string>();
  #inBackground = 0;
  readonly #timer: Timer;
  readonly #armNext: Coalescer;
  #status: PollerStatus = { mode: 'idle' };

  readonly onDidChangeStatus: Event<void> = this.#statusChanged.event;

  constructor(parts: PollerParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#abort.abort() });
    this.#timer = this.own(new Timer(parts.clock));
    // A refresh reports a thousand collections within a second: one look at the plan serves them all.
    const armSoon = this.own(new Coalescer(parts.clock, settleMs, () => this.#arm()));
    this.#armNext = this.own(new Coalescer(parts.clock, togetherMs, () => this.#arm()));
    this.own(parts.cancellations.onDidChange(() => this.#armNext.call()));
    this.own(parts.follows.onDidChange(() => this.#armNext.call()));
    this.own(parts.activity.onDidChange(() => this.#arm()));
    this.own(parts.plan.onDidChange(() => armSoon.call()));
  }

  get status(): PollerStatus {
    return this.#status;
  }

  /**
   * When a collection is listed again by itself: not before it is due, and not before the budget lets it, so `Infinity` where
   * that is empty for good. Undefined while it is being read.
   */
  nextLookAt(collection: Collection): number | undefined {
    const { plan, budgets, clock } = this.#parts;
    const due = plan.due(collection);
    return due && Math.max(due.at, clock.monotonic() + budgets.current.msUntil(due.purpose));
  }

  /** Whether somebody sees what is asked in the background; nothing is while nobody does. */
  get isSeen(): boolean {
    const { focused, viewVisible } = this.#parts.activity;
    return focused && viewVisible;
  }

  #arm(): void {
    if (this.disposed) {
      return;
    }
    this.#timer.stop();
    const { plan, clock } = this.#parts;
    const watched = plan.watched().filter((look) => !this.#underWay.has(look.id));
    const dues = [...purposes.map((purpose) => this.#nextAt(purpose)), ...watched.map((look) => look.dueAt)];
    const nextAt = dues.reduce((first, dueAt) => Math.min(first, dueAt), Infinity);
    this.#setStatus(nextAt);
    if (nextAt < Infinity) {
      this.#timer.set(Math.max(0, nextAt - clock.monotonic()), () => this.#lookAround());
    }
  }

  /** When the next look for this purpose may be taken: when it is due, and the budget lets it. */
  #nextAt(purpose: BackgroundPurpose): number {
    const { plan, budgets, clock } = this.#parts;
    const next = this.isSeen ? plan.next(purpose) : undefined;
    return next ? Math.max(next.dueAt, clock.monotonic() + budgets.current.msUntil(purpose)) : Infinity;
  }

  #lookAround(): void {
    const now = this.#parts.clock.monotonic();
    for (const look of this.#parts.plan.watched()) {
      if (look.dueAt <= now && !this.#underWay.has(look.id)) {
        this.#take(look);
      }
    }
    let left = mostATurn;
    for (const purpose of this.isSeen ? purposes : []) {
      while (left > 0 && this.#takeNext(purpose, now)) {
        left--;
      }
    }
    this.#arm();
  }

  #take(look: Look): void {
    this.#underWay.add(look.id);
    void look.take(this.#abort.signal).finally(() => {
      this.#underWay.delete(look.id);
      this.#armNext.call();
    });
  }

  /** Takes the look that is due first for a purpose; false where there is none, or no budget for it. */
  #takeNext(purpose: BackgroundPurpose, now: number): boolean {
    const { plan, budgets } = this.#parts;
    const next = plan.next(purpose);
    const allowance = next && next.dueAt <= now ? budgets.current.admit(purpose, next.project) : undefined;
    if (!next || !allowance) {
      return false;
    }
    this.#inBackground++;
    void next.take(this.#abort.signal, allowance).finally(() => {
      this.#inBackground--;
      this.#armNext.call();
    });
    return true;
  }

  #setStatus(nextAt: number): void {
    const status = this.#statusFor(nextAt);
    if (JSON.stringify(status) !== JSON.stringify(this.#status)) {
      this.#status = status;
      this.#statusChanged.fire();
    }
  }

  #statusFor(nextAt: number): PollerStatus {
    const { plan, activity, clock } = this.#parts;
    const trouble = plan.trouble();
    if (trouble && trouble.until > clock.monotonic()) {
      return { mode: 'backingOff', ...trouble };
    }
    if (nextAt < Infinity) {
      return { mode: 'waiting', nextAt };
    }
    return activity.focused || this.#underWay.size + this.#inBackground > 0 ? { mode: 'idle' } : { mode: 'paused' };
  }
}
