import type { Clock } from '../../base/clock.js';
import type { Disposable } from '../../base/lifecycle.js';
import { CoarseTimers } from './coarseTimers.js';
import { Connections } from './connections.js';
import { Patience } from './patience.js';
import { TroubledPlaces } from './troubledPlaces.js';

/** `urgent` for what a person waits for (a cancel, the operation it is about), `listing` for everything else. */
export type Lane = 'urgent' | 'listing';

/** What the queue has to know of a request. */
export interface Queued {
  readonly host: string;
  readonly lane: Lane;
  /** Names the project and the location it is about, e.g. `v1/projects/p/regions/r/operations`. */
  readonly path: string;
}

/** A request that waits for its turn. */
interface Waiting {
  readonly request: Queued;
  enter(): void;
}

/** A request's place among those that are under way, until it is disposed. */
interface Slot extends Disposable {
  /** It took longer than there was patience. */
  readonly late: boolean;
}

/** Places that only urgent requests may take, on top of the width. */
const URGENT_EXTRA = 4;
/** How exactly it is noticed that a request takes too long. */
const TICK_MS = 100;
/**
 * How long a listing waits for a connection before one too many is opened, and one only: the last service to be done has
 * all places to itself, and would open as many connections for what is a moment's work.
 */
const CONNECTION_WAIT_MS = 100;

/**
 * Decides when a request may go out: at most `width` at a time, of which the listings of one host get at most seven
 * eighths; urgent ones go first and have a few places more. The first urgent request of a host goes at once, whatever the
 * others do: a cancel must not wait for another host's reads that hang.
 *
 * A free place goes to the host with the fewest requests under way: were it simply the next one's turn, each host would
 * sooner or later have had many at once, and a connection for each of them, which cost the extension host memory and a TLS
 * handshake. Beyond twice the width in connections one more is opened only if none gets free soon.
 *
 * Requests that take much longer than usual stop counting, as long as there are no more than `width` of those: one hanging
 * region, or ten, delay nobody else. Listings of a project that refused, or of a location that hung, wait until no other
 * is waiting.
 */
export class RequestQueue {
  readonly #clock: Clock;
  readonly #timers: CoarseTimers;
  readonly #width: number;
  readonly #hostWidth: number;
  #running = 0;
  #stalled = 0;
  readonly #listingsByHost = new Map<string, number>();
  readonly #urgentByHost = new Map<string, number>();
  /** Of requests that stopped counting too. */
  readonly #connections: Connections;
  #connecting: Disposable | undefined;
  readonly #patience = new Map<string, Patience>();
  readonly #troubled = new TroubledPlaces();
  readonly #urgent = new Map<string, Waiting[]>();
  readonly #listings = new Map<string, Waiting[]>();
  /** Listings of troubled places. */
  readonly #last: Waiting[] = [];

  constructor(clock: Clock, width: number) {
    this.#clock = clock;
    this.#timers = new CoarseTimers(clock, TICK_MS);
    this.#width = Math.max(1, Math.floor(width));
    this.#hostWidth = Math.max(1, this.#width - Math.floor(this.#width / 8));
    this.#connections = new Connections(clock, 2 * this.#width);
  }

  /**
   * Runs `task` when its turn has come.
   * @throws what `task` throws, or the signal's reason when it aborts before the turn.
   */
  async run<T>(request: Queued, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(request, signal);
    const patience = this.#patienceWith(request.host);
    const start = this.#clock.monotonic();
    const place = this.#slot(request, patience.ms);
    try {
      const result = await task();
      patience.answered(this.#clock.monotonic() - start);
      this.#troubled.answered(request);
      return result;
    } catch (error) {
      // What hung has been noted for its location, and a person who gives up says nothing about the server.
      if (request.lane === 'listing' && !place.late && !signal.aborted) {
        this.#troubled.refused(request);
      }
      throw error;
    } finally {
      place.dispose();
    }
  }

  /** Resolves with the place already counted, so that nobody else can take it in between. */
  #turn(request: Queued, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const line = lineOf(request.lane === 'urgent' ? this.#urgent : this.#listings, request.host);
      const waiting: Waiting = {
        request,
        enter: () => {
          signal.removeEventListener('abort', onAbort);
          this.#count(request, 1);
          this.#connections.begin(request.host);
          resolve();
        },
      };
      const onAbort = (): void => {
        remove(waiting, line);
        remove(waiting, this.#last);
        if (this.#urgent.get(request.host)?.length === 0) {
          this.#urgent.delete(request.host);
        }
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      line.push(waiting);
      this.#admit();
    });
  }

