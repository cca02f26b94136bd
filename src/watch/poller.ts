import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Coalescer, Timer } from '../base/timer.js';
import type { ApiErrorFacts } from '../google/apiError.js';
import type { Activity } from './activity.js';
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
  readonly clock: Clock;
}

/** How long news of the survey are gathered before the plan is looked at again. */
const settleMs = 250;

/**
 * The only timer of the product's polling: it sleeps until the next look is due, takes every look that is, and is armed
 * again when their answers have come. Looks at the same thing never overlap.
 */
export class Poller extends Owner {
  readonly #parts: PollerParts;
  readonly #abort = sharedAbortController();
  readonly #statusChanged = this.own(new Emitter<void>());
  readonly #underWay = new Set<string>();
  readonly #timer: Timer;
  #status: PollerStatus = { mode: 'idle' };

  readonly onDidChangeStatus: Event<void> = this.#statusChanged.event;

  constructor(parts: PollerParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#abort.abort() });
    this.#timer = this.own(new Timer(parts.clock));
    // A refresh reports a thousand collections within a second: one look at the plan serves them all.
    const armSoon = this.own(new Coalescer(parts.clock, settleMs, () => this.#arm()));
    this.own(parts.cancellations.onDidChange(() => this.#arm()));
    this.own(parts.follows.onDidChange(() => this.#arm()));
    this.own(parts.activity.onDidChange(() => this.#arm()));
    this.own(parts.plan.onDidChange(() => armSoon.call()));
  }

  get status(): PollerStatus {
    return this.#status;
  }

  /** Looks that may be taken now: those that somebody waits for always, the rest only while somebody looks. */
  #looks(): readonly Look[] {
    const { plan, activity } = this.#parts;
    const watched = plan.watched();
    return activity.focused && activity.viewVisible ? [...watched, ...plan.visible()] : watched;
  }

  #arm(): void {
    if (this.disposed) {
      return;
    }
    this.#timer.stop();
    const waiting = this.#looks().filter((look) => !this.#underWay.has(look.id));
    const next = waiting.reduce<Look | undefined>((a, b) => (a && a.dueAt <= b.dueAt ? a : b), undefined);
    this.#setStatus(next);
    if (next) {
      const ms = Math.max(0, next.dueAt - this.#parts.clock.monotonic());
      this.#timer.set(ms, () => this.#lookAround());
    }
  }

  #lookAround(): void {
    const now = this.#parts.clock.monotonic();
    for (const look of this.#looks()) {
      if (look.dueAt <= now && !this.#underWay.has(look.id)) {
        this.#underWay.add(look.id);
        void look.take(this.#abort.signal).finally(() => {
          this.#underWay.delete(look.id);
          this.#arm();
        });
      }
    }
    this.#arm();
  }

  #setStatus(next: Look | undefined): void {
    const status = this.#statusFor(next);
    if (JSON.stringify(status) !== JSON.stringify(this.#status)) {
      this.#status = status;
      this.#statusChanged.fire();
    }
  }

  #statusFor(next: Look | undefined): PollerStatus {
    const { plan, activity, clock } = this.#parts;
    const trouble = plan.trouble();
    if (trouble && trouble.until > clock.monotonic()) {
      return { mode: 'backingOff', ...trouble };
    }
    if (next) {
      return { mode: 'waiting', nextAt: next.dueAt };
    }
    return activity.focused || this.#underWay.size > 0 ? { mode: 'idle' } : { mode: 'paused' };
  }
}
