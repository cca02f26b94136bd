import { l10n } from 'vscode';
import { isEnded } from '../../operations/operation.js';
import type { HistoryEntry } from '../../watch/history.js';
import { duration } from './duration.js';
import { operationLabel } from './label.js';
import { joined, spoken } from './operation.js';
import { outcomeWord } from './outcome.js';
import { firstLine } from './plainText.js';
import { rootTitle, serviceTitle } from './service.js';
import { stateWord } from './state.js';
import { shownDay, shownMinute, shownTime } from './time.js';

/** `cancelling → cancelled`: from what to what; the outcome of our own request says more than the state. */
export function transitionWord({ from, to, outcome }: Pick<HistoryEntry, 'from' | 'to' | 'outcome'>): string {
  const before = from === undefined ? '…' : stateWord(from);
  const after = to === undefined ? '…' : stateWord(to);
  return l10n.t('{0} → {1}', before, outcome === undefined ? after : outcomeWord({ outcome, delivery: 'accepted' }));
}

/** The same in words, to be heard. */
export function spokenTransition({ from, to, outcome }: Pick<HistoryEntry, 'from' | 'to' | 'outcome'>): string {
  const after = outcomeOrState({ to, outcome });
  return from === undefined ? after : l10n.t('{0}, then {1}', stateWord(from), after);
}

/** What it came to: what became of our own request says more than the state. */
export function outcomeOrState({ to, outcome }: Pick<HistoryEntry, 'to' | 'outcome'>): string {
  return outcome === undefined ? stateWord(to ?? 'expired') : outcomeWord({ outcome, delivery: 'accepted' });
}

/**
 * A row of the history beside its label: what it came to, when, how long it took, where, and the server's words.
 * @param at when it ended, in milliseconds since the epoch.
 * @param act what was done, where the label does not say it.
 */
export function historyDescription(entry: HistoryEntry, at: number, act: string | undefined): string {
  const { words, outcome, to, location, collection } = entry;
  const says = words?.message !== undefined && words.message !== '' && to !== 'cancelled' && outcome !== 'cancelled';
  return joined([
    outcomeOrState(entry),
    shownMinute(at),
    tookText(entry),
    act,
    location,
    rootTitle(collection.project),
    says ? firstLine(words.message, 60) : undefined,
  ]);
}

/** The row for those who hear it without the rows around it. */
export function spokenEnd(entry: HistoryEntry, at: number): string {
  const { reading, location, collection } = entry;
  const parts = [
    operationLabel(reading),
    spokenTransition(entry),
    shownTime(at),
    tookText(entry),
    serviceTitle(collection),
    location,
    rootTitle(collection.project),
  ];
  return spoken(parts.filter((part) => part !== undefined));
}

/** `Today`, `Yesterday`, `Monday, November 23`. @param start when the day began, in milliseconds since the epoch. */
export function dayWord(start: number, now: number): string {
  const today = new Date(now);
  const day = new Date(start).toDateString();
  if (day === today.toDateString()) {
    return l10n.t('Today');
  }
  today.setDate(today.getDate() - 1);
  return day === today.toDateString() ? l10n.t('Yesterday') : shownDay(start);
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
