/** What the poller knows of a collection when it decides how soon to list it again. */
export interface CollectionActivity {
  /** An operation of it is running or cancelling. */
  readonly running: boolean;
  /** Milliseconds since an operation of it last began or ended, as far as seen; infinite when never. */
  readonly sinceActiveMs: number;
  /** Looks in a row that found nothing, where nothing ever was; of a second list, nothing that another does not show. */
  readonly vainLooks?: number;
  /** It shows mostly what another list shows, and nothing beyond that now. */
  readonly second?: boolean;
}

/** How the looks at a collection fared lately. */
export interface FailedLooks {
  /** In a row, up to the last one. */
  readonly count: number;
  /** The last one failed for a reason that goes away by itself, such as a network that is down. */
  readonly passing: boolean;
}

export const noFailedLooks: FailedLooks = { count: 0, passing: false };

/** Those among which the budget is shared. */
export interface Crowd {
  /** Collections in which something runs or happened within the hour. */
  readonly lively: number;
  readonly quiet: number;
  /** Requests an hour that may be spent on all of them. */
  readonly perHour: number;
  /** There are others that nobody has looked at yet, and what runs in them is not on show. */
  readonly sweeping?: boolean;
}

const second = 1_000;
const minute = 60 * second;
const fastLaneMs = 30 * second;
const slowestWatchMs = 15 * second;
const livelyMs = 55 * second;
const quietMs = 612 * second;
/** With the spread by a tenth, and the time that the look itself takes, within ten minutes. */
const longestOutageMs = 530 * second;

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
 * when most cancellations end; then a tenth of the further waiting time, up to 15 s. A person waits for it: however long it
 * takes and however often the server could not be read, what it has decided is known within 20 s once it can be.
 * @param sinceRequestMs time since the request.
 * @param failures looks in a row that brought no answer; each doubles the wait, up to the same 15 s.
 */
export function watchIntervalMs(sinceRequestMs: number, failures: number): number {
  const patience = Math.max(0, sinceRequestMs - fastLaneMs) / 10;
  return Math.min(slowestWatchMs, (second + patience) * 2 ** Math.min(failures, 10));
}

/** What a server asks to be left alone is kept to, but not for longer where a person waits for one operation. */
export const longestWatchWaitMs = minute;

/** How often a followed operation is looked at: it costs one request, and nobody waits for the second. */
export function followIntervalMs(failures: number): number {
  return Math.min(minute, 15 * second * 2 ** Math.min(failures, 10));
}

/**
 * How long to wait before a collection on screen is listed again. Something running changes soon; where something
 * happened within the hour more may follow. All else is nearly everything, so its interval decides what polling costs:
 * it is as long as lets 95 of 100 new operations be seen within ten minutes.
 *
 * A place that fails is looked at ever more seldom, but not more seldom than a quiet one; and where the reason passes, so
 * that it is back within ten minutes after the outage, whatever the spread.
 *
 * Where the budget does not suffice for that, lively ones give way, also beyond a minute, so that a quarter of it is left to
 * find what else there is, and half of it until every place was looked at once. Places where nothing ever was are then looked
 * at half as often after each look in vain; so is, whatever the budget, a second list that adds nothing to the first.
 */
export function listIntervalMs(
  activity: CollectionActivity,
  { count, passing }: FailedLooks = noFailedLooks,
  crowd?: Crowd,
): number {
  const { running, sinceActiveMs, vainLooks = 0, second = false } = activity;
  const lively = Math.max(running ? runningMs : livelyMs, fairMs(crowd));
  const isLively = running || sinceActiveMs < 60 * minute;
  const scarce = isScarce(crowd);
  const rarer = !isLively && (second || scarce) ? 2 ** Math.min(vainLooks, 8) : 1;
  const calm = isLively ? lively : quietMs * rarer;
  const longest = count > 0 && passing && (rarer === 1 || !scarce) ? longestOutageMs : Math.max(quietMs, calm);
  return Math.min(longest, calm * 2 ** Math.min(count, 10));
}

/**
 * How long until everything is asked again where an outage kept some of it from being found, so that no place is there to be
 * looked at: as soon as a lively place where nothing at all was found, else as a place that fails.
 */
export function missedAgainMs(nothingFound: boolean): number {
  return nothingFound ? livelyMs : longestOutageMs;
}

/** The rest is for whatever is not looked at by this schedule, and for what takes more than one request. */
const shareOfBudget = 0.75;
const shareWhileSweeping = 0.5;

const runningMs = 15 * second;

/** What lets all lively places be looked at with their share of the budget; a budget of nothing is the poller's affair. */
function fairMs(crowd: Crowd | undefined): number {
  const share = crowd?.sweeping ? shareWhileSweeping : shareOfBudget;
  return crowd && crowd.perHour > 0 ? (crowd.lively * 60 * minute) / (crowd.perHour * share) : 0;
}

function isScarce(crowd: Crowd | undefined): boolean {
  return crowd !== undefined && (crowd.quiet * 60 * minute) / quietMs > crowd.perHour * shareOfBudget;
}

/** Spreads looks that would otherwise fall together, by ±10 %. @param random a number in [0, 1). */
export function jitter(ms: number, random: number): number {
  return ms * (0.9 + random * 0.2);
}
