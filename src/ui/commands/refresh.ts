import { l10n, ProgressLocation } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Refresher } from '../../watch/refresher.js';
import type { SessionHolder } from '../session.js';
import type { Targets } from '../selection/targets.js';
import type { ProjectElement, TreeElement } from '../tree/element.js';
import { rootTitle } from '../words/service.js';
import { showProgress } from '../show.js';

/** Whoever asked by hand and waits longer than this may want to do something else. */
const PATIENCE_MS = 10_000;

/** "Refresh": everything, or the projects on whose rows it was invoked. */
export function refreshCommand(session: SessionHolder, clock: Clock, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const projects = await targets.rows(args, {
      is: isProject,
      nameOf: ({ project }) => rootTitle(project),
      // From the palette and by key it is the whole view, whatever is selected.
      fits: () => false,
      noneSelected: l10n.t('Select a project first.'),
    });
    const { refresher } = session.current.watch;
    // Whoever asks by hand has perhaps just enabled an API.
    refresher.forgetPlan();
    const ended = projects
      ? Promise.all(projects.map(({ project }) => refresher.refresh({ project })))
      : refresher.refresh();
    const offer = clock.schedule(PATIENCE_MS, () => offerToStop(refresher, ended));
    await ended;
    offer.dispose();
  };
}

function isProject(row: unknown): row is ProjectElement {
  return (row as Partial<TreeElement> | undefined)?.type === 'project';
}

/** "Stop Refreshing": what has been read stays, the rest is as it was. */
export function stopRefreshCommand(session: SessionHolder) {
  return (): void => session.current.watch.refresher.stop();
}

function offerToStop(refresher: Refresher, ended: Promise<unknown>): void {
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
