import assert from 'node:assert/strict';
import { systemClock } from '../../../src/base/clock.js';
import type { Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { diagnose, type Check, type Diagnosis, type DiagnosisParts } from '../../../src/watch/diagnosis.js';
import { openBench, requestsOf, type Bench } from '../google/bench.js';
import { MemoryLog } from '../support/fixtures.js';

describe('diagnosis, over the wire', function () {
  this.timeout(20_000);
  let bench: Bench;

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => bench.emulator.control.reset());

  function run(change: Partial<DiagnosisParts> = {}, google: Google = bench.open()): Promise<Diagnosis> {
    return diagnose({
      google,
      services: seedServices,
      projects: ['acme-web', 'no-such-project'],
      settings: { regions: [] },
      clock: systemClock,
      log: new MemoryLog(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...change,
    });
  }

  const told = ({ checks }: Diagnosis, project: string | undefined): string[] =>
    checks
      .filter((check) => check.project === project)
      .map(({ api, location, error }: Check) => `${api} ${location ?? ''}: ${error?.kind ?? 'ok'}`);

  it('tells how each API answers in each project, by one page each', async () => {
    const { control } = bench.emulator;
    control.setEnabledServices({ project: 'acme-web', services: ['dataproc', 'gkehub', 'compute', 'serviceusage'] });
    control.inject({ service: 'dataproc', project: 'acme-web', effect: { kind: 'error', case: 'billingDisabled' } });
    const page = { service: 'gkehub', project: 'acme-web', location: 'global' };
    control.createOperations(Array.from({ length: 150 }, () => page));
    control.clearRequests();
    const progress: string[] = [];
    const found = await run({ onProgress: (answered, asked) => progress.push(`${answered}/${asked}`) });
    assert.equal(found.credential?.kind, 'user');
    assert.deepEqual(
      found.tokens.map(({ scopes, error }) => [scopes.join().split('/').at(-1), error]),
      [
        ['cloud-platform', undefined],
        ['ediscovery', undefined],
      ],
    );
    assert.deepEqual(told(found, undefined), ['Cloud Resource Manager : ok', 'Vault : ok']);
    assert.deepEqual(told(found, 'acme-web'), [
      'Service Usage : ok',
      'Compute Engine : ok',
      'Dataproc global: billingDisabled',
      'Cloud Deploy : apiDisabled',
      'GKE Hub -: ok',
    ]);
    assert.ok(told(found, 'no-such-project').every((line) => line.endsWith('permissionDenied')));
    assert.ok(found.checks.every(({ ms, error }) => ms !== undefined || error?.kind === 'apiDisabled'));
    // Service Usage has said that it is not enabled.
    assert.ok(!bench.emulator.requests.some(({ url }) => url.startsWith('/clouddeploy/v1/projects/acme-web')));
    const lists = requestsOf(bench.emulator, 'operations.list').map(({ url }) =>
      /^\/(\w+)\/.*?(\/[^/]+-[^/]+\/|$)/.exec(url),
    );
    assert.deepEqual(lists.map((match) => `${match?.[1] ?? ''} ${match?.[2] ?? ''}`.replaceAll('/', '')).sort(), [
      'dataproc acme-web',
      'dataproc no-such-project',
      'gkehub acme-web',
      'gkehub no-such-project',
      'vault ',
    ]);
    const [asked, answered] = [progress.at(-1)?.split('/')[1], progress.at(-1)?.split('/')[0]];
    assert.equal(asked, answered);
  });

  it('asks nobody where there is no token, and says why', async () => {
    bench.emulator.control.failRefresh('invalidRapt');
    bench.emulator.control.clearRequests();
    const found = await run();
    assert.deepEqual(
      found.tokens.map(({ error }) => error?.kind),
      ['reauthRequired', 'reauthRequired'],
    );
    assert.deepEqual(found.checks, []);
    assert.ok(bench.emulator.requests.every(({ service }) => service === 'oauth2'));
    assert.equal(found.credential?.kind, 'user');
  });

  it('goes on where one API hangs, and ends when it is given up', async () => {
    bench.emulator.control.inject({ service: 'clouddeploy', effect: { kind: 'hang' } });
    const found = await run({ projects: ['acme-web'] }, bench.open({ deadlineMs: 300 }));
    assert.ok(told(found, 'acme-web').includes('Cloud Deploy : deadline'));
    assert.ok(told(found, 'acme-web').includes('Dataproc global: ok'));

    const abort = new AbortController();
    const running = run({ projects: ['acme-web'], signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    await assert.rejects(running, { name: 'AbortError' });
  });

  it('says of a service that no setting leaves anything to ask for', async () => {
    const found = await run({ projects: ['acme-web'], settings: { regions: ['mars-north1'] } });
    const dataproc = found.checks.find(({ api }) => api === 'Dataproc');
    assert.deepEqual([dataproc?.ms, dataproc?.error], [undefined, undefined]);
  });
});
