import { l10n, type TreeView } from 'vscode';
import type { Clock } from '../base/clock.js';
import { Owner, type Disposable } from '../base/lifecycle.js';
import { Coalescer } from '../base/timer.js';
import { isEnded, type OperationState } from '../operations/operation.js';
import { memberKey } from '../watch/bulkCancellation.js';
import type { Session, SessionHolder } from './session.js';
import { number, plural } from './words/plural.js';

/** Listings bring thousands of operations in a few steps. */
const COALESCE_MS = 500;

/**
 * The number on the view's icon, as the setting wants it. By default operations whose end somebody waits for, because they
 * are being cancelled or watched, and not everything that runs: a number that never goes away says nothing.
 */
export class Badge extends Owner {
  readonly #view: Pick<TreeView<unknown>, 'badge'>;
  readonly #session: SessionHolder;
  readonly #update: Coalescer;
  /** Kept up to date only where the setting asks for it. */
  #running = 0;

  constructor(view: Pick<TreeView<unknown>, 'badge'>, session: SessionHolder, clock: Clock) {
    super();
    this.#view = view;
    this.#session = session;
    this.#update = this.own(new Coalescer(clock, COALESCE_MS, () => this.#draw()));
    this.own(session.follow((current) => this.#follow(current)));
    this.own(session.onDidChange(() => this.#update.call()));
    this.#draw();
  }

  #follow({ settings, watch }: Session): readonly Disposable[] {
    const call = (): void => this.#update.call();
    switch (settings.badge) {
      case 'none':
        return [];
      case 'mine':
        return [watch.cancellations.onDidChange(call), watch.follows.onDidChange(call)];
      case 'running':
        this.#running = [...watch.store.all()].filter(({ state }) => !isEnded(state)).length;
        return [
          watch.store.onDidChange((changes) => {
            for (const { from, to } of changes) {
              this.#running += active(to) - active(from);
            }
            call();
          }),
        ];
    }
  }

  #draw(): void {
    const { value, tooltip } = this.#counted();
    this.#view.badge = value === 0 ? undefined : { value, tooltip: tooltip() };
  }

  /** Words nothing that is not shown: the first number in words loads all of ICU, and VS Code waits for its first rows. */
  #counted(): { readonly value: number; readonly tooltip: () => string } {
    const { settings, watch } = this.#session.current;
    switch (settings.badge) {
      case 'none':
        return { value: 0, tooltip: () => '' };
      case 'mine': {
        const cancelling = new Set(watch.cancellations.active().map(memberKey));
        const watched = watch.follows.active().filter((follow) => !cancelling.has(memberKey(follow))).length;
        return { value: cancelling.size + watched, tooltip: () => waitedFor(cancelling.size, watched) };
      }
      case 'running':
        return {
          value: this.#running,
          tooltip: () =>
            plural(
              this.#running,
              l10n.t('1 operation running'),
              l10n.t('{0} operations running', number(this.#running)),
            ),
        };
    }
  }
}

/** As a number to count by. */
function active(state: OperationState | undefined): 0 | 1 {
  return state === undefined || isEnded(state) ? 0 : 1;
}

function waitedFor(cancelling: number, watched: number): string {
  const requests = plural(
    cancelling,
    l10n.t('1 cancel request open'),
    l10n.t('{0} cancel requests open', number(cancelling)),
  );
  const follows = l10n.t('{0} watched', number(watched));
  if (cancelling === 0) {
    return follows;
  }
  return watched === 0 ? requests : l10n.t('{0}, {1}', requests, follows);
}
