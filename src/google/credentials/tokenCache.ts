import type { Clock } from '../../base/clock.js';
import { couldBeSecret } from '../../base/secretText.js';
import { ApiError, toApiError } from '../apiError.js';
import type { Credential, CredentialDescription } from './credential.js';
import { isNotSignedIn } from './credentialError.js';
import { cloudPlatformScope, type MintedToken, type TokenSource } from './tokenSource.js';

/** A token is renewed five minutes before it ends, as Google's own libraries do. */
const renewalMarginMs = 5 * 60_000;

/** A fan-out of a thousand lists asks a token endpoint that refuses once, not a thousand times. */
const failureStandsMs = 2000;

/** A new login is noticed as late as this: looking for one reads a file. */
const sourceStandsMs = 2000;

/** Key of a token that serves every scope. */
const anyScope = '*';

interface Kept {
  readonly token: string;
  /** By the monotonic clock, as every time here. */
  readonly until: number;
}

/**
 * Keeps tokens and makes each only once, however many requests wait for it. The library's own sharing is not enough:
 * impersonation and external users ask once per waiter, and a token refused with 401 cannot be taken out of it.
 */
export class TokenCache implements Credential {
  readonly #clock: Clock;
  readonly #find: () => Promise<TokenSource>;
  readonly #kept = new Map<string, Kept>();
  readonly #minting = new Map<string, Promise<string>>();
  readonly #failed = new Map<string, { readonly error: ApiError; readonly until: number }>();
  #finding: Promise<TokenSource> | undefined;
  #lastSource: TokenSource | undefined;
  /** Until then nobody looks whether there is another source. */
  #sourceStands = -Infinity;
  #version: string | undefined;
  #description: { readonly version: string; readonly answer: Promise<CredentialDescription> } | undefined;

  /** @param find looks the source up anew for each token, so that a new login or key file is noticed. */
  constructor(clock: Clock, find: () => Promise<TokenSource>) {
    this.#clock = clock;
    this.#find = find;
  }

  async describe(): Promise<CredentialDescription> {
    const source = await this.#source();
    try {
      return withoutMisplaced(await this.#describe(source));
    } catch (thrown) {
      throw toApiError(thrown);
    }
  }

  /** Asked before each cancel, and gcloud takes half a second to say it: the same login is asked once. */
  async #describe(source: TokenSource): Promise<CredentialDescription> {
    if (source.version === undefined) {
      return source.describe();
    }
    if (this.#description?.version !== source.version) {
      const asked = { version: source.version, answer: source.describe() };
      this.#description = asked;
      asked.answer.catch(() => {
        this.#description = this.#description === asked ? undefined : this.#description;
      });
    }
    return this.#description.answer;
  }

  async accessToken(scopes: readonly string[], signal?: AbortSignal): Promise<string> {
    throwIfAborted(signal);
    const scope = chooseScope(scopes);
    if (this.#kept.size > 0 && this.#sourceStands <= this.#clock.monotonic()) {
      // A file that cannot be read right now, because a login is writing it, takes no token away.
      await withAbort(this.#source(), signal).catch(() => throwIfAborted(signal));
    }
    return this.#fresh(anyScope) ?? this.#fresh(scope) ?? (await withAbort(this.#mintOnce(scope), signal));
  }

  rejected(token: string): void {
    for (const [key, kept] of this.#kept) {
      if (kept.token === token) {
        this.#kept.delete(key);
      }
    }
    this.#lastSource?.rejected?.(token);
  }

  #fresh(key: string): string | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.until > this.#clock.monotonic() ? kept.token : undefined;
  }

  #source(): Promise<TokenSource> {
    this.#finding ??= this.#find()
      .then((source) => {
        this.#noteVersion(source);
        return source;
      })
      .catch((thrown: unknown) => {
        throw toApiError(thrown);
      })
      .finally(() => {
        this.#finding = undefined;
      });
    return this.#finding;
  }

  #noteVersion({ version }: TokenSource): void {
    this.#sourceStands = this.#clock.monotonic() + sourceStandsMs;
    if (version !== this.#version) {
      this.#version = version;
      this.#kept.clear();
      this.#failed.clear();
      this.#minting.clear();
    }
  }

  async #mintOnce(scope: string): Promise<string> {
    const source = await this.#source();
    const key = source.scoped ? scope : anyScope;
    const failure = this.#failed.get(key);
    if (failure && failure.until > this.#clock.monotonic()) {
      throw failure.error;
    }
    let minting = this.#minting.get(key);
    if (!minting) {
      const mine = this.#mint(source, key, scope).finally(() => {
        if (this.#minting.get(key) === mine) {
          this.#minting.delete(key);
        }
      });
      minting = mine;
      this.#minting.set(key, minting);
    }
    return minting;
  }

  async #mint(source: TokenSource, key: string, scope: string): Promise<string> {
    this.#failed.delete(key);
    this.#lastSource = source;
    try {
      const minted = await source.mint(scope);
      // While it was on its way somebody else may have logged in.
      if (source.version === this.#version) {
        this.#kept.set(key, { token: minted.token, until: this.#clock.monotonic() + usableMs(minted) });
      }
      return minted.token;
    } catch (thrown) {
      const error = toApiError(thrown);
      if (!isEndedByPerson(error)) {
        this.#failed.set(key, { error, until: this.#clock.monotonic() + failureStandsMs });
      }
      throw error;
    }
  }
}

/**
 * A token or key where a name belongs, as it comes about when a file is written by hand: it is shown nowhere. A quota project
 * stays one that no request can be charged to, so that the person is told.
 */
function withoutMisplaced(description: CredentialDescription): CredentialDescription {
  const { account, project, quotaProject } = description;
  const isMisplaced = (text: string | undefined): boolean => text !== undefined && couldBeSecret(text);
  if (![account, project, quotaProject].some(isMisplaced)) {
    return description;
  }
  return {
    ...description,
    account: isMisplaced(account) ? undefined : account,
    project: isMisplaced(project) ? undefined : project,
    quotaProject: isMisplaced(quotaProject) ? '[secret]' : quotaProject,
  };
}

/** Any one of `scopes` will do: the widest is taken, so that one token serves as many services as it can. */
function chooseScope(scopes: readonly string[]): string {
  return scopes.includes(cloudPlatformScope) ? cloudPlatformScope : (scopes[0] ?? cloudPlatformScope);
}

/** Found without asking anybody, and over as soon as somebody signs in or allows: the next look must not see it again. */
function isEndedByPerson(error: ApiError): boolean {
  const { kind, httpStatus } = error.facts;
  return isNotSignedIn(error) || (kind === 'scopeInsufficient' && !httpStatus) || kind === 'originNotAllowed';
}

/** Half its life at least, for the metadata server hands out tokens with less than five minutes left. */
function usableMs(minted: MintedToken): number {
  return minted.expiresInMs - Math.min(renewalMarginMs, minted.expiresInMs / 2);
}

/** Ends the waiting, not the work: others wait for the same token. */
function withAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) {
    return work;
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortedError());
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw abortedError();
  }
}

function abortedError(): ApiError {
  return new ApiError({ kind: 'aborted', message: 'The request was given up while it waited for an access token.' });
}
