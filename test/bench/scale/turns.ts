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

/**
 * How much processor time the thread's turns take. A timer comes as soon as a turn lets it: what was used since the last
 * time is one long turn, or a few short ones, which count as one.
 */
export class TurnMeter {
  readonly #turns: number[] = [];
  #last = threadMs();
  #timer = setTimeout(() => this.#tick(), 0);

  /** Ends the measurement. */
  stop(): { readonly longestTurnMs: number; readonly p99TurnMs: number; readonly totalMs: number } {
    clearTimeout(this.#timer);
    this.#note();
    return {
      longestTurnMs: this.#turns.reduce((a, b) => Math.max(a, b), 0),
      p99TurnMs: percentile(this.#turns, 99),
      totalMs: this.#turns.reduce((a, b) => a + b, 0),
    };
  }

  #tick(): void {
    this.#note();
    this.#timer = setTimeout(() => this.#tick(), 0);
  }

  #note(): void {
    const now = threadMs();
    this.#turns.push(now - this.#last);
    this.#last = now;
  }
}
