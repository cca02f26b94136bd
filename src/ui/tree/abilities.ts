import { gcloudCommand } from '../../google/links/gcloudOperations.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { whyNotCancellable } from '../../watch/cancellable.js';
import type { Watch } from '../../watch/watch.js';
import { mayCancelAgain } from '../repeatable.js';

/** What can be done with an operation, as the words that menus match on. */
export function abilities(operation: Operation, watch: Watch, now: number): readonly (string | false)[] {
  const { collection, name, state } = operation;
  const watched = watch.follows.isFollowed(collection, name);
  return [
    whyNotCancellable(operation, watch) === undefined && 'cancellable',
    mayCancelAgain(operation, watch, now) && 'repeatable',
    watch.deletions.canDelete(operation) && 'deletable',
    watched && 'watched',
    !watched && !isEnded(state) && 'watchable',
    gcloudCommand(operation, 'describe') !== undefined && 'gcloudDescribe',
    !isEnded(state) && gcloudCommand(operation, 'cancel') !== undefined && 'gcloudCancel',
  ];
}
