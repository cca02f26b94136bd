import { l10n } from 'vscode';
import { keysOf } from '../../base/keysOf.js';
import type { Cancellation } from '../../operations/cancellation.js';
import { rpcCodeName } from '../../operations/code.js';
import type { EndState, Operation, OperationState } from '../../operations/operation.js';
import { isGood, type NewsItem } from './item.js';
import { namesText } from '../words/label.js';
import { operationInPlace, outcomeCounts, outcomeMeaning, outcomeSentence } from '../words/outcome.js';
import { stateWord } from '../words/state.js';
import { list, number } from '../words/plural.js';

/** What is told in one notification: a sentence with the server's own words, or counts where there is more than one. */
export function newsText(batch: readonly NewsItem[]): string {
  const requests = batch.flatMap((item) => (item.type === 'cancellation' ? item.cancellation : []));
  const ended = batch.flatMap((item) => (item.type === 'end' ? item.operation : []));
  return joined(cancellationsText(requests), endsText(ended));
}

function cancellationsText(requests: readonly Cancellation[]): string {
  const [only, ...others] = requests;
  if (only === undefined || others.length === 0) {
    return only === undefined ? '' : cancellationText(only);
  }
  const names = namesText(requests.map(({ reading }) => reading));
  return l10n.t('Cancel requests ended: {0} ({1})', names, outcomeCounts(requests.map(({ outcome }) => outcome)));
}

function endsText(ended: readonly Operation[]): string {
  const [only, ...others] = ended;
  if (only === undefined || others.length === 0) {
    return only === undefined ? '' : endText(only);
  }
  return l10n.t('Ended: {0} ({1})', namesText(ended), stateCounts(ended.map(({ state }) => state)));
}

function cancellationText(cancellation: Cancellation): string {
  const said = isGood({ type: 'cancellation', cancellation }) ? undefined : cancellation.words?.message;
  return joined(inProject(outcomeSentence(cancellation), cancellation), said, outcomeMeaning(cancellation));
}

function endText(operation: Operation): string {
  const { error, state, location } = operation;
  const what = operationInPlace({ reading: operation, location });
  const sentence = inProject(l10n.t('{0}: {1}', stateWord(state), what), operation);
  const said = error && state === 'failed' ? `${rpcCodeName(error.code) ?? String(error.code)}: ${error.message}` : '';
  return joined(sentence, said);
}

function inProject(sentence: string, { collection }: Pick<Operation, 'collection'>): string {
  return collection.project === undefined ? sentence : l10n.t('{0}, {1}', sentence, collection.project);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' — ');
}

/** In the order in which they are counted. */
const countWords = {
  succeeded: (count) => l10n.t('{0} succeeded', number(count)),
  failed: (count) => l10n.t('{0} failed', number(count)),
  cancelled: (count) => l10n.t('{0} cancelled', number(count)),
  expired: (count) => l10n.t('{0} expired', number(count)),
} satisfies Record<EndState, (count: number) => string>;

/** `2 succeeded, 1 failed`. */
function stateCounts(states: readonly OperationState[]): string {
  return list(
    keysOf(countWords)
      .map((state) => [state, states.filter((each) => each === state).length] as const)
      .filter(([, count]) => count > 0)
      .map(([state, count]) => countWords[state](count)),
  );
}
