import { l10n } from 'vscode';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { Session, SessionHolder } from '../session.js';
import { chooseOperations } from '../selection/selection.js';
import { inform } from '../show.js';

/** "Watch": tells when an operation ends, also after a reload. */
export function watchCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const { follows } = session.current.watch;
    const chosen = await chooseOperations(session.current, args, {
      title: l10n.t('Watch'),
      wanted: (operation) => canWatch(operation, session.current),
    });
    const running = chosen.filter((operation) => canWatch(operation, session.current));
    if (chosen.length > 0 && running.length === 0) {
      void inform(l10n.t('Only what is running, and is not watched yet, can be watched.'));
    }
    await Promise.all(running.map((operation) => follows.follow(operation)));
  };
}

/** "Stop Watching". */
export function stopWatchingCommand(session: SessionHolder) {
  return async (...args: unknown[]): Promise<void> => {
    const { follows } = session.current.watch;
    const chosen = await chooseOperations(session.current, args, {
      title: l10n.t('Stop Watching'),
      wanted: ({ collection, name }) => follows.isFollowed(collection, name),
    });
    await Promise.all(chosen.map((operation) => follows.unfollow(operation)));
  };
}

function canWatch({ collection, name, state }: Operation, { watch }: Session): boolean {
  return !isEnded(state) && !watch.follows.isFollowed(collection, name);
}
