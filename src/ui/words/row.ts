import { l10n } from 'vscode';
import type { Cancellation } from '../../operations/cancellation.js';
import type { Operation, OperationState } from '../../operations/operation.js';
import type { RowPart, RowSettings } from '../../settings.js';
import { operationAct, operationLabel, targetName } from './label.js';
import { joined, operationFact, spoken } from './operation.js';
import { targetKindOf } from './phrase.js';
import { rootTitle, serviceTitle } from './service.js';
import { stateWord } from './state.js';

/** What a row says of an operation beside what the operation itself says. */
export interface RowFacts {
  /** The newest cancel request for it, also a decided one. */
  readonly cancellation: Cancellation | undefined;
  readonly watched: boolean;
  /** What tells it from a row that would look alike. */
  readonly apart: string | undefined;
  /** Where it runs, where the rows above do not tell. */
  readonly place: string | undefined;
  readonly now: number;
}

/** What only the operation decides, worked out once. */
export interface RowNames {
  /** `Create cluster etl-7` */
  readonly phrase: string;
  /** `etl-7`; the phrase where no target is known. */
  readonly target: string;
  /** `create cluster`; undefined where the target's place is taken by the phrase, which says it already. */
  readonly act: string | undefined;
  /** The service where neither the act nor the sort of target tells. */
  readonly service: string | undefined;
}

export function rowNames(operation: Operation): RowNames {
  const phrase = operationLabel(operation);
  const target = targetName(operation);
  const service = targetKindOf(operation) === undefined ? serviceTitle(operation.collection) : undefined;
  return { phrase, target: target ?? phrase, act: target === undefined ? undefined : operationAct(operation), service };
}

export function rowLabel({ phrase, target }: RowNames, { label }: RowSettings): string {
  return label === 'target' ? target : phrase;
}

/** The one fact that matters in the state that the operation is in. */
export function rowFact(operation: Operation, { cancellation, watched, now }: RowFacts): string {
  const fact = operationFact(operation, cancellation, now);
  return watched ? l10n.t('{0} · watched', fact) : fact;
}

/** `4 min · create cluster`: what matters first stands first, because a row is seldom as wide as its text. */
export function rowDescription(
  operation: Operation,
  names: RowNames,
  { apart, place }: RowFacts,
  { label, description }: RowSettings,
  fact: string,
): string {
  const namesService = description.includes('service');
  const part: Record<RowPart, () => string | undefined> = {
    state: () => fact,
    // A label that is the phrase says it already.
    action: () => (label === 'target' ? joined([names.act, namesService ? undefined : names.service]) : undefined),
    service: () => serviceTitle(operation.collection),
    user: () => operation.user,
  };
  return joined([apart, ...description.map((name) => part[name]()), place]);
}

/** `acme-web, us-central1` */
export function placeText({ collection, location }: Pick<Operation, 'collection' | 'location'>): string {
  const root = rootTitle(collection.project);
  return location === undefined ? root : l10n.t('{0}, {1}', root, location);
}

/** For those who hear a row without the rows around it. */
export function spokenRow(operation: Operation, { phrase }: RowNames, { apart }: RowFacts, fact: string): string {
  const { state, phase, collection, location } = operation;
  const says = factNames[state] || phase !== undefined;
  return spoken([
    phrase,
    ...(says ? [fact] : [stateWord(state), ...(fact === stateWord(state) ? [] : [fact])]),
    ...(apart === undefined ? [] : [apart]),
    serviceTitle(collection),
    ...(location === undefined ? [] : [location]),
    rootTitle(collection.project),
  ]);
}

/** Whether the fact of a state says which state it is. */
const factNames = {
  running: false,
  cancelling: true,
  cancelled: true,
  succeeded: false,
  failed: true,
  expired: true,
} as const satisfies Record<OperationState, boolean>;
