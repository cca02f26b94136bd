import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import { serverSaid, type Cancellation } from '../../operations/cancellation.js';
import type { OperationState } from '../../operations/operation.js';
import type { BulkCancellation, BulkFate, BulkMember, BulkResult } from '../../watch/bulkCancellation.js';
import { commonPlace, outcomeSections, type ListedOutcome } from '../outcomeList.js';
import { pageLine, pageText, simulatedLine } from '../pageText.js';
import { tellApart } from '../tree/lookAlike.js';
import { bulkSentence, fateWord, leftOutCounts, reasonText } from '../words/bulk.js';
import { duration } from '../words/duration.js';
import { saidText } from '../words/end.js';
import { operationLabel } from '../words/label.js';
import { joined } from '../words/operation.js';
import { stateWord } from '../words/state.js';
import { zonedTime } from '../words/time.js';

export interface BulkTextFacts {
  readonly bulk: BulkCancellation;
  readonly results: readonly BulkResult[];
  /** The state of an operation as it is known now, for those that were not asked. */
  readonly stateOf: (member: BulkMember) => OperationState | undefined;
  /** It is of the sample data. */
  readonly simulated: boolean;
}

/** What became of each operation of a bulk cancel: the same fates together, most telling first. */
export function bulkText({ bulk, results, stateOf, simulated }: BulkTextFacts): string {
  const all = [...results.map(({ member }) => member), ...bulk.leftOut];
  const apart = apartOf(all);
  const label = (member: BulkMember): string => joined([operationLabel(member.reading), apart.get(member)]);
  const outcomes: ListedOutcome[] = [
    ...order(results).map((result) => ({
      head: fateWord(result),
      label: label(result.member),
      took: tookText(result.cancellation),
      place: result.member,
      note: noteOf(result, stateOf),
    })),
    ...bulk.leftOut.map((left) => ({
      head: l10n.t('left out'),
      label: label(left),
      took: undefined,
      place: left,
      note: reasonText(left.reason),
    })),
  ];
  return pageText(
    l10n.t('Cancel requests of {0}', zonedTime(bulk.startedAt)),
    [
      ...simulatedLine(simulated),
      ...pageLine(bulkSentence(results)),
      ...pageLine(bulk.leftOut.length > 0 ? l10n.t('Left out: {0}', leftOutCounts(bulk.leftOut)) : undefined),
      ...pageLine(commonPlace(all)),
    ],
    outcomeSections(outcomes),
  );
}

/** The sections: what is open first. */
const ORDER = keysOf({
  waiting: true,
  requested: true,
  unknown: true,
  cancelled: true,
  completedAnyway: true,
  failed: true,
  refused: true,
  unsupported: true,
  notSent: true,
  expired: true,
  notAsked: true,
} satisfies Record<BulkFate, true>);

function order(results: readonly BulkResult[]): BulkResult[] {
  return ORDER.flatMap((fate) => results.filter((result) => result.fate === fate));
}

/** What tells members apart that are called alike. */
function apartOf(members: readonly BulkMember[]): ReadonlyMap<BulkMember, string> {
  const named = members.map((member) => ({ ...member.reading, collection: member.collection, member }));
  return new Map([...tellApart(named)].map(([{ member }, text]) => [member, text]));
}

function tookText(cancellation: Cancellation | undefined): string | undefined {
  const { decidedAt, requestedAt = 0 } = cancellation ?? {};
  return decidedAt === undefined ? undefined : l10n.t('after {0}', duration(decidedAt - requestedAt));
}

/** What the server said, where that is more than the fate. */
function noteOf(
  { fate, cancellation, member, reason }: BulkResult,
  stateOf: BulkTextFacts['stateOf'],
): string | undefined {
  if (fate === 'notAsked') {
    const state = stateOf(member);
    return state === undefined || state === 'running'
      ? reason && reasonText(reason)
      : l10n.t('now {0}', stateWord(state));
  }
  // A server says CANCELLED in many words, and all of them mean the head of the section.
  const said = fate === 'cancelled' ? undefined : cancellation && serverSaid(cancellation);
  return said && saidText(said);
}
