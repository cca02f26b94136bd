import { sleep, type Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { ApiError, isApiError, toApiError } from '../apiError.js';
import type { Credential } from '../credentials/credential.js';
import { isObject, parseJson, type JsonObject } from '../json.js';
import { isSuccess, type BinaryAnswer } from './answer.js';
import { headersOf, urlOf, type ApiRequest } from './apiRequest.js';
import { abortedCall, callSignal, type CallSignal } from './callSignal.js';
import { LargeAnswers, sizeOf } from './body.js';
import { errorFromAnswer, garbledAnswer } from './errorFromAnswer.js';
import { endWithin, exchange } from './exchange.js';
import { bodyWithoutSecret, cleanFacts, withoutSecrets } from './redaction.js';
import { RequestQueue } from './requestQueue.js';
import { delayBeforeRetry } from './retryPolicy.js';
import type { TokenFetch } from './tokenFetch.js';

export interface HttpClientOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly credential: Credential;
  readonly userAgent: string;
  readonly endpointOverrides: Readonly<Record<string, string>>;
  readonly quotaProject: string | undefined;
  readonly concurrency: number;
  readonly deadlineMs: number;
  readonly fetch: TokenFetch;
  /** In [0, 1), for the jitter of retries. */
  readonly random: () => number;
}

/** What to make of a success; the token is the one that was sent, for a server that quotes it. */
type ReadAnswer<T> = (answer: BinaryAnswer, token: string) => T;

/** Calls Google: one credential, one queue, one policy of retries for all APIs. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #queue: RequestQueue;
  readonly #largeAnswers = new LargeAnswers();
  /** Under way, by the host that is asked. */
  readonly #calls = new Map<CallSignal, string>();
  #disposed = false;
  /** The quota project that the credential names, remembered for the token it came with. */
  #quotaProject: { readonly token: string; readonly project: string | undefined } | undefined;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#queue = new RequestQueue(options.clock, options.concurrency);
  }

  /**
   * What `read` makes of the answer's JSON object. It is called as soon as the answer is there and raw JSON goes no
   * further, because a page of it is twenty times what is kept: a call that has waited in the queue is old to the
   * garbage collector, and whatever it touches grows old with it.
   * @param read also gets how many bytes the object came in.
   * @param recognize gets the answer's bytes first; what it makes of them spares parsing them.
   * @throws ApiError and nothing else.
   */
  read<T>(
    request: ApiRequest,
    read: (json: JsonObject, bytes: number) => T,
    recognize?: (chunks: readonly Uint8Array[]) => T | undefined,
  ): Promise<T> {
    return this.#send(request, (answer, token) => {
      const known = recognize?.(answer.chunks);
      if (known !== undefined) {
        return known;
      }
      const json = parseJson(bodyWithoutSecret(answer.text, token));
      if (!isObject(json)) {
        throw garbledAnswer(answer, request.host);
      }
      return read(json, sizeOf(answer.chunks));
    });
  }

  /**
   * The answer's JSON object.
   * @throws ApiError and nothing else.
   */
  call(request: ApiRequest): Promise<JsonObject> {
    return this.read(request, (json) => json);
  }

  /**
   * Like `call`, for methods that answer nothing of interest: an empty body will do.
   * @throws ApiError and nothing else; `garbled` when a 2xx comes with something else, as from a login page in between.
   */
  command(request: ApiRequest): Promise<void> {
    return this.#send(request, (answer) => {
      if (answer.text.trim() !== '' && !isObject(parseJson(answer.text))) {
        throw garbledAnswer(answer, request.host);
      }
    });
  }

  /** Ends every request under way, and every one to come, with `aborted`. */
  dispose(): void {
    this.#disposed = true;
    for (const [call, host] of this.#calls) {
      call.abort(abortedCall(host));
    }
  }

  async #send<T>(request: ApiRequest, read: ReadAnswer<T>): Promise<T> {
    const { clock, log, random } = this.#options;
    if (this.#disposed) {
      throw abortedCall(request.host);
    }
    const call = callSignal(request.host, request.signal);
    this.#calls.set(call, request.host);
    const { withinMs, host } = request;
    const limit = withinMs === undefined ? undefined : endWithin(withinMs, call, clock, host);
    try {
      let waitedMs = 0;
      for (let failed = 1; ; failed++) {
        try {
          return await this.#authorized(request, call, read);
        } catch (error) {
          const { facts } = toApiError(error);
          const delay = request.repeatable ? delayBeforeRetry(facts, { failed, waitedMs }, random()) : undefined;
          if (delay === undefined || call.signal.aborted) {
            throw error;
          }
          log.debug(`${request.method} ${request.host} ${facts.kind}: again in ${Math.round(delay)} ms`);
          await sleep(clock, delay, call.signal);
          waitedMs += delay;
        }
      }
    } catch (error) {
      throw call.signal.aborted ? (call.signal.reason as ApiError) : toApiError(error);
    } finally {
      limit?.dispose();
      call.dispose();
      this.#calls.delete(call);
    }
  }

  /** One try. A 401 says that nothing was carried out, so even a cancel may follow with a fresh token, once. */
  async #authorized<T>(request: ApiRequest, call: CallSignal, read: ReadAnswer<T>): Promise<T> {
    const { credential } = this.#options;
    const token = await credential.accessToken(request.scopes, call.signal);
    try {
      return await this.#exchange(request, token, call, read);
    } catch (error) {
      if (!isApiError(error) || error.facts.httpStatus !== 401) {
        throw error;
      }
      credential.rejected(token);
      const fresh = await credential.accessToken(request.scopes, call.signal);
      if (fresh === token) {
        throw error;
      }
      return await this.#exchange(request, fresh, call, read);
    }
  }

  /** @throws ApiError for every answer but a success. */
  async #exchange<T>(request: ApiRequest, token: string, call: CallSignal, read: ReadAnswer<T>): Promise<T> {
    const { clock, log, deadlineMs, endpointOverrides, userAgent } = this.#options;
    const { method, host, path, scopes } = request;
    const quotaProject = await this.#quotaProjectFor(token);
    const turn = this.#largeAnswers.turn(call.signal);
    const outgoing = {
      method,
      url: urlOf(request, endpointOverrides),
      headers: headersOf(request, { userAgent, token, quotaProject }),
      body: request.body && JSON.stringify(request.body),
      host,
      deadlineMs,
      call,
      turn,
    };
    const run = async (): Promise<T> => {
      const start = clock.monotonic();
      request.onSent?.();
      try {
        const answer = await exchange(this.#options.fetch, clock, outgoing);
        log.debug(`${method} ${host}/${path} ${answer.status} in ${Math.round(clock.monotonic() - start)} ms`);
        if (!isSuccess(answer)) {
          throw errorFromAnswer(answer, { host, scopes, quotaProject }, clock.now());
        }
        return read(answer, token);
      } catch (error) {
        throw withoutToken(error, token);
      } finally {
        turn.dispose();
      }
    };
    return this.#queue.run(request, run, call.signal);
  }

  async #quotaProjectFor(token: string): Promise<string | undefined> {
    const { credential, quotaProject } = this.#options;
    if (quotaProject !== undefined && quotaProject !== '') {
      return quotaProject;
    }
    if (this.#quotaProject?.token !== token) {
      this.#quotaProject = { token, project: (await credential.describe()).quotaProject };
    }
    return this.#quotaProject.project;
  }
}

function withoutToken(error: unknown, token: string): unknown {
  return isApiError(error) ? new ApiError(cleanFacts(error.facts, (text) => withoutSecrets(text, [token]))) : error;
}
