import { env, l10n } from 'vscode';
import { isEnded } from '../../operations/operation.js';
import type { HistoryEntry } from '../../watch/history.js';
import { duration } from './duration.js';
import { firstLine } from './plainText.js';
import { outcomeWord } from './outcome.js';
import { stateWord } from './state.js';

/** `cancelling → CANCELLED`: from what to what; the outcome of our own request says more than the state. */
export function transitionWord({ from, to, outcome }: Pick<HistoryEntry, 'from' | 'to' | 'outcome'>): string {
  const before = from === undefined ? '…' : stateWord(from);
  const after = to === undefined ? '…' : stateWord(to);
  return l10n.t('{0} → {1}', before, outcome === undefined ? after : outcomeWord({ outcome, delivery: 'accepted' }));
}

/** A row of the history beside its label: the transition, when it was seen, how long it took, the server's words. */
export function historyDescription(entry: HistoryEntry, now: number): string {
  const { words, outcome, to } = entry;
  const says = words?.message !== undefined && words.message !== '' && to !== 'cancelled' && outcome !== 'cancelled';
  const parts = [
    transitionWord(entry),
    moment(entry.at, now),
    tookText(entry),
    says ? firstLine(words.message, 60) : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** How long the operation ran until then; undefined where nobody knows when it began. */
export function tookText({ reading, to, at }: Pick<HistoryEntry, 'reading' | 'to' | 'at'>): string | undefined {
  const { startTime, endTime, done } = reading;
  if (startTime === undefined) {
    return undefined;
  }
  // By the server's clock where it said when it ended; a clock ahead of ours makes no negative length.
  const ran = duration(Math.max(0, (done ? (endTime ?? at) : at) - startTime));
  return to === undefined || isEnded(to) ? l10n.t('ran {0}', ran) : l10n.t('running for {0}', ran);
}

/** The time of day for what is of today, with the date for what is older. */
function moment(at: number, now: number): string {
  const format = (options: Intl.DateTimeFormatOptions, ms: number): string =>
    new Intl.DateTimeFormat(env.language, options).format(ms);
  const day = (ms: number): string => format({ dateStyle: 'short' }, ms);
  return day(at) === day(now)
    ? format({ timeStyle: 'medium' }, at)
    : format({ dateStyle: 'short', timeStyle: 'short' }, at);
}
