import { l10n } from 'vscode';
import type { Cancellation } from '../../operations/cancellation.js';
import type { Collection } from '../../operations/collection.js';
import type { OperationReading, OperationState } from '../../operations/operation.js';
import type { HistoryEntry } from '../../watch/history.js';
import { duration } from '../words/duration.js';
import { endText } from '../words/end.js';
import { operationLabel } from '../words/label.js';
import { outcomeMeaning, outcomeWord } from '../words/outcome.js';
import { phaseWord, progressText } from '../words/progress.js';
import { serviceTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { shownTime } from '../words/time.js';
import { jsonText } from './jsonText.js';

export interface OperationTextFacts {
  readonly collection: Collection;
  readonly reading: OperationReading;
  readonly state: OperationState | undefined;
  readonly location: string | undefined;
  readonly cancellation: Cancellation | undefined;
  /** Of this operation, newest first. */
  readonly transitions: readonly HistoryEntry[];
  /** The server's own JSON, or why there is none. */
  readonly answer: { readonly json: unknown } | { readonly problem: string };
}

/** The details of an operation as JSON with comments: what happened to it on top, then the server's JSON as it came. */
export function operationText(facts: OperationTextFacts): string {
  const { answer } = facts;
  const head = [operationLabel(facts.reading), ...factLines(facts), '', ...transitionLines(facts)];
  const body = 'json' in answer ? jsonText(answer.json) : '';
  const notes = 'problem' in answer ? ['', answer.problem] : [];
  return `${[...head, ...notes].map(comment).join('\n')}\n${body}\n`;
}

/** A line of the header. Server text in it stays on its line, so that it cannot leave the comment. */
export function comment(line: string): string {
  return `// ${line.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')}`.trimEnd();
}

function factLines({ collection, reading, state, location, cancellation }: OperationTextFacts): string[] {
  const { startTime, endTime, done } = reading;
  const ran = startTime !== undefined && endTime !== undefined ? duration(endTime - startTime) : undefined;
  return [
    named(
      l10n.t('State'),
      state && (state === 'running' && reading.phase ? phaseWord(reading.phase) : stateWord(state)),
    ),
    named(l10n.t('Service'), `${serviceTitle(collection)} (${collection.host}, ${collection.version})`),
    named(l10n.t('Project'), collection.project),
    named(l10n.t('Region'), location),
    named(l10n.t('Started'), startTime === undefined ? undefined : shownTime(startTime)),
    named(l10n.t('Ended'), endTime === undefined || !done ? undefined : shownTime(endTime)),
    named(l10n.t('Took'), ran),
    named(l10n.t('Error'), endText(reading)),
    named(l10n.t('Progress'), progressText(reading.progress)),
    ...(reading.warnings?.split('\n') ?? []).map((warning) => named(l10n.t('Warning'), warning)),
    named(l10n.t('Started by'), reading.user),
    named(l10n.t('Labels'), reading.labels),
    named(l10n.t('Cancel'), cancellation && outcomeWord(cancellation)),
    named('', cancellation && outcomeMeaning(cancellation)),
  ].filter((line) => line !== undefined);
}

function transitionLines({ transitions }: OperationTextFacts): string[] {
  if (transitions.length === 0) {
    return [l10n.t('No transition was seen since the operation came into view.')];
  }
  return [l10n.t('Transitions'), ...transitions.map(transitionLine)];
}

function transitionLine({ at, from, to, outcome, words }: HistoryEntry): string {
  const states = [from, to].map((state) => (state === undefined ? '…' : stateWord(state))).join(' → ');
  // Where the state is the outcome, its name once is enough.
  const told = outcome === to ? undefined : outcome;
  const parts = [
    states,
    told && outcomeWord({ outcome: told, delivery: 'accepted' }),
    words && `${words.code}${words.message === '' ? '' : `: ${words.message}`}`,
  ];
  return `  ${shownTime(at)}  ${parts.filter((part) => part !== undefined).join(' · ')}`;
}

function named(name: string, value: string | undefined): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return name === '' ? value : `${name}: ${value}`;
}
