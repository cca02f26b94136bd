import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { isDecided, mayRepeat, type Cancellation } from '../../operations/cancellation.js';
import type { Operation } from '../../operations/operation.js';
import { confirmProtected } from '../confirmProtected.js';
import { mayCancelAgain } from '../repeatable.js';
import type { Session, SessionHolder } from '../session.js';
import { ago, duration } from '../words/duration.js';
import { operationLabel, operationPhrase } from '../words/label.js';
import { plainText } from '../words/plainText.js';
import { factsOf } from '../confirmCancel.js';
import { currentOperations } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';
import { confirm, inform, warn } from '../show.js';

/**
 * "Cancel Again…": one more POST for an operation whose first request nobody answered, or that still runs a good while
 * after an accepted one. Several selected rows are asked about one by one, because each has a story of its own.
 */
export function cancelAgainCommand(session: SessionHolder, clock: Clock, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const chosen = await targets.operations(args, {
      title: l10n.t('Cancel Again'),
      wanted: (operation) => mayCancelAgain(operation, session.current.watch, clock.now()),
      none: l10n.t('There is no open cancel request to repeat.'),
      changes: true,
    });
    for (const operation of chosen) {
      const request = openRequest(session.current, operation);
      if (!request || !mayRepeat(request, clock.now()) || !session.current.watch.mayChange(operation)) {
        const text = l10n.t('There is no open cancel request to repeat for “{0}”.', operationPhrase(operation));
        void inform(text);
      } else if (
        (await confirmAgain(operation, request, clock.now())) &&
        (await confirmProtected(session.current.settings.protection, [operation]))
      ) {
        await repeat(session.current, operation, clock.now());
      }
    }
  };
}

function openRequest({ watch }: Session, { collection, name }: Operation): Cancellation | undefined {
  const request = watch.cancellations.find(collection, name);
  return request && !isDecided(request) ? request : undefined;
}

async function confirmAgain(operation: Operation, request: Cancellation, now: number): Promise<boolean> {
  const text = l10n.t('Ask once more to cancel “{0}”?', operationLabel(operation));
  const detail = [situation(request, now), factsOf(operation, now)].join('\n\n');
  return await confirm({ text, detail, act: l10n.t('Cancel Again'), keep: l10n.t('Keep Waiting') });
}

/** What is known, and no more: neither that the last request was lost nor that the operation hangs. */
function situation({ requestedAt, delivery, answer }: Cancellation, now: number): string {
  const asked = now - requestedAt;
  if (delivery !== 'unconfirmed') {
    return l10n.t(
      'The server accepted your last cancel request {0} ago and still reports the operation as running. It may be taking its time; another request may change nothing.',
      duration(asked),
    );
  }
  return answer
    ? l10n.t(
        'The server answered your last cancel request ({0}) with {1}: {2} That does not say whether it was taken. If it was, another one changes nothing.',
        ago(asked),
        answer.code,
        plainText(answer.message),
      )
    : l10n.t(
        'The answer to your last cancel request ({0}) was lost, so that nobody knows whether it arrived. The server reports the operation as running. If the request did arrive, another one changes nothing.',
        ago(asked),
      );
}

/** The requests before stand whatever becomes of this one; that the server did not take it is told, because no row shows it. */
async function repeat(session: Session, operation: Operation, now: number): Promise<void> {
  const [still] = currentOperations(session, [operation]);
  if (!still || !mayCancelAgain(still, session.watch, now)) {
    return;
  }
  const request = await session.watch.cancellations.request(still, true);
  if (!isDecided(request) && request.answer) {
    const { code, message } = request.answer;
    const text = l10n.t(
      'The server did not confirm another cancel request; what was asked before stands. {0}: {1}',
      code,
      message,
    );
    void warn(text);
  }
}
