import { commands } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import type { CancellationOutcome } from '../../operations/cancellation.js';
import type { SessionHolder } from '../session.js';

/** What became of a cancel of sample data completes a step of the walkthrough: the context key that says so. */
const steps: Partial<Record<CancellationOutcome, string>> = {
  cancelled: 'cloudOperations.sampleCancelled',
  completedAnyway: 'cloudOperations.sampleCompletedAnyway',
};

/** Tells the walkthrough which of its steps were seen to their end. */
export class SampleSteps extends Owner {
  constructor(session: SessionHolder) {
    super();
    this.own(
      session.follow(({ simulated, watch }) =>
        simulated
          ? [
              watch.cancellations.onDidChange(({ cancellation }) => {
                const key = steps[cancellation.outcome];
                if (key !== undefined) {
                  void commands.executeCommand('setContext', key, true);
                }
              }),
            ]
          : [],
      ),
    );
  }
}
