import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import { serverSaid, type Cancellation } from '../../operations/cancellation.js';
import type { OperationState } from '../../operations/operation.js';
import type { BulkCancellation, BulkFate, BulkMember, BulkResult } from '../../watch/bulkCancellation.js';
import { tellApart } from '../tree/lookAlike.js';
import { bulkSentence, fateWord, leftOutCounts, reasonText } from '../words/bulk.js';
import { duration } from '../words/duration.js';
import { operationLabel } from '../words/label.js';
import { joined } from '../words/operation.js';
import { plainText } from '../words/plainText.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { shownTime } from '../words/time.js';

export interface BulkTextFacts {
  readonly bulk: BulkCancellation;
  readonly results: readonly BulkResult[];
  /** The state of an operation as it is known now, for those that were not asked. */
  readonly stateOf: (member: BulkMember) => OperationState | undefined;
}

/** What became of each operation of a bulk cancel, as text in columns: the same fates together, most telling first. */
export function bulkText({ bulk, results, stateOf }: BulkTextFacts): string {
  const apart = apartOf([...results.map(({ member }) => member), ...bulk.leftOut]);
  const rows: Row[] = [
    ...results.map((result) => ({
      ...columnsOf(result.member, apart.get(result.member), result.cancellation),
      note: noteOf(result, stateOf),
      head: fateWord(result),
    })),
    ...bulk.leftOut.map((left) => ({
      ...columnsOf(left, apart.get(left)),
      note: reasonText(left.reason),
      head: LEFT_OUT,
    })),
  ];
  const widths = widthsOf(rows);
  const sections = [...new Set(order(results).map(fateWord)), LEFT_OUT].flatMap((head) => {
    const ofHead = rows.filter((row) => row.head === head);
    const title = head === LEFT_OUT ? l10n.t('left out') : head;
    return ofHead.length === 0 ? [] : ['', `${title} (${ofHead.length})`, ...ofHead.map((row) => lineOf(row, widths))];
  });
  return [...headOf(bulk, results), ...sections, ''].join('\n');
}

interface Columns {
  readonly label: string;
  /** How long it took until the outcome was known. */
  readonly took: string;
  readonly project: string;
  readonly region: string;
  readonly service: string;
}

interface Row extends Columns {
  readonly head: string;
  readonly note: string;
}

/** Stands for the last section; no fate is called by the empty text. */
const LEFT_OUT = '';
const COLUMNS = ['label', 'took', 'project', 'region', 'service'] as const;
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

function headOf(bulk: BulkCancellation, results: readonly BulkResult[]): string[] {
  return [
    l10n.t('Cancel requests of {0}', shownTime(bulk.startedAt)),
    bulkSentence(results),
    ...(bulk.leftOut.length > 0 ? [l10n.t('Left out: {0}', leftOutCounts(bulk.leftOut))] : []),
  ];
}

function order(results: readonly BulkResult[]): BulkResult[] {
  return ORDER.flatMap((fate) => results.filter((result) => result.fate === fate));
}

/** What tells members apart that are called alike. */
function apartOf(members: readonly BulkMember[]): ReadonlyMap<BulkMember, string> {
  const named = members.map((member) => ({ ...member.reading, collection: member.collection, member }));
  return new Map([...tellApart(named)].map(([{ member }, text]) => [member, text]));
}

function columnsOf(
  { reading, collection, location }: BulkMember,
  apart: string | undefined,
  cancellation?: Cancellation,
): Columns {
  return {
    label: plainText(joined([operationLabel(reading), apart])),
    took: cancellation?.decidedAt === undefined ? '' : afterText(cancellation.decidedAt - cancellation.requestedAt),
    project: rootTitle(collection.project),
    region: location ?? '',
    service: serviceTitle(collection),
  };
}

function afterText(ms: number): string {
  return l10n.t('after {0}', duration(ms));
}

/** What the server said, where that is more than the fate. */
function noteOf({ fate, cancellation, member, reason }: BulkResult, stateOf: BulkTextFacts['stateOf']): string {
  if (fate === 'notAsked') {
    const state = stateOf(member);
    const now = state === undefined || state === 'running' ? '' : l10n.t('now {0}', stateWord(state));
    return now === '' && reason !== undefined ? reasonText(reason) : now;
  }
  // A server says CANCELLED in many words, and all of them mean the head of the section.
  const said = fate === 'cancelled' ? undefined : cancellation && serverSaid(cancellation);
  return said ? plainText(said.message === '' ? said.code : `${said.code}: ${said.message}`) : '';
}

function widthsOf(rows: readonly Columns[]): Record<(typeof COLUMNS)[number], number> {
  const width = (column: (typeof COLUMNS)[number]): number => Math.max(0, ...rows.map((row) => row[column].length));
  return {
    label: width('label'),
    took: width('took'),
    project: width('project'),
    region: width('region'),
    service: width('service'),
  };
}

function lineOf(row: Row, widths: Record<(typeof COLUMNS)[number], number>): string {
  const shown = COLUMNS.filter((column) => widths[column] > 0);
  return `  ${[...shown.map((column) => row[column].padEnd(widths[column])), row.note].join('  ')}`.trimEnd();
}
