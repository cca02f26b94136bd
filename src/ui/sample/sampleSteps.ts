import { commands } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import type { CancellationOutcome } from '../../operations/cancellation.js';
import type { SessionHolder } from '../session.js';

/** Completes the first step of the walkthrough: a context key. */
const SEEN = 'cloudOperations.sampleSeen';
/** The same by what became of a cancel. */
const steps: Partial<Record<CancellationOutcome, string>> = {
  cancelled: 'cloudOperations.sampleCancelled',
  completedAnyway: 'cloudOperations.sampleCompletedAnyway',
};

/**
 * Tells the walkthrough which of its steps were seen to their end. VS Code checks a step off when a context key turns true,
 * and takes no notice of one that was true before it read the walkthrough (`GettingStartedService.registerDoneListeners`):
 * so each is true for a moment only, and again when the walkthrough is opened.
 */
export class SampleSteps extends Owner {
  readonly #done = new Set<string>();

  constructor(session: SessionHolder) {
    super();
    this.own(
      session.follow(({ simulated, watch }) => {
        if (!simulated) {
          return [];
        }
        this.#complete(SEEN);
        return [watch.cancellations.onDidChange(({ cancellation }) => this.#complete(steps[cancellation.outcome]))];
      }),
    );
  }

  /** Completes again whatever was done. */
  async tell(): Promise<void> {
    for (const key of this.#done) {
      await pulse(key);
    }
  }

  #complete(key: string | undefined): void {
    if (key !== undefined && !this.#done.has(key)) {
      this.#done.add(key);
      void pulse(key);
    }
  }
}

async function pulse(key: string): Promise<void> {
  await commands.executeCommand('setContext', key, true);
  await commands.executeCommand('setContext', key, false);
}
