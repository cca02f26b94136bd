import type { Emulator, ErrorCase, FaultEffect } from '../emulator/index.js';
import { connectionLost } from '../emulator/http/inProcess.js';
import type { Random } from './random.js';
import type { SimulatedTime } from './simulatedTime.js';
import type { Trace } from './trace.js';

/** Errors that say nothing about an operation: a server that lies about one is not a fault that can be seen through. */
const errors: readonly ErrorCase[] = [
  ...(['rateLimited', 'rateLimitedByHeader', 'unavailable', 'unavailableRetryAfter', 'internal', 'unknown'] as const),
  ...(['deadlineExceeded', 'dataLoss', 'aborted', 'htmlNotFound', 'htmlBadGateway', 'plainText', 'emptyBody'] as const),
];

const effects: readonly (() => FaultEffect)[] = [
  ...errors.map((each) => (): FaultEffect => ({ kind: 'error', case: each })),
  () => ({ kind: 'answer', status: 429, headers: { 'retry-after': '900' } }),
  () => ({ kind: 'answer', status: 503, headers: { 'retry-after': '99999999' } }),
  () => ({ kind: 'answer', status: 200, text: '<html>Log in to the hotel</html>' }),
  () => ({ kind: 'hang' }),
  () => ({ kind: 'stall' }),
  () => ({ kind: 'reset', when: 'before' }),
  () => ({ kind: 'reset', when: 'after' }),
  () => ({ kind: 'truncate' }),
  () => ({ kind: 'cut' }),
  () => ({ kind: 'empty' }),
  () => ({ kind: 'emptyPage' }),
  () => ({ kind: 'tokenLoop' }),
  () => ({ kind: 'unreachable', locations: ['us-central1'] }),
];

/** A server may ask to be left alone, and is; but not longer than this by those who wait for a cancel. */
const longestWaitMs = 60_000;

/** The way from the product to the emulator, in simulated time, with everything that can go wrong on it. */
export class Network {
  readonly #emulator: Emulator;
  readonly #time: SimulatedTime;
  readonly #random: Random;
  readonly #trace: Trace;
  #rate = 0;
  #kinds: readonly (() => FaultEffect)[] = effects;
  #offline = false;
  #waitUntil = 0;
  #troubleUntil = 0;
  /** Answers that the emulator is working on. */
  underWay = 0;
  requests = 0;
  faults = 0;
  /** Cancels that were carried out or might have been, by operation. */
  readonly posts = new Map<string, number>();

  constructor(emulator: Emulator, time: SimulatedTime, random: Random, trace: Trace) {
    this.#trace = trace;
    this.#emulator = emulator;
    this.#time = time;
    this.#random = random;
  }

  /** Since when, in time awake, everything could be read that was asked for. */
  get soundSince(): number {
    return this.#isSound ? Math.max(this.#troubleUntil, this.#waitUntil) : Infinity;
  }

  get #isSound(): boolean {
    return this.#rate === 0 && !this.#offline;
  }

  /** @param rate of requests that meet a fault. @param all kinds of fault, or one. */
  disturb(rate: number, all: boolean, offline: boolean): void {
    if (!this.#isSound) {
      this.#troubleUntil = this.#time.awakeMs;
    }
    this.#rate = rate;
    this.#kinds = all ? effects : [this.#random.pick(effects)];
    this.#offline = offline;
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const { signal } = init;
    signal?.throwIfAborted();
    this.requests++;
    if (this.#offline) {
      this.faults++;
      await this.#time.wait(this.#random.between(1, 300), signal);
      throw connectionLost(this.#random.pick(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN']));
    }
    await this.#time.wait(this.#random.between(20, 200), signal);
    const effect = this.#random.chance(this.#rate) ? this.#random.pick(this.#kinds)() : undefined;
    if (effect) {
      this.faults++;
      if (this.#random.chance(0.1)) {
        await this.#time.wait(this.#random.between(500, 40_000), signal);
      }
    }
    return this.#answer(url, init, effect);
  };

  async #answer(url: string, init: RequestInit, effect: FaultEffect | undefined): Promise<Response> {
    const { control } = this.#emulator;
    const fault = effect && control.inject({ times: 1, effect });
    // It takes its fault before it waits for anything, so nobody else's request can meet it.
    const answer = this.#emulator.fetch(url, init);
    if (fault !== undefined) {
      control.removeFault(fault);
    }
    const post = /\/v1(?:beta)?\/(.+):cancel$/.exec(decodeURIComponent(new URL(url).pathname))?.[1];
    this.#count(post, 1);
    if (effect?.kind === 'hang') {
      return answer;
    }
    this.underWay++;
    try {
      const response = await answer;
      this.#trace.note(`${init.method ?? 'GET'} ${new URL(url).pathname} ${response.status} ${effect?.kind ?? ''}`);
      if (response.status === 401) {
        // Refused before it was looked at: the client may send it again with another token.
        this.#count(post, -1);
      }
      this.#noteWait(response, effect);
      return response;
    } finally {
      this.underWay--;
    }
  }

  #count(post: string | undefined, change: number): void {
    if (post !== undefined) {
      this.posts.set(post, (this.posts.get(post) ?? 0) + change);
    }
  }

  #noteWait({ headers }: Response, effect: FaultEffect | undefined): void {
    // The emulator's own quota error says in its details how long to wait.
    const inDetails = effect?.kind === 'error' && effect.case === 'rateLimited' ? 26 : 0;
    const seconds = Math.max(inDetails, Number(headers.get('retry-after') ?? 0));
    const waitMs = Math.min(longestWaitMs, seconds * 1000);
    this.#waitUntil = Math.max(this.#waitUntil, this.#time.awakeMs + waitMs);
  }
}
