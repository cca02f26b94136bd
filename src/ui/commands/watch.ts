import { l10n } from 'vscode';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { Session, SessionHolder } from '../session.js';
import type { Targets } from '../selection/targets.js';
import { inform } from '../show.js';

/** "Watch": tells when an operation ends, also after a reload. */
export function watchCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const { follows } = session.current.watch;
    const chosen = await targets.operations(args, {
      title: l10n.t('Watch'),
      wanted: (operation) => canWatch(operation, session.current),
      none: l10n.t('Nothing is running that is not watched yet.'),
    });
    const running = chosen.filter((operation) => canWatch(operation, session.current));
    if (chosen.length > 0 && running.length === 0) {
      void inform(l10n.t('Only what is running, and is not watched yet, can be watched.'));
    }
    await Promise.all(running.map((operation) => follows.follow(operation)));
  };
}

/** "Stop Watching". */
export function stopWatchingCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const { follows } = session.current.watch;
    const chosen = await targets.operations(args, {
      title: l10n.t('Stop Watching'),
      wanted: ({ collection, name }) => follows.isFollowed(collection, name),
      none: l10n.t('Nothing is watched.'),
    });
    await Promise.all(chosen.map((operation) => follows.unfollow(operation)));
  };
}

function canWatch({ collection, name, state }: Operation, { watch }: Session): boolean {
  return !isEnded(state) && !watch.follows.isFollowed(collection, name);
}
