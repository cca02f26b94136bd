import { l10n, ProgressLocation } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Operation } from '../../operations/operation.js';
import { bulkResults, type BulkLeftOut } from '../../watch/bulkCancellation.js';
import { sortOut, type StartedBulk } from '../../watch/bulkCancellations.js';
import type { Watch } from '../../watch/watch.js';
import { currentOperations } from '../selection/selection.js';
import { confirmProtected, protectedProjectsOf } from '../confirmProtected.js';
import type { SessionHolder } from '../session.js';
import { leftOutCounts } from '../words/bulk.js';
import { showBulkDocument } from './bulkDocuments.js';
import { previewBulk } from './preview.js';
import { inform, showProgress } from '../show.js';
import { number, plural } from '../words/plural.js';

/** From this many on, the document with the fate of each opens by itself: no notification can hold them. */
const OPEN_DOCUMENT_FROM = 5;

/** Cancels those of the chosen operations that can be, after a preview. What became of them is told by `BulkNotifier`. */
export async function cancelMany(session: SessionHolder, clock: Clock, chosen: readonly Operation[]): Promise<void> {
  const { cancellable, leftOut } = sortOut(chosen, session.current.watch);
  if (cancellable.length === 0) {
    tellNothingToDo(leftOut);
    return;
  }
  const { protection } = session.current.settings;
  const protectedProjects = protectedProjectsOf(protection, cancellable);
  const { services } = session.current.settings;
  const { cancelOdds } = session.current.watch;
  const proposal = { operations: cancellable, leftOut, protectedProjects, services, cancelOdds };
  const wanted = await previewBulk(proposal, clock.now());
  if (wanted === undefined || !(await confirmProtected(session.current.settings.protection, wanted))) {
    return;
  }
  // Those that ended while the person was reading are not asked to end.
  const { watch } = session.current;
  const still = sortOut(currentOperations(session.current, wanted), watch);
  if (still.cancellable.length === 0) {
    tellNothingToDo(still.leftOut);
    return;
  }
  const started = watch.bulkCancellations.start(still.cancellable, [...leftOut, ...still.leftOut]);
  const sending = showSending(started, watch);
  if (still.cancellable.length >= OPEN_DOCUMENT_FROM) {
    await showBulkDocument(started.bulk, true);
  }
  const failure = await sending;
  if (failure) {
    throw failure;
  }
}

/** Counts what was sent; its cancel button keeps back what was not. Resolves with what kept back the rest. */
async function showSending(started: StartedBulk, watch: Watch): Promise<Error | undefined> {
  const { bulk, sent } = started;
  const options = {
    location: ProgressLocation.Notification,
    title: plural(
      bulk.members.length,
      l10n.t('Asking to cancel 1 operation'),
      l10n.t('Asking to cancel {0} operations', number(bulk.members.length)),
    ),
    cancellable: true,
  };
  return showProgress(options, async (progress, token) => {
    const stopping = token.onCancellationRequested(() => started.stop());
    const counting = watch.bulkCancellations.onDidChange((changed) => {
      if (changed.id === bulk.id) {
        const results = bulkResults(changed, watch.cancellations);
        const asked = results.filter(({ cancellation }) => cancellation !== undefined).length;
        progress.report({ message: l10n.t('{0} of {1} asked', number(asked), number(results.length)) });
      }
    });
    try {
      return await sent;
    } finally {
      stopping.dispose();
      counting.dispose();
    }
  });
}

function tellNothingToDo(leftOut: readonly BulkLeftOut[]): void {
  void inform(
    leftOut.length === 0
      ? l10n.t('No operation is running here.')
      : plural(
          leftOut.length,
          l10n.t('The 1 operation cannot be cancelled: {0}.', leftOutCounts(leftOut)),
          l10n.t('None of {0} operations can be cancelled: {1}.', number(leftOut.length), leftOutCounts(leftOut)),
        ),
  );
}
