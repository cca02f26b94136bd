import { l10n, TreeItem, type ThemeIcon } from 'vscode';
import { gcloudCommand } from '../../google/links/gcloudOperations.js';
import type { Cancellation } from '../../operations/cancellation.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import type { Watch } from '../../watch/watch.js';
import { stateIcon } from '../icons.js';
import { mayCancelAgain } from '../repeatable.js';
import { operationLabel } from '../words/label.js';
import { operationDescription } from '../words/operation.js';
import { stateWord } from '../words/state.js';
import { contextValue } from './contextValue.js';

/** What a row says of an operation as it is, whatever the time and whoever waits for it. */
interface Lasting {
  readonly label: string;
  readonly icon: ThemeIcon;
  readonly abilities: readonly (string | false)[];
  /** Undefined where time or a cancel request changes it. */
  readonly description: string | undefined;
}

/** The rows of operations. VS Code asks for each again and again; what only the operation decides is worked out once. */
export class OperationItems {
  readonly #lasting = new WeakMap<Operation, Lasting>();

  /** @param cancellation the newest request for it, also a decided one. */
  item(operation: Operation, watch: Watch, cancellation: Cancellation | undefined, now: number): TreeItem {
    const { state, done, collection, name } = operation;
    const { label, icon, abilities, description: lasting } = this.#lastingOf(operation);
    const watched = watch.follows.isFollowed(collection, name);
    const described = (cancellation ? undefined : lasting) ?? operationDescription(operation, cancellation, now);
    const description = watched ? l10n.t('{0} · watched', described) : described;
    const item = new TreeItem(label);
    item.description = description;
    item.iconPath = icon;
    const reason = whyNotCancellable(operation, watch);
    item.contextValue = contextValue([
      ...['operation', state, done && 'ended'],
      ...abilities,
      reason === undefined && 'cancellable',
      mayAsk(reason) && 'askable',
      mayCancelAgain(operation, watch, now) && 'repeatable',
      watch.deletions.canDelete(operation) && 'deletable',
      watched && 'watched',
      !watched && !isEnded(state) && 'watchable',
    ]);
    item.accessibilityInformation = { label: l10n.t('{0}, {1}, {2}', label, stateWord(state), description) };
    return item;
  }

  #lastingOf(operation: Operation): Lasting {
    let known = this.#lasting.get(operation);
    if (!known) {
      const { state } = operation;
      const ages = !isEnded(state) || state === 'cancelled';
      known = {
        label: operationLabel(operation),
        icon: stateIcon(state),
        abilities: [
          gcloudCommand(operation, 'describe') !== undefined && 'gcloudDescribe',
          !isEnded(state) && gcloudCommand(operation, 'cancel') !== undefined && 'gcloudCancel',
        ],
        description: ages ? undefined : operationDescription(operation, undefined, 0),
      };
      this.#lasting.set(operation, known);
    }
    return known;
  }
}
