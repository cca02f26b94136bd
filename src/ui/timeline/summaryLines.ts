import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import type { EndState } from '../../operations/operation.js';
import type { ActLength, Summary } from '../../operations/summary.js';
import type { CancelOdds } from '../../watch/cancelOdds.js';
import { cancelOddsLines } from '../words/cancelOdds.js';
import { duration } from '../words/duration.js';
import { operationAct } from '../words/label.js';
import { joined } from '../words/operation.js';
import { seenText } from '../words/plainText.js';
import { number, percent, plural } from '../words/plural.js';
import { serviceTitle } from '../words/service.js';
import { simulatedText } from '../words/simulated.js';

/** Kinds of operation that are listed, those that occurred most. */
const MOST_ACTS = 8;
/** Fewer have no percentile. */
const FEWEST = 3;

/** In the order in which they are counted. */
const ends = keysOf({ succeeded: true, failed: true, cancelled: true, expired: true } satisfies Record<EndState, true>);

interface SummaryFacts {
  /** In milliseconds since the epoch. */
  readonly now: number;
  readonly simulated: boolean;
  /** What the view is narrowed to. */
  readonly filter: string | undefined;
}

/**
 * What the operations on show come to: first how many are under way and how today's ended, then how long each kind took,
 * then how cancels of those kinds went.
 */
export function summaryLines(
  summary: Summary,
  cancelOdds: Pick<CancelOdds, 'of'>,
  { now, simulated, filter }: SummaryFacts,
): readonly string[] {
  const running = summary.count('running');
  const cancelling = summary.count('cancelling');
  const today = ends.filter((state) => summary.endedOn(now, state) > 0);
  const first = joined([
    filter === undefined ? undefined : l10n.t('“{0}”', filter),
    l10n.t('{0} running', number(running)),
    cancelling > 0 ? l10n.t('{0} cancelling', number(cancelling)) : undefined,
    today.length === 0
      ? l10n.t('none ended today')
      : l10n.t('today: {0}', joined(today.map((state) => endedText(state, summary.endedOn(now, state))))),
  ]);
  const lengths = summary.lengths().filter(({ count }) => count >= FEWEST);
  return [
    simulated ? simulatedText(first) : first,
    ...lengths.slice(0, MOST_ACTS).flatMap((length) => lengthLine(length) ?? []),
    ...cancelOddsLines(
      summary.lengths().map(({ example }) => example),
      cancelOdds,
    ),
  ].map(seenText);
}

function endedText(state: EndState, count: number): string {
  switch (state) {
    case 'succeeded':
      return l10n.t('{0} succeeded', number(count));
    case 'failed':
      return l10n.t('{0} failed', number(count));
    case 'cancelled':
      return l10n.t('{0} cancelled', number(count));
    case 'expired':
      return l10n.t('{0} expired', number(count));
  }
}

/** `Dataproc create cluster: 12 succeeded, half of them within 2 min, 95 % within 4 min` */
function lengthLine({ example, count, medianMs, p95Ms }: ActLength): string | undefined {
  const act = operationAct(example);
  return act === undefined
    ? undefined
    : plural(
        count,
        l10n.t('{0} {1}: 1 succeeded, within {2}', serviceTitle(example.collection), act, duration(medianMs)),
        l10n.t(
          '{0} {1}: {2} succeeded, half of them within {3}, {5} within {4}',
          serviceTitle(example.collection),
          act,
          number(count),
          duration(medianMs),
          duration(p95Ms),
          percent(95),
        ),
      );
}
