import type { Clock } from '../../base/clock.js';

/** How long a connection is kept for the next request (the default of undici, which is behind `fetch`). */
const KEPT_ALIVE_MS = 4_000;

interface Known {
  underWay: number;
  /** The most that were under way at a time, which is how many connections there are. */
  count: number;
  usedAt: number;
}

/** How many connections each host has, as far as that can be told from the requests under way. */
export class Connections {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #hosts = new Map<string, Known>();

  /** @param most over all hosts, as long as somebody asks before opening another. */
  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  underWay(host: string): number {
    return this.#hosts.get(host)?.underWay ?? 0;
  }

  begin(host: string): void {
    const known = this.#hosts.get(host) ?? { underWay: 0, count: 0, usedAt: -Infinity };
    known.underWay++;
    known.count = Math.max(known.count, known.underWay);
    known.usedAt = this.#clock.monotonic();
    this.#hosts.set(host, known);
  }

  end(host: string): void {
    const known = this.#hosts.get(host);
    if (known) {
      known.underWay--;
      known.usedAt = this.#clock.monotonic();
    }
  }

  /** Whether the host has a connection to spare, or may have one more: every host may have its first. */
  hasOneFor(host: string): boolean {
    const known = this.#hosts.get(host);
    return known === undefined || known.underWay < known.count || this.#open() < this.#most;
  }

  #open(): number {
    const now = this.#clock.monotonic();
    let open = 0;
    for (const [host, { underWay, count, usedAt }] of this.#hosts) {
      if (underWay === 0 && now - usedAt >= KEPT_ALIVE_MS) {
        this.#hosts.delete(host);
      } else {
        open += count;
      }
    }
    return open;
  }
}
