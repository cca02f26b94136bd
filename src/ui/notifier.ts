import { commands, l10n, window } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner, type Disposable } from '../base/lifecycle.js';
import { isDecided, type Cancellation, type CancellationOutcome } from '../operations/cancellation.js';
import type { SessionHolder } from './session.js';
import { capitalized } from './words/label.js';
import { outcomeCounts, outcomeMeaning, outcomeSentence } from './words/outcome.js';
import { plainText } from './words/plainText.js';

/** Ends that come no further apart than this are told in one notification: looks at operations are a second apart. */
const BATCH_MS = 1500;
/** The first of them does not wait longer than this. */
const LONGEST_MS = 6000;

/** Tells what became of cancel requests, once for each batch, and never what was decided before this window looked. */
export class Notifier extends Owner {
  readonly #clock: Clock;
  readonly #batch = new Map<string, Cancellation>();
  /** When the first of the batch came. */
  #since = 0;
  #timer: Disposable | undefined;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#clock = clock;
    this.own({ dispose: () => this.#timer?.dispose() });
    this.own(
      session.follow(({ watch }) => [
        watch.cancellations.onDidChange(({ cancellation, tell }) => {
          if (tell && isDecided(cancellation) && !watch.bulkCancellations.holds(cancellation)) {
            this.#collect(cancellation);
          }
        }),
      ]),
    );
  }

  #collect(cancellation: Cancellation): void {
    const now = this.#clock.now();
    this.#since = this.#batch.size === 0 ? now : this.#since;
    this.#batch.set(cancellation.id, cancellation);
    this.#timer?.dispose();
    this.#timer = this.#clock.schedule(Math.min(BATCH_MS, this.#since + LONGEST_MS - now), () => this.#tell());
  }

  #tell(): void {
    const batch = [...this.#batch.values()];
    this.#batch.clear();
    this.#timer = undefined;
    void tell(batch);
  }
}

/** The notification stays until the person answers it, so nothing waits for this. */
async function tell(batch: readonly Cancellation[]): Promise<void> {
  const show = l10n.t('Show');
  const details = l10n.t('Open Details');
  const notify = batch.every(({ outcome }) => isGood(outcome))
    ? window.showInformationMessage
    : window.showWarningMessage;
  const answer = await notify(plainText(capitalized(message(batch))), show, details);
  if (answer === undefined) {
    return;
  }
  const references = batch.map(({ collection, reading }) => ({ collection, name: reading.name }));
  if (references.length > 1) {
    const command = answer === show ? 'cloudOperations.openRecentTransitions' : 'cloudOperations.showOutcomes';
    await commands.executeCommand(command, references);
  } else {
    const command = answer === show ? 'cloudOperations.reveal' : 'cloudOperations.showDetails';
    await commands.executeCommand(command, references[0]);
  }
}

/** The sentence of the status bar, with the project and the server's own words where it declined. */
function message(batch: readonly Cancellation[]): string {
  const [only, ...others] = batch;
  if (only && others.length === 0) {
    const sentence = outcomeSentence(only);
    const where =
      only.collection.project === undefined ? sentence : l10n.t('{0}, {1}', sentence, only.collection.project);
    const parts = [where, isGood(only.outcome) ? undefined : only.words?.message, outcomeMeaning(only)];
    return parts.filter((part) => part !== undefined && part !== '').join(' — ');
  }
  const counts = outcomeCounts(batch.map(({ outcome }) => outcome));
  return l10n.t('{0} cancel requests ended: {1}', batch.length, counts);
}

function isGood(outcome: CancellationOutcome): boolean {
  return outcome === 'cancelled' || outcome === 'completedAnyway';
}
