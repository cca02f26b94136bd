import assert from 'node:assert/strict';
import type { Google } from '../../../src/google/google.js';
import { delayBeforeRetry, MAX_TRIES } from '../../../src/google/http/retryPolicy.js';
import type { ErrorCase, FaultEffect } from '../../emulator/index.js';
import {
  collection,
  failure,
  hurriedClock,
  listAll,
  openBench,
  openWith,
  overridesOf,
  requestsOf,
  scriptedCredential,
  type Bench,
} from './bench.js';

describe('retries', () => {
  let bench: Bench;
  let clock: ReturnType<typeof hurriedClock>;
  let google: Google;
  let name: string;
  const from = collection('dataproc', 'acme-web', 'us-central1');

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(async () => {
    bench.emulator.control.reset();
    name = bench.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
    });
    clock = hurriedClock();
    google = bench.open({ clock });
    // The token is fetched, so that no wait of the token exchange is taken for one of a retry.
    await google.operations.get(from, name);
    clock.waits.length = 0;
    bench.emulator.control.clearRequests();
  });

  const calls: Record<string, { operation: string; run: () => Promise<unknown>; repeated: boolean }> = {
    list: { operation: 'operations.list', run: () => listAll(google, from), repeated: true },
    get: { operation: 'operations.get', run: () => google.operations.get(from, name), repeated: true },
    cancel: { operation: 'operations.cancel', run: () => google.operations.cancel(from, name), repeated: false },
    delete: { operation: 'operations.delete', run: () => google.operations.delete(from, name), repeated: false },
  };

  function inject(effect: FaultEffect, times?: number): void {
    bench.emulator.control.inject({ service: 'dataproc', effect, ...(times !== undefined && { times }) });
  }

  const error = (name: ErrorCase): FaultEffect => ({ kind: 'error', case: name });

  for (const [call, { operation, run, repeated }] of Object.entries(calls)) {
    const count = (): number => requestsOf(bench.emulator, operation).length;

    for (const name of ['unavailable', 'htmlBadGateway'] as const) {
      it(`${call}: ${name} ${repeated ? 'is overcome' : 'is not repeated'}`, async () => {
        inject(error(name), 2);
        if (repeated) {
          await run();
          assert.equal(count(), 3);
          assert.equal(clock.waits.length, 2);
        } else {
          assert.equal((await failure(run())).kind, 'unavailable');
          assert.equal(count(), 1);
        }
      });
    }

    it(`${call}: a lost connection ${repeated ? 'is overcome' : 'is not repeated'}`, async () => {
      inject({ kind: 'reset', when: 'before' }, 1);
      if (repeated) {
        await run();
      } else {
        assert.equal((await failure(run())).kind, 'network');
      }
      assert.equal(count(), repeated ? 2 : 1);
    });

    it(`${call}: an answer cut in the middle ${repeated ? 'is overcome' : 'is not repeated'}`, async () => {
      inject({ kind: 'cut' }, 1);
      if (repeated) {
        await run();
      } else {
        assert.equal((await failure(run())).kind, 'network');
      }
      assert.equal(count(), repeated ? 2 : 1);
    });

    it(`${call}: 429 ${repeated ? 'is repeated after the time the server asks for' : 'is not repeated'}`, async () => {
      inject(error('rateLimitedByHeader'), 1);
      if (repeated) {
        await run();
        assert.equal(count(), 2);
        assert.ok(clock.waits[0]! >= 7_000 && clock.waits[0]! < 7_600, String(clock.waits));
      } else {
        assert.equal((await failure(run())).kind, 'rateLimited');
        assert.equal(count(), 1);
      }
    });

    const final: readonly ErrorCase[] = [
      'internal',
      'unknown',
      'aborted',
      'deadlineExceeded',
      'rateLimitedBare',
      'permissionDenied',
      'notFound',
      'failedPrecondition',
      'emptyBody',
    ];
    for (const name of final) {
      it(`${call}: ${name} is final`, async () => {
        inject(error(name));
        await failure(run());
        assert.equal(count(), 1);
        assert.deepEqual(clock.waits, []);
      });
    }
  }

  it('an answer to a cancel that was lost leaves one request and one cancel', async () => {
    inject({ kind: 'reset', when: 'after' });
    assert.equal((await failure(google.operations.cancel(from, name))).kind, 'network');
    assert.equal(bench.emulator.control.cancelPosts(name), 1);
    assert.equal(bench.emulator.control.operation(name).cancelRequested, true);
  });

  it('gives up after four tries, with growing and jittered waits', async () => {
    inject(error('unavailable'));
    assert.equal((await failure(listAll(google, from))).kind, 'unavailable');
    assert.equal(requestsOf(bench.emulator, 'operations.list').length, MAX_TRIES);
    const bounds = [500, 1_000, 2_000];
    assert.equal(clock.waits.length, bounds.length);
    bounds.forEach((bound, index) => {
      assert.ok(clock.waits[index]! >= bound / 2 && clock.waits[index]! <= bound, String(clock.waits));
    });
    assert.equal(new Set(clock.waits.map((wait, index) => wait / bounds[index]!)).size, bounds.length);
  });

  it('waits no longer than half a minute in all', async () => {
    inject(error('rateLimited'));
    const facts = await failure(listAll(google, from));
    assert.equal(facts.retryAfterMs, 26_000);
    assert.equal(requestsOf(bench.emulator, 'operations.list').length, 2);
    const late = { kind: 'rateLimited', message: '', retryAfterMs: 31_000 } as const;
    assert.equal(delayBeforeRetry(late, { failed: 1, waitedMs: 0 }, 0), undefined);
    assert.equal(delayBeforeRetry({ ...late, kind: 'unavailable' }, { failed: 1, waitedMs: 0 }, 0), undefined);
  });

  it('tries each page anew', async () => {
    bench.emulator.control.createOperations(
      Array.from({ length: 150 }, () => ({ service: 'dataproc', project: 'acme-web', location: 'us-central1' })),
    );
    bench.emulator.control.inject({ method: 'operations.list', after: 1, times: 3, effect: error('unavailable') });
    assert.equal((await listAll(google, from)).length, 151);
    assert.equal(requestsOf(bench.emulator, 'operations.list').length, 5);
  });

  describe('after a 401', () => {
    const open = (credential: ReturnType<typeof scriptedCredential>): Google =>
      openWith({ endpointOverrides: overridesOf(bench.emulator) }, credential);

    it('a call goes out once more with a fresh token, a cancel too', async () => {
      for (const call of ['list', 'cancel'] as const) {
        const stale = 'ya29.stale-token-that-nobody-ever-issued';
        const credential = scriptedCredential([stale, bench.emulator.control.issueAccessToken()]);
        google = open(credential);
        await calls[call]!.run();
        assert.deepEqual(credential.refused, [stale]);
        assert.equal(requestsOf(bench.emulator, calls[call]!.operation).length, 2);
      }
      assert.equal(bench.emulator.control.operation(name).cancelRequested, true);
    });

    it('a second 401 is the end', async () => {
      const credential = scriptedCredential(['ya29.first-bad-token', 'ya29.second-bad-token', 'ya29.third-bad-token']);
      google = open(credential);
      assert.equal((await failure(google.operations.cancel(from, name))).kind, 'tokenRejected');
      assert.deepEqual(credential.refused, ['ya29.first-bad-token']);
      assert.equal(bench.emulator.control.operation(name).cancelRequested, false);
      assert.equal(requestsOf(bench.emulator, 'operations.cancel').length, 2);
    });

    it('the same token is not tried twice', async () => {
      google = open(scriptedCredential(['ya29.the-only-token-there-is']));
      assert.equal((await failure(google.operations.get(from, name))).kind, 'tokenRejected');
      assert.equal(requestsOf(bench.emulator, 'operations.get').length, 1);
    });

    it('the real credential fetches another token', async () => {
      bench.emulator.control.expireTokens();
      assert.equal((await google.operations.get(from, name)).name, name);
      assert.deepEqual(
        requestsOf(bench.emulator, 'operations.get').map(({ status }) => status),
        [401, 200],
      );
    });
  });

  it('asks for the scopes of the service', async () => {
    const credential = scriptedCredential([bench.emulator.control.issueAccessToken()]);
    const overrides = overridesOf(bench.emulator);
    google = openWith({ endpointOverrides: { ...overrides, gone: overrides['dataproc']! } }, credential);
    await listAll(google, collection('vault'));
    await listAll(google, from);
    // A service that has left the catalogue.
    await listAll(google, { ...from, service: 'gone' });
    assert.deepEqual(credential.asked, [
      ['https://www.googleapis.com/auth/ediscovery'],
      ['https://www.googleapis.com/auth/cloud-platform'],
      ['https://www.googleapis.com/auth/cloud-platform'],
    ]);
  });
});
