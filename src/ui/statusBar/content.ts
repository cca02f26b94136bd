import { l10n } from 'vscode';
import { serverSaid, showsCancelling, type Cancellation } from '../../operations/cancellation.js';
import type { OperationReading } from '../../operations/operation.js';
import type { PollerStatus } from '../../watch/poller.js';
import { outcomeGlyph } from '../icons.js';
import { errorWords } from '../words/apiError.js';
import { duration } from '../words/duration.js';
import { namesText, operationPhrase } from '../words/label.js';
import { outcomeCounts, outcomeSentence, outcomeWord } from '../words/outcome.js';
import { atWordEnd, plainText } from '../words/plainText.js';
import { number } from '../words/plural.js';

/** What the status bar has to tell. */
export interface StatusBarFacts {
  /** Requests whose fate is open. */
  readonly active: readonly Cancellation[];
  /** Requests whose fate was learned lately, newest first. */
  readonly decided: readonly Cancellation[];
  /** The operations that the person watches. */
  readonly watched?: readonly { readonly reading: OperationReading }[];
  readonly poller: PollerStatus;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The same moment by the monotonic clock, which is the poller's. */
  readonly monotonic: number;
}

export interface StatusBarContent {
  /** With icon. */
  readonly text: string;
  readonly tooltip: string;
  /** For a screen reader: the text without icons. */
  readonly spoken: string;
}

/** How long a transition stays when nothing else goes on. */
export const KEEP_MS = 60_000;
/** VS Code cuts an item off at 40 % of the window's width, wherever that is: so much has room in one of 1,000 px. */
const MOST = 60;
const MOST_KINDS = 3;
/** How long it stays in front while more is being cancelled. */
export const FRONT_MS = 8000;

/** The text, or undefined when there is nothing to tell and the item hides. */
export function statusBarContent(facts: StatusBarFacts): StatusBarContent | undefined {
  const spoken = text(facts);
  if (spoken === undefined) {
    return undefined;
  }
  const shown = atWordEnd(spoken, MOST);
  const whole = shown === spoken ? [] : [spoken];
  return {
    text: `$(${icon(facts)}) ${plainText(shown)}`,
    tooltip: [...whole, tooltip(facts)].join('\n'),
    spoken: plainText(spoken),
  };
}

function text({ active, decided, watched = [], now }: StatusBarFacts): string | undefined {
  const [latest] = decided;
  if (active.length === 0) {
    const idle = watched.length > 0 ? l10n.t('Watching {0}', namesOf(watched)) : undefined;
    return latest ? told(together(decided)) : idle;
  }
  const waiting = activeText(active);
  return latest && isInFront(latest, active, now) ? l10n.t('{0} · {1}', shortSentence(latest), waiting) : waiting;
}

function told(decided: readonly Cancellation[]): string {
  const [only, ...others] = decided;
  return only && others.length === 0
    ? sentence(only)
    : l10n.t('{0}: {1}', namesOf(decided), outcomeCounts(outcomesOf(decided), MOST_KINDS));
}

/** The name stands first where there is no room for the whole of it. */
function sentence(request: Cancellation): string {
  const whole = outcomeSentence(request);
  return whole.length > MOST ? shortSentence(request) : whole;
}

/** `etl-7: cancel refused` */
function shortSentence(request: Cancellation): string {
  return l10n.t('{0}: {1}', namesOf([request]), outcomeWord(request));
}

function namesOf(of: readonly { readonly reading: OperationReading }[]): string {
  return namesText(of.map(({ reading }) => reading));
}

const outcomesOf = (requests: readonly Cancellation[]) => requests.map(({ outcome }) => outcome);

/** The newest transition and those whose requests were open at the same time: a bulk cancel, not one after the other. */
function together(decided: readonly Cancellation[]): readonly Cancellation[] {
  let since = Infinity;
  const apart = decided.findIndex(({ requestedAt, decidedAt }, index) => {
    const overlaps = index === 0 || (decidedAt ?? 0) >= since;
    since = Math.min(since, requestedAt);
    return !overlaps;
  });
  return apart < 0 ? decided : decided.slice(0, apart);
}

function activeText(active: readonly Cancellation[]): string {
  const cancelling = active.filter(showsCancelling).filter(({ outcome }) => outcome !== 'unknown');
  const [first] = active;
  if (cancelling.length > 0 || first === undefined) {
    const doubtful = active.length - cancelling.length;
    return doubtful === 0
      ? l10n.t('Cancelling {0}', namesOf(cancelling))
      : l10n.t('Cancelling {0}, {1} in doubt', namesOf(cancelling), number(doubtful));
  }
  return active.length === 1 ? sentence(first) : l10n.t('Cancel in doubt: {0}', namesOf(active));
}

function icon({ active, decided, now }: StatusBarFacts): string {
  const [latest] = decided;
  if (latest && (active.length === 0 || isInFront(latest, active, now))) {
    return outcomeGlyph(latest.outcome);
  }
  if (active.length === 0) {
    return 'eye';
  }
  return active.some((cancellation) => showsCancelling(cancellation) && cancellation.outcome !== 'unknown')
    ? 'loading~spin'
    : outcomeGlyph('unknown');
}

/** For a while, unless the person has asked for another cancel since: then the answer to that comes first. */
function isInFront({ decidedAt = 0 }: Cancellation, active: readonly Cancellation[], now: number): boolean {
  return Math.abs(now - decidedAt) < FRONT_MS && active.every(({ requestedAt }) => requestedAt <= decidedAt);
}

function tooltip({ active, decided, watched = [], poller, monotonic }: StatusBarFacts): string {
  const most = 10;
  const requests = [...active, ...decided];
  const lines = requests.slice(0, most).map((request) => `${outcomeSentence(request)}${wordsOf(request)}`);
  if (requests.length > 1) {
    lines.unshift(outcomeCounts(outcomesOf(requests)));
  }
  if (requests.length > most) {
    lines.push(l10n.t('… {0} more', number(requests.length - most)));
  }
  lines.push(...watched.slice(0, most).map(({ reading }) => l10n.t('watched: {0}', operationPhrase(reading))));
  if (watched.length > most) {
    lines.push(l10n.t('… {0} more', number(watched.length - most)));
  }
  return [...lines, '', pollerText(poller, monotonic), l10n.t('Click to see recent operations')].join('\n').trim();
}

function wordsOf(cancellation: Cancellation): string {
  const said = serverSaid(cancellation);
  return said?.message ? `\n    ${said.code}: ${said.message}` : '';
}

/**
 * What the poller is doing, e.g. `next look in 12 s`.
 * @param now by the monotonic clock.
 */
export function pollerText(status: PollerStatus, now: number): string {
  switch (status.mode) {
    case 'idle':
      return l10n.t('Nothing is being watched');
    case 'waiting':
      return l10n.t('Next look in {0}', duration(status.nextAt - now));
    case 'paused':
      return l10n.t('Paused while the window has no focus');
    case 'backingOff':
      return l10n.t(
        'Backing off for {0}: {1}',
        duration(status.until - now),
        errorWords(status.error, undefined).title,
      );
  }
}
