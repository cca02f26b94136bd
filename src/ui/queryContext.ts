import type { Clock } from '../base/clock.js';
import type { QueryContext } from '../operations/query.js';
import type { SessionHolder } from './session.js';

/** What the terms of a filter ask, as it is when they ask: the time, whose credential is in use, what is watched. */
export function queryContext(session: SessionHolder, clock: Clock): QueryContext {
  return {
    get now() {
      return clock.now();
    },
    isMine: ({ user }) => user !== undefined && user === session.current.watch.survey.credential?.account,
    isWatched: ({ collection, name }) => session.current.watch.follows.isFollowed(collection, name),
  };
}
