import { l10n, ProgressLocation } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Refresher } from '../../watch/refresher.js';
import type { SessionHolder } from '../session.js';
import type { TreeElement } from '../tree/element.js';
import { showProgress } from '../show.js';

/** Whoever asked by hand and waits longer than this may want to do something else. */
const PATIENCE_MS = 10_000;

/** "Refresh": everything, or the project whose row it was invoked on. */
export function refreshCommand(session: SessionHolder, clock: Clock) {
  return async (clicked: unknown): Promise<void> => {
    const row = clicked as Partial<TreeElement> | undefined;
    const { refresher } = session.current.watch;
    // Whoever asks by hand has perhaps just enabled an API.
    refresher.forgetPlan();
    const ended = row?.type === 'project' ? refresher.refresh({ project: row.project }) : refresher.refresh();
    const offer = clock.schedule(PATIENCE_MS, () => offerToStop(refresher, ended));
    await ended;
    offer.dispose();
  };
}

/** "Stop Refreshing": what has been read stays, the rest is as it was. */
export function stopRefreshCommand(session: SessionHolder) {
  return (): void => session.current.watch.refresher.stop();
}

function offerToStop(refresher: Refresher, ended: Promise<void>): void {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Reading operations from Google Cloud'),
    cancellable: true,
  };
  void showProgress(options, (_, token) => {
    token.onCancellationRequested(() => refresher.stop());
    return ended;
  });
}
