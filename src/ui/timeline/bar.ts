import { l10n } from 'vscode';
import { explainsEnd, type Cancellation } from '../../operations/cancellation.js';
import { isEnded, operationKey, type Operation } from '../../operations/operation.js';
import type { Past } from '../../watch/pastOperation.js';
import { operationAct } from '../words/label.js';
import { seenText } from '../words/plainText.js';
import { rowNames } from '../words/row.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import type { Bar } from './messages.js';

/** What is known beside what the server last said. */
export interface BarFacts {
  readonly past: Past | undefined;
  readonly cancellation: Cancellation | undefined;
  /** What menus can see of it. */
  readonly menu: string;
}

/** An operation as the timeline draws it. What servers say in it is one line of dead text. */
export function barOf(operation: Operation, facts: BarFacts): Bar {
  const { collection, location, state, startTime } = operation;
  const names = rowNames(operation);
  const service = serviceTitle(collection);
  const label = seenText(names.target);
  const end = endOfBar(operation, facts);
  return {
    id: operationKey(operation),
    label,
    // Where no target is known the label says what is done.
    what: seenText(names.act ?? (names.target === names.phrase ? service : (operationAct(operation) ?? service))),
    state,
    ...(startTime !== undefined && { start: startTime }),
    ...(end !== undefined && { end }),
    ...cancelTimes(facts),
    menu: facts.menu,
    lanes: {
      target: label,
      region: seenText(location ?? l10n.t('No region')),
      service: seenText(service),
      project: seenText(rootTitle(collection.project)),
    },
  };
}

/**
 * When an operation ended: as the server says it; else when its end was seen. Undefined while it is under way, and where
 * nobody knows. In milliseconds since the epoch.
 */
export function endOfBar(
  { state, endTime }: Operation,
  { past, cancellation }: Pick<BarFacts, 'past' | 'cancellation'>,
): number | undefined {
  if (!isEnded(state)) {
    return undefined;
  }
  return (state === 'expired' ? undefined : endTime) ?? past?.end?.at ?? cancellation?.decidedAt;
}

/** The request of this session's records knows most; the history remembers longer. */
function cancelTimes({
  past,
  cancellation,
}: Pick<BarFacts, 'past' | 'cancellation'>): Pick<Bar, 'cancelAskedAt' | 'cancelSettledAt'> {
  if (cancellation) {
    const { requestedAt, decidedAt } = cancellation;
    const settled = decidedAt !== undefined && !explainsEnd(cancellation);
    return { cancelAskedAt: requestedAt, ...(settled && { cancelSettledAt: decidedAt }) };
  }
  const asked = past?.asked;
  if (asked?.requestedAt === undefined || asked.outcome === undefined) {
    return {};
  }
  return {
    cancelAskedAt: asked.requestedAt,
    ...(!explainsEnd({ outcome: asked.outcome }) && { cancelSettledAt: asked.at }),
  };
}
