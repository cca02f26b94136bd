import assert from 'node:assert/strict';
import { ApiError } from '../../../src/google/apiError.js';
import type { CredentialDescription } from '../../../src/google/credentials/credential.js';
import { TokenCache } from '../../../src/google/credentials/tokenCache.js';
import type { MintedToken, TokenSource } from '../../../src/google/credentials/tokenSource.js';
import { cloudPlatform, ediscovery, failureOf } from './bench.js';
import { FakeClock } from '../support/fakeClock.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A source whose tokens a test hands over one by one. */
class HandSource implements TokenSource {
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  readonly #pending: { resolve(minted: MintedToken): void; reject(error: Error): void }[] = [];
  scoped = true;
  version = '';

  describe(): Promise<never> {
    return Promise.reject(new Error('not asked for here'));
  }

  mint(scope: string): Promise<MintedToken> {
    this.asked.push(scope);
    return new Promise((resolve, reject) => this.#pending.push({ resolve, reject }));
  }

  rejected(token: string): void {
    this.refused.push(token);
  }

  /** Answers the oldest open question, once it has been asked. */
  async give(token: string, expiresInMs = 60 * minute): Promise<void> {
    (await this.#next()).resolve({ token, expiresInMs });
  }

  async fail(error: Error): Promise<void> {
    (await this.#next()).reject(error);
  }

  async #next(): Promise<{ resolve(minted: MintedToken): void; reject(error: Error): void }> {
    for (let turn = 0; turn < 50; turn++) {
      const pending = this.#pending.shift();
      if (pending) {
        return pending;
      }
      await Promise.resolve();
    }
    return assert.fail('no token was asked for');
  }
}

describe('the token cache', () => {
  let clock: FakeClock;
  let source: HandSource;
  let cache: TokenCache;

  beforeEach(() => {
    clock = new FakeClock();
    source = new HandSource();
    cache = new TokenCache(clock, () => Promise.resolve(source));
  });

  const get = (scope = cloudPlatform, signal?: AbortSignal): Promise<string> => cache.accessToken([scope], signal);

  async function getGiven(token: string, expiresInMs?: number): Promise<string> {
    const got = get();
    await source.give(token, expiresInMs);
    return got;
  }

  it('keeps a token until five minutes before its end', async () => {
    await getGiven('first', 60 * minute);
    await clock.pass(55 * minute - 1);
    assert.equal(await get(), 'first');
    await clock.pass(1);
    assert.equal(await getGiven('second'), 'second');
    assert.equal(source.asked.length, 2);
  });

  it('keeps one that comes with less than that for half its life', async () => {
    await getGiven('short', 4 * minute);
    await clock.pass(2 * minute - 1);
    assert.equal(await get(), 'short');
    await clock.pass(1);
    assert.equal(await getGiven('second'), 'second');
  });

  it('does not keep one that must not be kept', async () => {
    await getGiven('once', 0);
    assert.equal(await getGiven('again', 0), 'again');
  });

  it('gives up for the one who gave up, and fetches on for the others', async () => {
    const impatient = new AbortController();
    const first = failureOf(get(cloudPlatform, impatient.signal));
    const second = get();
    await Promise.resolve();
    impatient.abort();
    assert.equal((await first).facts.kind, 'aborted');
    await source.give('for the patient');
    assert.equal(await second, 'for the patient');
    assert.equal(source.asked.length, 1);
  });

  it('keeps what nobody waited for in the end', async () => {
    const impatient = new AbortController();
    const waiting = failureOf(get(cloudPlatform, impatient.signal));
    await Promise.resolve();
    impatient.abort();
    await waiting;
    await source.give('late');
    assert.equal(await get(), 'late');
    assert.equal(source.asked.length, 1);
  });

  it('asks nobody for a request that was given up before', async () => {
    const error = await failureOf(get(cloudPlatform, AbortSignal.abort()));
    assert.equal(error.facts.kind, 'aborted');
    assert.equal(source.asked.length, 0);
  });

  it('asks for the widest of the scopes of which any one will do', async () => {
    const wide = cache.accessToken(['https://www.googleapis.com/auth/dataproc', cloudPlatform]);
    await source.give('wide');
    const narrow = cache.accessToken([ediscovery, `${ediscovery}.readonly`]);
    await source.give('narrow');
    assert.deepEqual(await Promise.all([wide, narrow]), ['wide', 'narrow']);
    assert.deepEqual(source.asked, [cloudPlatform, ediscovery]);
  });

  it('is as quick to ask again, and as slow to trust, where somebody sets the clock', async () => {
    for (const jump of [-minute, minute, -60 * minute, 60 * minute, -30 * day, 30 * day]) {
      cache = new TokenCache(clock, () => Promise.resolve(source));
      const failed = failureOf(get());
      await source.fail(new ApiError({ kind: 'network', message: 'offline' }));
      await failed;
      clock.set(jump);
      await clock.pass(2000);
      await getGiven('first', 60 * minute);
      clock.set(jump);
      await clock.pass(55 * minute - 1);
      assert.equal(await get(), 'first', `set by ${jump}`);
      await clock.pass(1);
      assert.equal(await getGiven('second', 60 * minute), 'second', `set by ${jump}`);
      source.version = String(jump);
      clock.set(jump);
      await clock.pass(2000);
      assert.equal(await getGiven('of another login'), 'of another login', `set by ${jump}`);
    }
  });

  it('lets a failure stand for two seconds, for each scope by itself', async () => {
    const failed = failureOf(get());
    await source.fail(new ApiError({ kind: 'signInExpired', message: 'expired' }));
    assert.equal((await failed).facts.kind, 'signInExpired');
    assert.equal((await failureOf(get())).facts.kind, 'signInExpired');
    const other = get(ediscovery);
    await source.give('other');
    assert.equal(await other, 'other');
    await clock.pass(2000);
    assert.equal(await getGiven('mended'), 'mended');
  });

  for (const facts of [
    { kind: 'credentialsMissing', reason: 'notSignedIn', message: 'nobody' },
    { kind: 'scopeInsufficient', message: 'the sign-in lacks it' },
  ] as const) {
    it(`asks again at once after a failure that a sign-in ends: ${facts.message}`, async () => {
      const failed = failureOf(get());
      await source.fail(new ApiError(facts));
      assert.equal((await failed).facts.kind, facts.kind);
      assert.equal(await getGiven('signed in'), 'signed in');
    });
  }

  it('tells its source of a refused token, and hands out a new one', async () => {
    await getGiven('refused');
    cache.rejected('refused');
    assert.deepEqual(source.refused, ['refused']);
    assert.equal(await getGiven('accepted'), 'accepted');
  });

  it('keeps no token that was on its way when somebody else logged in', async () => {
    let current = source;
    cache = new TokenCache(clock, () => Promise.resolve(current));
    const early = get();
    await clock.pass(0);
    current = new HandSource();
    current.version = 'another login';
    const late = get();
    await current.give('of the other');
    await source.give('of the one before');
    assert.deepEqual(await Promise.all([early, late]), ['of the one before', 'of the other']);
    assert.equal(await get(), 'of the other');
  });

  it('asks who it is once for each login', async () => {
    let asked = 0;
    const described = {
      scoped: true,
      version: 'a',
      describe: () => Promise.resolve({ account: String(++asked) } as CredentialDescription),
      mint: () => Promise.reject(new Error('not asked for here')),
    };
    cache = new TokenCache(clock, () => Promise.resolve({ ...described }));
    await cache.describe();
    assert.equal((await cache.describe()).account, '1');
    described.version = 'b';
    assert.equal((await cache.describe()).account, '2');
  });

  it('looks for the source again when there was none', async () => {
    const found: TokenSource[] = [];
    const missing = new ApiError({ kind: 'credentialsMissing', message: 'none' });
    cache = new TokenCache(clock, () => (found[0] ? Promise.resolve(found[0]) : Promise.reject(missing)));
    assert.equal((await failureOf(get())).facts.kind, 'credentialsMissing');
    found.push(source);
    assert.equal(await getGiven('found'), 'found');
  });

  it('throws nothing but ApiError', async () => {
    cache = new TokenCache(clock, () => Promise.reject(new TypeError('not foreseen')));
    assert.equal((await failureOf(get())).facts.kind, 'other');
    assert.equal((await failureOf(cache.describe())).facts.kind, 'other');
    cache = new TokenCache(clock, () => Promise.resolve(source));
    assert.equal((await failureOf(cache.describe())).facts.kind, 'other');
  });
});
