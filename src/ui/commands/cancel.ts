import { l10n } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Cancellation } from '../../operations/cancellation.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import { cancelMany } from '../bulk/cancelMany.js';
import { confirmCancel } from '../confirmCancel.js';
import { confirmProtected } from '../confirmProtected.js';
import type { SessionHolder } from '../session.js';
import { reasonText } from '../words/bulk.js';
import { operationPhrase } from '../words/label.js';
import { doubtText } from '../words/outcome.js';
import { currentOperations } from '../selection/selection.js';
import type { Targets } from '../selection/targets.js';
import { inform, warn } from '../show.js';

/** "Cancel Operation…" on one row or several; from the palette it asks which one. */
export function cancelCommand(session: SessionHolder, clock: Clock, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const picked = await targets.operations(args, {
      title: l10n.t('Cancel Operation'),
      wanted: (operation) => mayAsk(whyNotCancellable(operation, session.current.watch)),
      none: l10n.t('Nothing is running that can be cancelled.'),
      changes: true,
    });
    // What an earlier session knew may long be over.
    await session.current.watch.readAgain(picked);
    const [chosen, ...others] = currentOperations(session.current, picked);
    if (chosen === undefined) {
      return;
    }
    if (others.length > 0) {
      await cancelMany(session, clock, [chosen, ...others]);
      return;
    }
    const reason = whyNotCancellable(chosen, session.current.watch);
    if (!mayAsk(reason)) {
      const text = l10n.t('Cannot cancel “{0}”: {1}.', operationPhrase(chosen), reasonText(reason));
      void inform(text);
      return;
    }
    const agreed =
      (await confirmCancel(chosen, session.current, clock.now())) &&
      (await confirmProtected(session.current.settings.protection, [chosen]));
    // One that ended while the person was reading is not asked to end.
    const [still] = agreed ? currentOperations(session.current, [chosen]) : [];
    if (still && mayAsk(whyNotCancellable(still, session.current.watch))) {
      tellDoubt(await session.current.watch.cancellations.request(still));
    }
  };
}

/** An answer is told as soon as it has come, also one that decides nothing: what follows may take long. */
function tellDoubt(request: Cancellation): void {
  const text = doubtText(request);
  if (text !== undefined) {
    void warn(text);
  }
}