  /**
   * Lets in whoever may go.
   * @param mayConnect whether the first listing may open one connection too many.
   */
  #admit(mayConnect = false): void {
    let next: Waiting | undefined;
    while ((next = this.#nextUrgent())) {
      next.enter();
    }
    for (let connects = mayConnect; this.#running < this.#width && (next = this.#next(connects)); connects = false) {
      next.enter();
    }
    this.#waitForConnection();
  }

  /** Takes the next urgent request out of its line: of the host with the fewest under way, those waiting longest first. */
  #nextUrgent(): Waiting | undefined {
    let host: string | undefined;
    let fewest = this.#running < this.#width + URGENT_EXTRA ? Infinity : 1;
    for (const each of this.#urgent.keys()) {
      const underWay = this.#urgentByHost.get(each) ?? 0;
      if (underWay < fewest) {
        host = each;
        fewest = underWay;
      }
    }
    const line = host === undefined ? undefined : this.#urgent.get(host);
    const next = line?.shift();
    if (host !== undefined && line?.length === 0) {
      this.#urgent.delete(host);
    }
    return next;
  }

  /** Takes the next listing out of its line. */
  #next(mayConnect: boolean): Waiting | undefined {
    const host = this.#nextHost(mayConnect);
    if (host === undefined) {
      const index = this.#last.findIndex(({ request }) => this.#mayGo(request.host, mayConnect));
      return index < 0 ? undefined : this.#last.splice(index, 1)[0];
    }
    const line = lineOf(this.#listings, host);
    // Behind all others with as many under way.
    this.#listings.delete(host);
    this.#listings.set(host, line);
    return line.shift();
  }

  #nextHost(mayConnect: boolean): string | undefined {
    let next: string | undefined;
    let fewest = Infinity;
    for (const [host, line] of this.#listings) {
      while (line[0] && this.#troubled.has(line[0].request)) {
        this.#last.push(...line.splice(0, 1));
      }
      if (line.length === 0) {
        this.#listings.delete(host);
        continue;
      }
      const underWay = this.#connections.underWay(host);
      if (underWay < fewest && this.#mayGo(host, mayConnect)) {
        next = host;
        fewest = underWay;
      }
    }
    return next;
  }

  #mayGo(host: string, mayConnect: boolean): boolean {
    const hasRoom = (this.#listingsByHost.get(host) ?? 0) < this.#hostWidth;
    return hasRoom && (mayConnect || this.#connections.hasOneFor(host));
  }

  /** A listing for which there is a place and no connection gets one after a while. */
  #waitForConnection(): void {
    const waits =
      this.#running < this.#width &&
      (this.#nextHost(true) !== undefined || this.#last.some(({ request }) => this.#mayGo(request.host, true)));
    if (!waits) {
      this.#connecting?.dispose();
      this.#connecting = undefined;
    } else {
      this.#connecting ??= this.#clock.schedule(CONNECTION_WAIT_MS, () => {
        this.#connecting = undefined;
        this.#admit(true);
      });
    }
  }

  #count({ host, lane }: Queued, change: 1 | -1): void {
    this.#running += change;
    const byHost = lane === 'listing' ? this.#listingsByHost : this.#urgentByHost;
    byHost.set(host, (byHost.get(host) ?? 0) + change);
  }

  #patienceWith(host: string): Patience {
    const patience = this.#patience.get(host) ?? new Patience();
    this.#patience.set(host, patience);
    return patience;
  }

  #slot(request: Queued, patienceMs: number): Slot {
    let late = false;
    let stalled = false;
    const timer = this.#timers.schedule(patienceMs, () => {
      late = true;
      this.#troubled.hung(request);
      if (this.#stalled < this.#width) {
        stalled = true;
        this.#stalled++;
        this.#count(request, -1);
        this.#admit();
      }
    });
    return {
      get late() {
        return late;
      },
      dispose: () => {
        timer.dispose();
        this.#connections.end(request.host);
        if (stalled) {
          this.#stalled--;
        } else {
          this.#count(request, -1);
        }
        this.#admit();
      },
    };
  }
}

function lineOf(lines: Map<string, Waiting[]>, host: string): Waiting[] {
  const line = lines.get(host) ?? [];
  lines.set(host, line);
  return line;
}

function remove(waiting: Waiting, line: Waiting[]): void {
  const place = line.indexOf(waiting);
  if (place >= 0) {
    line.splice(place, 1);
  }
}
