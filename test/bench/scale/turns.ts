import { percentile } from '../support/statistics.js';

/** Processor time of this thread, in milliseconds; the engine of VS Code's extension host (Node 24) can tell. */
function threadMs(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  if (!threadCpuUsage) {
    throw new Error('Node 24 is needed, as in the served VS Code.');
  }
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/** By the clock of `process.hrtime`, in microseconds. */
export interface Turn {
  readonly from: number;
  readonly to: number;
  /** Processor time of the thread, in milliseconds. */
  readonly ms: number;
}

/** How many of the longest are told. */
const longest = 5;

/**
 * How much processor time the thread's turns take. A timer comes as soon as a turn lets it: what was used since the last
 * time is one long turn, or a few short ones, which count as one.
 */
export class TurnMeter {
  readonly #turns: number[] = [];
  #longest: Turn[] = [];
  #last = threadMs();
  #lastAt = nowUs();
  #timer = setTimeout(() => this.#tick(), 0);

  /** Ends the measurement. */
  stop(): {
    readonly longestTurnMs: number;
    readonly p99TurnMs: number;
    readonly totalMs: number;
    readonly longest: readonly Turn[];
  } {
    clearTimeout(this.#timer);
    this.#note();
    return {
      longestTurnMs: this.#turns.reduce((a, b) => Math.max(a, b), 0),
      p99TurnMs: percentile(this.#turns, 99),
      totalMs: this.#turns.reduce((a, b) => a + b, 0),
      longest: this.#longest,
    };
  }

  #tick(): void {
    this.#note();
    this.#timer = setTimeout(() => this.#tick(), 0);
  }

  #note(): void {
    const [now, at] = [threadMs(), nowUs()];
    const ms = now - this.#last;
    this.#turns.push(ms);
    if (ms > (this.#longest[longest - 1]?.ms ?? 0)) {
      const turns = [...this.#longest, { from: this.#lastAt, to: at, ms }];
      this.#longest = turns.sort((a, b) => b.ms - a.ms).slice(0, longest);
    }
    this.#last = now;
    this.#lastAt = at;
  }
}

function nowUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
