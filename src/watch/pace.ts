import type { Clock } from '../base/clock.js';
import { Owner } from '../base/lifecycle.js';
import { Timer } from '../base/timer.js';
import { ApiError } from '../google/apiError.js';
import type { CallOptions } from '../google/apis/operationsApi.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Allowance, BackgroundPurpose } from './budget.js';

/** When a question on the way to the listings is asked. */
export interface Pace {
  /** @throws what `ask` throws, and ApiError `aborted`. */
  run<T>(
    purpose: BackgroundPurpose,
    project: string | undefined,
    ask: (options: CallOptions) => Promise<T>,
  ): Promise<T>;
}

/** Now, because a person waits for the answer. */
export function atOnce(signal: AbortSignal): Pace {
  return { run: (_purpose, _project, ask) => ask({ signal }) };
}

export interface TurnsParts {
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly clock: Clock;
  /** Whether more is wanted at all; looked at again every few seconds while it is not. */
  readonly isWanted: () => boolean;
  readonly signal: AbortSignal;
  /** A number in [0, 1). */
  readonly random: () => number;
}

interface Waiting {
  readonly project: string | undefined;
  go(allowance: Allowance): void;
  giveUp(error: ApiError): void;
}

const unwantedMs = 2_000;

/** As the budget lets it, one after the other, in no order: no project waits until all is known of another. */
export class Turns extends Owner implements Pace {
  readonly #parts: TurnsParts;
  readonly #waiting: Readonly<Record<BackgroundPurpose, Waiting[]>> = { lively: [], quiet: [] };
  readonly #timer: Timer;

  constructor(parts: TurnsParts) {
    super();
    this.#parts = parts;
    this.#timer = this.own(new Timer(parts.clock));
    this.own({ dispose: () => this.#end() });
  }

  async run<T>(
    purpose: BackgroundPurpose,
    project: string | undefined,
    ask: (options: CallOptions) => Promise<T>,
  ): Promise<T> {
    const allowance = await new Promise<Allowance>((go, giveUp) => {
      if (this.disposed) {
        giveUp(givenUp());
        return;
      }
      this.#waiting[purpose].push({ project, go, giveUp });
      if (!this.#timer.isSet) {
        this.#timer.set(0, () => this.#takeTurns());
      }
    });
    try {
      return await ask({ signal: this.#parts.signal, onSent: allowance.onSent });
    } finally {
      allowance.end();
    }
  }

  #takeTurns(): void {
    const { budgets, isWanted } = this.#parts;
    let waitMs = Infinity;
    for (const purpose of ['lively', 'quiet'] as const) {
      const waiting = this.#waiting[purpose];
      while (waiting.length > 0 && isWanted()) {
        const index = Math.floor(this.#parts.random() * waiting.length);
        const allowance = budgets.current.admit(purpose, waiting[index]?.project);
        if (!allowance) {
          break;
        }
        take(waiting, index)?.go(allowance);
      }
      if (waiting.length > 0) {
        waitMs = Math.min(waitMs, isWanted() ? budgets.current.msUntil(purpose) : unwantedMs);
      }
    }
    if (this.#waiting.lively.length + this.#waiting.quiet.length > 0) {
      // A budget of nothing may become one of something.
      this.#timer.set(Math.min(Math.max(waitMs, 1), 60_000), () => this.#takeTurns());
    }
  }

  #end(): void {
    Object.values(this.#waiting).forEach((waiting) => waiting.splice(0).forEach((each) => each.giveUp(givenUp())));
  }
}

/** Takes one out; the last one takes its place, because the order means nothing. */
function take<T>(from: T[], index: number): T | undefined {
  const last = from.pop();
  const taken = index < from.length ? from[index] : last;
  if (last !== undefined && index < from.length) {
    from[index] = last;
  }
  return taken;
}

function givenUp(): ApiError {
  return new ApiError({ kind: 'aborted', message: 'No longer wanted' });
}
