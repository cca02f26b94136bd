import type { Clock } from '../../base/clock.js';
import type { Disposable } from '../../base/lifecycle.js';

/** `urgent` for what a person waits for (a cancel, the operation it is about), `listing` for everything else. */
export type Lane = 'urgent' | 'listing';

/** A request that takes longer gives up its place, so that a dead region does not hold up the others. */
const STALLED_AFTER_MS = 1_500;
/** How long a connection is kept for the next request (the default of undici, which is behind `fetch`). */
const KEPT_ALIVE_MS = 4_000;
/**
 * How long a listing waits for a connection before one too many is opened, and one only: the last service to be done has
 * all places to itself, and would open as many connections for what is a moment's work.
 */
const PATIENCE_MS = 20;
/** Places that only urgent requests may take, on top of the width. */
const URGENT_EXTRA = 4;

/**
 * Decides when a request may go out: at most `width` at a time, of which the listings of one host get at most seven
 * eighths; urgent ones go first and have a few places more. A free place goes to the host with the fewest listings under
 * way: were it simply the next one's turn, each host would sooner or later have had many at once, and a connection for
 * each of them, which cost the extension host memory and a TLS handshake; and beyond twice the width one more is
 * opened only if none gets free soon. Requests without an answer after 1.5 s stop
 * counting, as long as there are no more than `width` of those: one hanging region, or ten, delay nobody else.
 */
export class RequestQueue {
  readonly #clock: Clock;
  readonly #width: number;
  readonly #hostWidth: number;
  #running = 0;
  #stalled = 0;
  readonly #listingsByHost = new Map<string, number>();
  /** With those that stopped counting: they have a connection like any other. */
  readonly #underWayByHost = new Map<string, number>();
  /** The most that a host had under way, which is how many connections it has, and when one was last used. */
  readonly #connections = new Map<string, { count: number; usedAt: number }>();
  #impatience: Disposable | undefined;
  readonly #urgent: (() => void)[] = [];
  readonly #listings = new Map<string, (() => void)[]>();

  constructor(clock: Clock, width: number) {
    this.#clock = clock;
    this.#width = Math.max(1, Math.floor(width));
    this.#hostWidth = Math.max(1, this.#width - Math.floor(this.#width / 8));
  }

  /**
   * Runs `task` when its turn has come.
   * @throws what `task` throws, or the signal's reason when it aborts before the turn.
   */
  async run<T>(host: string, lane: Lane, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(host, lane, signal);
    const place = this.#place(host, lane);
    try {
      return await task();
    } finally {
      place.dispose();
    }
  }

  /** Resolves with the place already counted, so that nobody else can take it in between. */
  #turn(host: string, lane: Lane, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const line = lane === 'urgent' ? this.#urgent : this.#lineOf(host);
      const enter = (): void => {
        signal.removeEventListener('abort', onAbort);
        this.#count(host, lane, 1);
        add(this.#underWayByHost, host, 1);
        this.#connect(host);
        resolve();
      };
      const onAbort = (): void => {
        line.splice(line.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      line.push(enter);
      this.#admit();
    });
  }

  #lineOf(host: string): (() => void)[] {
    const line = this.#listings.get(host) ?? [];
    this.#listings.set(host, line);
    return line;
  }

  /** Lets in whoever may go. */
  #admit(mayConnect = false): void {
    while (this.#running < this.#width + URGENT_EXTRA && this.#urgent.length > 0) {
      this.#urgent.shift()?.();
    }
    while (this.#running < this.#width) {
      const host = this.#nextHost(mayConnect);
      if (host === undefined) {
        break;
      }
      mayConnect = false;
      const line = this.#lineOf(host);
      // Behind all others with as many under way.
      this.#listings.delete(host);
      this.#listings.set(host, line);
      line.shift()?.();
    }
    this.#losePatience();
  }

  /** Whoever waits for a connection alone, with a place free, gets one after a while. */
  #losePatience(): void {
    const waits = this.#running < this.#width && this.#nextHost(true) !== undefined;
    if (!waits) {
      this.#impatience?.dispose();
      this.#impatience = undefined;
    } else {
      this.#impatience ??= this.#clock.schedule(PATIENCE_MS, () => {
        this.#impatience = undefined;
        this.#admit(true);
      });
    }
  }

  #nextHost(mayConnect: boolean): string | undefined {
    let next: string | undefined;
    let fewest = Infinity;
    for (const [host, line] of this.#listings) {
      const underWay = this.#underWayByHost.get(host) ?? 0;
      if (line.length === 0) {
        this.#listings.delete(host);
      } else if (
        underWay < fewest &&
        (this.#listingsByHost.get(host) ?? 0) < this.#hostWidth &&
        (mayConnect || this.#hasConnection(host, underWay))
      ) {
        next = host;
        fewest = underWay;
      }
    }
    return next;
  }

  /** Whether a connection is free, or one more within bounds. */
  #hasConnection(host: string, underWay: number): boolean {
    if (underWay < (this.#connections.get(host)?.count ?? 0)) {
      return true;
    }
    const now = this.#clock.now();
    let open = 0;
    for (const [other, { count, usedAt }] of this.#connections) {
      if ((this.#underWayByHost.get(other) ?? 0) === 0 && now - usedAt >= KEPT_ALIVE_MS) {
        this.#connections.delete(other);
      } else {
        open += count;
      }
    }
    return open < 2 * this.#width;
  }

  #connect(host: string): void {
    const known = this.#connections.get(host) ?? { count: 0, usedAt: 0 };
    known.count = Math.max(known.count, this.#underWayByHost.get(host) ?? 0);
    known.usedAt = this.#clock.now();
    this.#connections.set(host, known);
  }

  #count(host: string, lane: Lane, change: 1 | -1): void {
    this.#running += change;
    if (lane === 'listing') {
      add(this.#listingsByHost, host, change);
    }
  }

  /** A counted place, until it is disposed. */
  #place(host: string, lane: Lane): Disposable {
    let stalled = false;
    const timer = this.#clock.schedule(STALLED_AFTER_MS, () => {
      if (this.#stalled < this.#width) {
        stalled = true;
        this.#stalled++;
        this.#count(host, lane, -1);
        this.#admit();
      }
    });
    return {
      dispose: () => {
        timer.dispose();
        this.#connect(host);
        add(this.#underWayByHost, host, -1);
        if (stalled) {
          this.#stalled--;
        } else {
          this.#count(host, lane, -1);
          this.#admit();
        }
      },
    };
  }
}

function add(counts: Map<string, number>, key: string, change: 1 | -1): void {
  counts.set(key, (counts.get(key) ?? 0) + change);
}
