import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { Emitter } from '../../../src/base/event.js';
import { ApiError } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { startWatch, type Watch, type WatchSettings } from '../../../src/watch/watch.js';
import { openBench, requestsOf, type Bench } from '../google/bench.js';
import { MemoryLog } from '../support/fixtures.js';

describe('projects, over the wire', function () {
  this.timeout(20_000);
  let bench: Bench;
  let folder: string;
  let watches: Watch[];

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    folder = mkdtempSync(path.join(tmpdir(), 'projects-'));
    watches = [];
  });
  afterEach(async () => {
    watches.forEach((watch) => watch.dispose());
    // A record may still be on its way to the disk. (`rmSync` retries only for the outermost folder.)
    await rm(folder, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  async function read(settings: Partial<WatchSettings>, google: Google = bench.open()): Promise<Watch> {
    const watch = startWatch({
      google,
      settings: { projects: [], services: seedServices, regions: [], ...settings },
      clock: systemClock,
      log: new MemoryLog(),
      activity: { focused: true, viewVisible: false, onDidChange: new Emitter<void>().event },
      storageFolder: folder,
    });
    watches.push(watch);
    await watch.refresher.refresh();
    return watch;
  }

  const problemsOf = (watch: Watch, project: string | undefined) =>
    watch.survey
      .projects()
      .find(({ id }) => id === project)
      ?.problems.map(({ service, error }) => [service, error.kind]);

  const listsIn = (project: string): number =>
    requestsOf(bench.emulator, 'operations.list').filter(({ url }) => url.includes(`/${project}/`)).length;

  it('an unknown one is one problem, and none of its regions is asked', async () => {
    const name = bench.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
    });
    const watch = await read({ projects: ['acme-web', 'no-such-project'] });
    assert.deepEqual(problemsOf(watch, 'no-such-project'), [[undefined, 'notFound']]);
    assert.equal(listsIn('no-such-project'), 0);
    assert.deepEqual(problemsOf(watch, 'acme-web'), []);
    assert.ok([...watch.store.all()].some((operation) => operation.name === name));
  });

  it('one in which nothing may be listed counts as unknown, until something may', async () => {
    const { control } = bench.emulator;
    const refused = ['serviceusage.services.list', ...['dataproc', 'clouddeploy', 'gkehub'].map(listPermission)];
    control.denyPermissions({ project: 'acme-web', permissions: refused });
    const watch = await read({ projects: ['acme-web'] });
    assert.deepEqual(problemsOf(watch, 'acme-web'), [[undefined, 'notFound']]);

    control.denyPermissions({ project: 'acme-web', permissions: refused.slice(0, 2) });
    watch.refresher.forgetPlan();
    await watch.refresher.refresh();
    assert.deepEqual(problemsOf(watch, 'acme-web'), [['dataproc', 'permissionDenied']]);
  });

  it('a permission that IAM does not know leaves the answer to the services', async () => {
    const { control } = bench.emulator;
    control.denyPermissions({ project: 'acme-web', permissions: ['serviceusage.services.list'] });
    control.inject({
      method: 'projects.testIamPermissions',
      effect: { kind: 'error', case: 'invalidArgument' },
    });
    const watch = await read({ projects: ['acme-web'] });
    assert.deepEqual(problemsOf(watch, 'acme-web'), []);
    assert.ok(listsIn('acme-web') > 0);
  });

  it('hidden ones are neither shown nor asked, the credential’s own included', async () => {
    const watch = await read({ projects: ['acme-web', 'acme-edge'], hiddenProjects: ['acme-edge'] });
    assert.deepEqual(
      watch.survey.projects().map(({ id }) => id),
      ['acme-web', undefined],
    );
    assert.equal(listsIn('acme-edge'), 0);

    const google = bench.open();
    const credential = {
      ...google.credential,
      accessToken: (scopes: readonly string[]) => google.credential.accessToken(scopes),
      describe: async () => ({ ...(await google.credential.describe()), project: 'acme-web' }),
    };
    const own = await read({ hiddenProjects: [] }, { ...google, credential });
    assert.deepEqual(own.survey.projects()[0]?.id, 'acme-web');
    const hidden = await read({ hiddenProjects: ['acme-web'] }, { ...google, credential });
    assert.deepEqual(
      hidden.survey.projects().map(({ id }) => id),
      [undefined],
    );
  });

  it('a credential without a token for Vault is Vault’s problem alone', async () => {
    const google = bench.open();
    const operations = {
      ...google.operations,
      list: (...[from, options]: Parameters<Google['operations']['list']>) =>
        from.service === 'vault' ? refused() : google.operations.list(from, options),
    };
    const watch = await read({ projects: ['acme-web'] }, { ...google, operations });
    assert.equal(watch.survey.general, undefined);
    assert.deepEqual(problemsOf(watch, undefined), [['vault', 'credentialsBroken']]);
    assert.deepEqual(problemsOf(watch, 'acme-web'), []);
    assert.equal(watch.survey.credential?.kind, 'user');
  });
});

function listPermission(service: string): string {
  return `${service}.operations.list`;
}

/** What a service account is told that no administrator lets act for a user. */
// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- a listing that fails before its first page
async function* refused(): AsyncGenerator<never, void, undefined> {
  throw new ApiError({ kind: 'credentialsBroken', message: 'unauthorized_client', reason: 'refused' });
}
