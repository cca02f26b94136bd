import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isApiError } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import type { ErrorCase, FaultEffect } from '../../emulator/index.js';
import { errorCases } from '../../emulator/errors/cases.js';
import {
  collection,
  failure,
  hurriedClock,
  listAll,
  openBench,
  openWith,
  scriptedCredential,
  type Bench,
} from './bench.js';

describe('secrets', () => {
  let bench: Bench;
  const from = collection('dataproc', 'acme-web', 'us-central1');

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());

  async function thrownBy(run: () => Promise<unknown>): Promise<unknown> {
    return run().then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('no error and no line of the log holds a token, whatever goes wrong', async () => {
    const { control } = bench.emulator;
    const name = control.createOperation({ service: 'dataproc', project: 'acme-web', location: 'us-central1' });
    const calls: ((google: Google) => Promise<unknown>)[] = [
      (google) => listAll(google, from),
      (google) => google.operations.cancel(from, name),
      (google) => google.projects.testPermissions('acme-web', ['x']),
    ];
    const effects: FaultEffect[] = [
      ...(Object.keys(errorCases) as ErrorCase[]).map((name) => ({ kind: 'error', case: name }) as const),
      { kind: 'reset', when: 'before' },
      { kind: 'cut' },
      { kind: 'truncate' },
      { kind: 'empty' },
      { kind: 'tokenLoop' },
    ];
    let errors = 0;
    for (const effect of effects) {
      for (const call of calls) {
        control.clearFaults();
        control.inject({ path: '^/(?!oauth2)', effect });
        const thrown = await thrownBy(() => call(bench.open({ clock: hurriedClock() })));
        if (thrown === undefined) {
          continue;
        }
        errors++;
        assert.ok(isApiError(thrown), inspect(thrown));
        assert.equal(thrown.cause, undefined);
        findNone(inspect(thrown, { depth: Infinity, showHidden: true, getters: true }));
      }
    }
    assert.ok(errors > 60, String(errors));
    assert.ok(bench.log.lines.length > 0);
    findNone(bench.log.lines.join('\n'));
  }).timeout(20_000);

  function findNone(text: string): void {
    for (const secret of bench.emulator.control.secrets()) {
      assert.ok(!text.includes(secret), `a secret in: ${text.slice(0, 500)}`);
    }
    assert.doesNotMatch(text, /Bearer|authorization/i);
  }

  it('a token that no header can hold is not quoted', async () => {
    const google = openWith({}, scriptedCredential(['ya29.secret\nx: y']));
    const facts = await failure(google.operations.cancel(from, 'projects/acme-web/regions/us-central1/operations/x'));
    assert.equal(facts.kind, 'credentialsBroken');
    assert.doesNotMatch(JSON.stringify(facts), /secret/);
  });

  it('a quota project that no header can hold is refused', async () => {
    const google = openWith({ quotaProject: 'acme web' });
    const facts = await failure(google.operations.cancel(from, 'projects/acme-web/regions/us-central1/operations/x'));
    assert.equal(facts.kind, 'invalidArgument');
    assert.match(facts.message, /acme web/);
  });

  it('a redirect is not followed', async () => {
    bench.emulator.control.clearFaults();
    bench.emulator.control.clearRequests();
    const headers = { location: `${bench.emulator.url}/elsewhere` };
    bench.emulator.control.inject({ service: 'dataproc', effect: { kind: 'answer', status: 307, headers } });
    assert.equal((await failure(listAll(bench.open(), from))).kind, 'redirected');
    assert.ok(!bench.emulator.requests.some(({ url }) => url.startsWith('/elsewhere')));
  });
});
