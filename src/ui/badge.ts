import { l10n, type TreeView } from 'vscode';
import { Owner } from '../base/lifecycle.js';
import { memberKey } from '../watch/bulkCancellation.js';
import type { Watch } from '../watch/watch.js';
import type { SessionHolder } from './session.js';

/**
 * The number on the view's icon: operations whose end somebody waits for, because they are being cancelled or watched.
 * Not everything that runs: on a busy day that is always something, and a number that never goes away says nothing.
 */
export class Badge extends Owner {
  readonly #view: Pick<TreeView<unknown>, 'badge'>;

  constructor(view: Pick<TreeView<unknown>, 'badge'>, session: SessionHolder) {
    super();
    this.#view = view;
    this.own(
      session.follow(({ watch }) => {
        this.#update(watch);
        return [
          watch.cancellations.onDidChange(() => this.#update(watch)),
          watch.follows.onDidChange(() => this.#update(watch)),
        ];
      }),
    );
  }

  #update({ cancellations, follows }: Watch): void {
    const cancelling = new Set(cancellations.active().map(memberKey));
    const watched = follows.active().filter((follow) => !cancelling.has(memberKey(follow))).length;
    const value = cancelling.size + watched;
    this.#view.badge = value === 0 ? undefined : { value, tooltip: tooltip(cancelling.size, watched) };
  }
}

function tooltip(cancelling: number, watched: number): string {
  const requests = cancelling === 1 ? l10n.t('1 cancel request open') : l10n.t('{0} cancel requests open', cancelling);
  const follows = l10n.t('{0} watched', watched);
  if (cancelling === 0) {
    return follows;
  }
  return watched === 0 ? requests : l10n.t('{0}, {1}', requests, follows);
}
