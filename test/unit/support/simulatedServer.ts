import { sleep } from '../../../src/base/clock.js';
import { ApiError, type ApiErrorKind } from '../../../src/google/apiError.js';
import type {
  CallOptions,
  OperationDescription,
  OperationPage,
  OperationsApi,
} from '../../../src/google/apis/operationsApi.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import type { FakeClock } from './fakeClock.js';
import { aReading, cancelledError } from './fixtures.js';

/** How an operation of the simulated server behaves. Times in milliseconds since the start of the simulation. */
export interface Script {
  readonly name: string;
  /** When it ends by itself, and how; absent error means success. */
  readonly endsAt: number;
  readonly error: { readonly code: number; readonly message: string } | undefined;
  /** How long a cancel takes; undefined where the server goes on regardless. */
  readonly cancelTakes: number | undefined;
  /** What the server answers to a cancel instead of carrying it out. */
  readonly cancelRefusal: 'failedPrecondition' | 'permissionDenied' | 'unimplemented' | undefined;
  /** A cancel is refused while another one is under way, and once the operation has ended. */
  readonly refusesSecond: boolean;
  /** The metadata says that a cancel was asked for. */
  readonly showsFlag: boolean;
  /** When the server forgets it, if ever. */
  readonly forgottenAt: number | undefined;
}

/**
 * What goes wrong with one request. `lostAfter`: carried out, but the answer never comes back. `givenUp`: carried out, and a
 * front end answers 499. `unreached`: no connection.
 */
export type Fault =
  | 'none'
  | 'lostBefore'
  | 'lostAfter'
  | 'rateLimited'
  | 'unavailable'
  | 'garbled'
  | 'internal'
  | 'givenUp'
  | 'unreached';

/** The truth: what a server of one collection would say, with a random delay and a random fault per request. */
export class SimulatedServer implements OperationsApi {
  readonly #clock: FakeClock;
  /** By the monotonic clock, and by the wall's. */
  readonly #start: number;
  readonly #startedAt: number;
  readonly #scripts: ReadonlyMap<string, Script>;
  readonly #nextFault: () => Fault;
  readonly #nextDelayMs: () => number;
  readonly #skewMs: number;
  readonly #cancelledAt = new Map<string, number>();
  /** Names of the operations that an answer has called done with code 1, whether or not the answer arrived. */
  readonly saidCancelled = new Set<string>();
  /** Cancel POSTs that reached the server, by name. */
  readonly posts = new Map<string, number>();
  /** Called when a cancel POST leaves a window: until it arrives its request may be over, and forgotten by the disk. */
  onPost: (name: string) => void = () => undefined;

  constructor(
    clock: FakeClock,
    scripts: readonly Script[],
    world: { nextFault: () => Fault; nextDelayMs: () => number; skewMs: number },
  ) {
    this.#clock = clock;
    this.#start = clock.monotonic();
    this.#startedAt = clock.now();
    this.#scripts = new Map(scripts.map((script) => [script.name, script]));
    this.#nextFault = world.nextFault;
    this.#nextDelayMs = world.nextDelayMs;
    this.#skewMs = world.skewMs;
  }

  /** What `get` would answer at this moment; undefined for NOT_FOUND. */
  truth(name: string): OperationReading | undefined {
    const script = this.#scripts.get(name);
    const age = this.#clock.monotonic() - this.#start;
    if (!script || (script.forgottenAt !== undefined && age >= script.forgottenAt)) {
      return undefined;
    }
    const cancelledAt = this.#cancelledAt.get(name);
    const cancelEnd =
      cancelledAt === undefined || script.cancelTakes === undefined ? Infinity : cancelledAt + script.cancelTakes;
    const endsAt = Math.min(script.endsAt, cancelEnd);
    const done = age >= endsAt;
    return aReading({
      name,
      done,
      error: done ? (cancelEnd < script.endsAt ? cancelledError : script.error) : undefined,
      cancelRequested: script.showsFlag && cancelledAt !== undefined,
      startTime: this.#startedAt + this.#skewMs,
      endTime: done ? this.#startedAt + endsAt + this.#skewMs : undefined,
    });
  }

  async *list(_collection: Collection, options?: CallOptions): AsyncIterable<OperationPage> {
    yield await this.#call(options, () => {
      const readings = [...this.#scripts.keys()].flatMap((name) => this.#answer(name) ?? []);
      return { readings, unreachable: [] };
    });
  }

  get(_collection: Collection, name: string, options?: CallOptions): Promise<OperationReading> {
    return this.#call(options, () => this.#answer(name) ?? fail('notFound', 404));
  }

  async describe(collection: Collection, name: string, options?: CallOptions): Promise<OperationDescription> {
    return { json: {}, reading: await this.get(collection, name, options), steps: [], help: [] };
  }

  cancel(_collection: Collection, name: string, options?: CallOptions): Promise<void> {
    this.onPost(name);
    return this.#call(options, () => {
      this.posts.set(name, (this.posts.get(name) ?? 0) + 1);
      const script = this.#scripts.get(name);
      const truth = this.truth(name);
      if (!script || !truth) {
        return fail('notFound', 404);
      }
      if (script.cancelRefusal) {
        return fail(script.cancelRefusal, script.cancelRefusal === 'unimplemented' ? 501 : 400);
      }
      if (script.refusesSecond && (truth.done || this.#cancelledAt.has(name))) {
        return fail('failedPrecondition', 400);
      }
      if (!truth.done) {
        this.#cancelledAt.set(name, this.#cancelledAt.get(name) ?? this.#clock.monotonic() - this.#start);
      }
    });
  }

  delete(): Promise<void> {
    return Promise.reject(new Error('not simulated'));
  }

  #answer(name: string): OperationReading | undefined {
    const truth = this.truth(name);
    if (truth?.error?.code === cancelledError.code) {
      this.saidCancelled.add(name);
    }
    return truth;
  }

  async #call<T>(options: CallOptions | undefined, act: () => T): Promise<T> {
    const fault = this.#nextFault();
    const signal = options?.signal;
    await this.#sleep(this.#nextDelayMs(), signal);
    switch (fault) {
      case 'lostBefore':
        return fail('network');
      case 'rateLimited':
        return fail('rateLimited', 429, 5_000);
      case 'unavailable':
        return fail('unavailable', 503);
      case 'internal':
        return fail('other', 500);
      case 'unreached':
        throw new ApiError({ kind: 'network', message: fault, networkCode: 'ENOTFOUND', unsent: true });
      case 'givenUp':
      case 'lostAfter':
      case 'garbled': {
        act();
        await this.#sleep(this.#nextDelayMs(), signal);
        return fault === 'givenUp' ? fail('other', 499) : fail(fault === 'garbled' ? 'garbled' : 'deadline');
      }
      case 'none': {
        const answer = act();
        await this.#sleep(this.#nextDelayMs(), signal);
        return answer;
      }
    }
  }

  async #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      await sleep(this.#clock, ms, signal);
    } catch {
      fail('aborted');
    }
  }
}

function fail(kind: ApiErrorKind, httpStatus?: number, retryAfterMs?: number): never {
  throw new ApiError({
    kind,
    message: kind,
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}
