import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { isDecided } from '../../operations/cancellation.js';
import { bulkResults, isSettled, type BulkCancellation, type BulkResult } from '../../watch/bulkCancellation.js';
import { runCommand } from '../runCommand.js';
import type { Session, SessionHolder } from '../session.js';
import { bulkSentence } from '../words/bulk.js';
import { inform, warn } from '../show.js';

/**
 * How long the first of many wait for the last: most cancels end within half a minute. Later ones are then told as they
 * come, by `Notifier`.
 */
const PATIENCE_MS = 120_000;

/** Tells the result of each bulk cancel once: when the last outcome is final, or else after two minutes. */
export class BulkNotifier extends Owner {
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #deadlines = new Map<string, Disposable>();
  #simulated = false;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.#clock = clock;
    this.own({ dispose: () => this.#forget() });
    this.own(session.follow((current) => this.#follow(current)));
  }

  #follow({ watch, simulated }: Session): readonly Disposable[] {
    if (simulated !== this.#simulated) {
      // Whoever comes back learns of it as after a reload.
      this.#simulated = simulated;
      this.#forget();
    }
    return [
      watch.bulkCancellations.onDidChange((bulk) => {
        if (bulk.sending || watch.bulkCancellations.isTold(bulk)) {
          return;
        }
        if (isSettled(bulkResults(bulk, watch.cancellations))) {
          this.#tell(bulk);
        } else if (!this.#deadlines.has(bulk.id)) {
          this.#deadlines.set(
            bulk.id,
            this.#clock.schedule(PATIENCE_MS, () => this.#tell(bulk)),
          );
        }
      }),
    ];
  }

  #forget(): void {
    this.#deadlines.forEach((deadline) => deadline.dispose());
    this.#deadlines.clear();
  }

  #tell(bulk: BulkCancellation): void {
    const { settings, watch } = this.#session.current;
    this.#deadlines.get(bulk.id)?.dispose();
    this.#deadlines.delete(bulk.id);
    watch.bulkCancellations.setTold(bulk);
    for (const { cancellation } of bulkResults(bulk, watch.cancellations)) {
      if (cancellation && isDecided(cancellation)) {
        watch.cancellations.noteTold(cancellation);
      }
    }
    if (settings.notifications !== 'none') {
      void tell(bulk, bulkResults(bulk, watch.cancellations));
    }
  }
}

/** The notification stays until the person answers it, so nothing waits for this. */
async function tell(bulk: BulkCancellation, results: readonly BulkResult[]): Promise<void> {
  const show = l10n.t('Show Outcomes');
  const good = results.every(({ fate }) => fate === 'cancelled' || fate === 'completedAnyway');
  const notify = good ? inform : warn;
  if ((await notify(bulkSentence(results), show)) === show) {
    await runCommand('cloudOperations.showBulkCancel', bulk.id);
  }
}
