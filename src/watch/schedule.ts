/** What the poller knows of a collection when it decides how soon to list it again. */
export interface CollectionActivity {
  /** An operation of it is running or cancelling. */
  readonly running: boolean;
  /** Milliseconds since an operation of it last began or ended, as far as seen; infinite when never. */
  readonly sinceActiveMs: number;
}

const second = 1_000;
const minute = 60 * second;
const fastLaneMs = 30 * second;
const slowestWatchMs = 15 * second;
const slowLaneAfterMs = 30 * minute;
const quietMs = 612 * second;

/**
 * How long ago something was that the wall clock dates, by this machine or a server's. What seems to lie ahead was dated
 * before the clock was set back, nobody knows how long ago: it counts as long past, so that nothing waits for the clock to
 * get there again.
 */
export function elapsedMs(at: number, now: number): number {
  return at <= now ? now - at : Infinity;
}

/**
 * How long to wait between two looks at an operation whose cancel was requested: a second for the first half minute,
 * when most cancellations end; then a tenth of the further waiting time, up to 15 s; a minute once half an hour has gone.
 * @param sinceRequestMs time since the request.
 * @param failures looks in a row that brought no answer; each doubles the wait, up to five minutes.
 */
export function watchIntervalMs(sinceRequestMs: number, failures: number): number {
  const patience = Math.max(0, sinceRequestMs - fastLaneMs) / 10;
  const calm = sinceRequestMs >= slowLaneAfterMs ? minute : Math.min(slowestWatchMs, second + patience);
  return Math.min(5 * minute, calm * 2 ** Math.min(failures, 10));
}

/** How often a followed operation is looked at: it costs one request, and nobody waits for the second. */
export const followIntervalMs = 15 * second;

/**
 * How long to wait before a collection on screen is listed again. Something running changes soon; where something
 * happened within the hour more may follow. All else is nearly everything, so its interval decides what polling costs:
 * it is as long as lets 95 of 100 new operations be seen within ten minutes.
 */
export function listIntervalMs(activity: CollectionActivity, failures: number): number {
  const calm = activity.running ? 15 * second : activity.sinceActiveMs < 60 * minute ? 55 * second : quietMs;
  return Math.min(60 * minute, calm * 2 ** Math.min(failures, 10));
}

/** Spreads looks that would otherwise fall together, by ±10 %. @param random a number in [0, 1). */
export function jitter(ms: number, random: number): number {
  return ms * (0.9 + random * 0.2);
}
