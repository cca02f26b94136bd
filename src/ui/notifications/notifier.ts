import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import { explainsEnd, isDecided, type Cancellation } from '../../operations/cancellation.js';
import { isEnded, type Operation, type OperationChange } from '../../operations/operation.js';
import { claimEnd } from '../../watch/follows.js';
import type { Watch } from '../../watch/watch.js';
import { runCommand } from '../runCommand.js';
import type { Session, SessionHolder } from '../session.js';
import { capitalized } from '../words/label.js';
import { newsText } from './newsText.js';
import { isGood, newsKey, referenceOf, type NewsItem } from './item.js';
import { isTold, type News } from './policy.js';
import { inform, warn } from '../show.js';

/** Ends that come no further apart than this are told in one notification: looks at operations are a second apart. */
const BATCH_MS = 1500;
/** The first of them does not wait longer than this. */
const LONGEST_MS = 6000;

/** Something that this window tells, unless another one has done so when it comes to that. */
interface Candidate {
  readonly item: NewsItem;
  readonly claim: () => Promise<boolean>;
}

/**
 * Tells what became of cancel requests and of operations, as far as the setting wants it: once for each batch, in one of
 * all open windows, and never what had ended before this window looked.
 */
export class Notifier extends Owner {
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #batch = new Map<string, Candidate>();
  /** When the first of the batch came. */
  #since = 0;
  readonly #timer: Timer;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.#clock = clock;
    this.#timer = this.own(new Timer(clock));
    this.own(session.follow((current) => this.#follow(current)));
  }

  /** What is still to be told is of the session before. */
  #follow({ watch }: Session): readonly Disposable[] {
    void this.#tell();
    return [
      watch.cancellations.onDidChange(({ cancellation, tell }) => {
        if (tell && isDecided(cancellation) && !watch.bulkCancellations.holds(cancellation)) {
          this.#collectOutcome(cancellation, watch);
        }
      }),
      watch.follows.onDidEnd((operation) => {
        if (!isExplained(operation, watch) && this.#wants({ kind: 'watched', to: operation.state })) {
          this.#collect({ type: 'end', operation }, () => claimEnd(watch.claims, operation));
        }
      }),
      watch.store.onDidChange((changes) => {
        changes.filter(isEnding).forEach(({ operation }) => this.#collectSeen(operation, watch));
      }),
    ];
  }

  #collectOutcome(cancellation: Cancellation, { cancellations }: Watch): void {
    if (this.#wants({ kind: 'cancellation', outcome: cancellation.outcome })) {
      this.#collect({ type: 'cancellation', cancellation }, () => cancellations.claimTelling(cancellation));
    } else {
      // Nobody wants to be told of it later either.
      cancellations.noteTold(cancellation);
    }
  }

  #collectSeen(operation: Operation, watch: Watch): void {
    if (this.#wants({ kind: 'seen', to: operation.state }) && !isExplained(operation, watch)) {
      this.#collect({ type: 'end', operation }, () => claimEnd(watch.claims, operation));
    }
  }

  #wants(news: News): boolean {
    return isTold(this.#session.current.settings.notifications, news);
  }

  #collect(item: NewsItem, claim: Candidate['claim']): void {
    if (this.disposed) {
      return;
    }
    const now = this.#clock.monotonic();
    this.#since = this.#batch.size === 0 ? now : this.#since;
    this.#batch.set(newsKey(item), { item, claim });
    this.#timer.set(Math.min(BATCH_MS, this.#since + LONGEST_MS - now), () => void this.#tell());
  }

  async #tell(): Promise<void> {
    this.#timer.stop();
    const candidates = [...this.#batch.values()];
    this.#batch.clear();
    const mine = await Promise.all(candidates.map(async ({ item, claim }) => ((await claim()) ? item : undefined)));
    const batch = mine.filter((item) => item !== undefined);
    if (batch.length > 0) {
      await tell(batch);
    }
  }
}

/** It was seen to run: what has already ended at the first look is not news. */
function isEnding({ from, to }: OperationChange): boolean {
  return from !== undefined && !isEnded(from) && to !== undefined && isEnded(to);
}

/** Its end is what became of a cancel request, and told as that. */
function isExplained({ collection, name }: Operation, { cancellations }: Watch): boolean {
  const request = cancellations.find(collection, name);
  return request !== undefined && explainsEnd(request);
}

/** The notification stays until the person answers it, so nothing waits for this. */
async function tell(batch: readonly NewsItem[]): Promise<void> {
  const show = l10n.t('Show');
  const details = l10n.t('Show Details');
  const notify = batch.every(isGood) ? inform : warn;
  const cancellations = batch.filter(({ type }) => type === 'cancellation');
  const buttons = batch.length > 1 && cancellations.length === 0 ? [show] : [show, details];
  const answer = await notify(capitalized(newsText(batch)), ...buttons);
  if (answer === undefined) {
    return;
  }
  if (batch.length > 1) {
    const command = answer === show ? 'cloudOperations.showRecent' : 'cloudOperations.showOutcomes';
    await runCommand(command, cancellations.map(referenceOf));
  } else {
    const command = answer === show ? 'cloudOperations.reveal' : 'cloudOperations.showDetails';
    await runCommand(command, ...batch.map(referenceOf));
  }
}
