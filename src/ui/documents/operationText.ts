import { l10n } from 'vscode';
import type { HelpLink } from '../../google/apiError.js';
import type { Who } from '../../google/auditLog/join.js';
import type { OperationStep } from '../../google/readings/steps.js';
import { serverSaid, type Cancellation } from '../../operations/cancellation.js';
import type { Collection } from '../../operations/collection.js';
import { isEnded, type OperationReading, type OperationState } from '../../operations/operation.js';
import { endWords } from '../../operations/state.js';
import type { HistoryEntry } from '../../watch/history.js';
import {
  pageColumns,
  pageFields,
  pageLine,
  pageText,
  simulatedLine,
  type PageBody,
  type PageSection,
} from '../pageText.js';
import { duration, runningDuration } from '../words/duration.js';
import { saidText } from '../words/end.js';
import { failureHelp } from '../words/failureHelp.js';
import { capitalized, operationAct, operationLabel } from '../words/label.js';
import { joined } from '../words/operation.js';
import { outcomeMeaning, outcomeWord } from '../words/outcome.js';
import { phaseWord, progressText } from '../words/progress.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { zonedTime, zoneName } from '../words/time.js';
import { transitionWord } from '../words/history.js';
import { cancelAskedText, starter, starterDelegate } from '../words/who.js';
import { stepLines } from './stepLines.js';

/** What the server told of the operation beside its reading, or why nothing could be read. */
export type PageAnswer =
  | { readonly body: PageBody; readonly steps: readonly OperationStep[]; readonly help: readonly HelpLink[] }
  | { readonly problem: string };

export interface OperationTextFacts {
  readonly collection: Collection;
  readonly reading: OperationReading;
  readonly state: OperationState | undefined;
  readonly location: string | undefined;
  readonly cancellation: Cancellation | undefined;
  /** Of this operation, newest first. */
  readonly transitions: readonly HistoryEntry[];
  readonly answer: PageAnswer;
  /** What the audit log says of it, as far as that was asked. */
  readonly who: Who | undefined;
  /** It is of the sample data. */
  readonly simulated: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The page of an operation: what happened and what helps, the facts, the server's history, then the server's answer. */
export function operationText(facts: OperationTextFacts): string {
  const { reading, state, answer, now } = facts;
  const goesOn = state === undefined || isEnded(state) ? undefined : now;
  const sections: PageSection[] = [
    { heading: l10n.t('What helps'), lines: helpLines(facts) },
    { heading: l10n.t('Not read'), lines: 'problem' in answer ? pageLine(answer.problem) : [] },
    { heading: l10n.t('Cancel request'), lines: cancelLines(facts.cancellation) },
    { heading: l10n.t('Operation'), lines: factLines(facts) },
    {
      heading: l10n.t('Steps, as the server tells them ({0})', zoneName(now)),
      lines: 'body' in answer ? stepLines(answer.steps, goesOn) : [],
    },
    { heading: l10n.t('Seen from here'), lines: transitionLines(facts.transitions) },
  ];
  return pageText(operationLabel(reading), happenedLines(facts), sections, 'body' in answer ? answer.body : undefined);
}

function happenedLines({ reading, state, cancellation, now, simulated }: OperationTextFacts): readonly string[] {
  const words = endWords(reading);
  return [
    ...simulatedLine(simulated),
    ...pageLine(state && stateLine(state, reading, now)),
    ...pageLine(words?.message),
    ...(state === 'running' ? pageLine(cancellation && outcomeMeaning(cancellation)) : []),
    ...pageLine(reading.done ? undefined : reading.statusText),
    ...pageLine(reading.done ? undefined : progressText(reading.progress)),
  ];
}

function stateLine(state: OperationState, reading: OperationReading, now: number): string {
  const { startTime, endTime, phase } = reading;
  const took = startTime === undefined || endTime === undefined ? undefined : duration(endTime - startTime);
  switch (state) {
    case 'running':
    case 'cancelling': {
      const word = capitalized(phase !== undefined && state === 'running' ? phaseWord(phase) : stateWord(state));
      return startTime === undefined ? word : l10n.t('{0}, begun {1} ago', word, runningDuration(now - startTime));
    }
    case 'succeeded':
    case 'cancelled': {
      const word = capitalized(stateWord(state));
      return took === undefined ? word : l10n.t('{0} after {1}', word, took);
    }
    case 'failed': {
      const word = capitalized(stateWord(state));
      const code = endWords(reading)?.code ?? '';
      return took === undefined ? l10n.t('{0}: {1}', word, code) : l10n.t('{0} after {1}: {2}', word, took, code);
    }
    case 'expired':
      return l10n.t('The server no longer knows the operation, so nobody can tell how it ended.');
  }
}

function helpLines({ reading, state, collection, answer }: OperationTextFacts): readonly string[] {
  if (state !== 'failed') {
    return [];
  }
  const links = 'body' in answer ? answer.help : [];
  return [
    ...pageLine(failureHelp(reading, collection.project)?.text),
    ...links.flatMap(({ description, url }) => pageLine(description === '' ? url : `${description}: ${url}`)),
  ];
}

/** What was asked for, when, and what the server said to it. */
function cancelLines(cancellation: Cancellation | undefined): readonly string[] {
  if (!cancellation) {
    return [];
  }
  const { requestedAt, decidedAt, earlier } = cancellation;
  const said = serverSaid(cancellation);
  return [
    ...pageFields([
      [l10n.t('First asked'), earlier && zonedTime(earlier.firstRequestedAt)],
      [l10n.t('Asked'), zonedTime(requestedAt)],
      [l10n.t('Outcome'), outcomeWord(cancellation)],
      [l10n.t('Known since'), decidedAt === undefined ? undefined : zonedTime(decidedAt)],
      [l10n.t('Server said'), said && saidText(said)],
    ]),
    ...pageLine(outcomeMeaning(cancellation)),
  ];
}

function factLines({ collection, reading, location, who }: OperationTextFacts): readonly string[] {
  const { startTime, endTime, done } = reading;
  const ended = done ? endTime : undefined;
  return pageFields([
    [l10n.t('Action'), operationAct(reading)],
    [l10n.t('Target'), reading.target],
    [l10n.t('Service'), `${serviceTitle(collection)} (${collection.host}, ${collection.version})`],
    [l10n.t('Place'), joined([rootTitle(collection.project), location])],
    [l10n.t('Started by'), starter(reading.user, who)],
    [l10n.t('Delegated by'), starterDelegate(reading.user, who)],
    ...(who?.cancels ?? []).map((asked) => [l10n.t('Cancel asked for by'), cancelAskedText(asked, zonedTime)] as const),
    [l10n.t('Started'), startTime === undefined ? undefined : zonedTime(startTime)],
    [l10n.t('Ended'), ended === undefined ? undefined : zonedTime(ended)],
    [l10n.t('Took'), startTime === undefined || ended === undefined ? undefined : duration(ended - startTime)],
    [l10n.t('Progress'), done ? progressText(reading.progress) : undefined],
    [l10n.t('Status'), done ? reading.statusText : undefined],
    ...(reading.warnings?.split('\n') ?? []).map((warning) => [l10n.t('Warning'), warning] as const),
    [l10n.t('Labels'), reading.labels],
    [l10n.t('Name'), reading.name],
  ]);
}

/** What this product saw with its own eyes, oldest first as the server's steps are. */
function transitionLines(transitions: readonly HistoryEntry[]): readonly string[] {
  return pageColumns(
    [...transitions]
      .reverse()
      .map((entry) => [zonedTime(entry.at), transitionWord(entry), entry.words && saidText(entry.words)]),
  );
}
