import assert from 'node:assert/strict';
import { lazyGoogle } from '../../../src/google/lazyGoogle.js';
import type { Google, GoogleOptions } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { collection, failure, listAll, openBench, overridesOf, worldOptions, type Bench } from './bench.js';

describe('the lazily loaded layer', () => {
  let bench: Bench;

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());

  /** Options that notice when somebody looks at them. */
  function options(): { options: GoogleOptions; used: () => boolean } {
    let used = false;
    const token = bench.emulator.control.issueAccessToken();
    const signIn = {
      accessToken: () => Promise.resolve(token),
      describe: () =>
        Promise.resolve({
          kind: 'signIn',
          account: 'dev@example.com',
          file: undefined,
          project: undefined,
          quotaProject: undefined,
        }),
      rejected: () => undefined,
    };
    const gcloud = { path: '/nowhere/gcloud', account: undefined, configuration: undefined };
    const credential = {
      source: 'signIn',
      metadataServer: false,
      gcloud,
      impersonate: undefined,
      subject: undefined,
      signIn,
      env: {},
    };
    const plain = { ...worldOptions({ endpointOverrides: overridesOf(bench.emulator) }), credential } as GoogleOptions;
    const watched = new Proxy(plain, {
      get(target, property) {
        used = true;
        return Reflect.get(target, property) as unknown;
      },
    });
    return { options: watched, used: () => used };
  }

  it('opens nothing until it is called, then forwards every method', async () => {
    const { options: watched, used } = options();
    const google: Google = lazyGoogle(watched);
    google.credential.rejected('ya29.nobody');
    assert.equal(used(), false);
    const from = collection('clouddeploy', 'acme-web', 'us-east1');
    const name = bench.emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'us-east1',
    });
    assert.equal((await listAll(google, from))[0]?.name, name);
    assert.equal(used(), true);
    assert.equal((await google.operations.get(from, name)).name, name);
    assert.ok(await google.operations.describe(from, name));
    await google.operations.cancel(from, name);
    await google.operations.delete(from, name);
    assert.equal((await google.credential.describe()).kind, 'signIn');
    assert.match(await google.credential.accessToken([]), /^ya29\./);
    for await (const page of google.projects.search('')) {
      assert.ok(page.length > 0);
    }
    assert.deepEqual(await google.projects.testPermissions('acme-web', ['a.b.c']), ['a.b.c']);
    assert.ok((await google.locations.computeRegions('acme-web')).length > 0);
    assert.ok((await google.locations.list(seedServices[1]!, 'acme-web')).length > 0);
    assert.ok((await google.services.enabled('acme-web')).size > 0);
    google.dispose();
    assert.equal((await failure(google.operations.get(from, name))).kind, 'aborted');
  });

  it('may be disposed before it is opened', async () => {
    const { options: watched, used } = options();
    const google = lazyGoogle(watched);
    google.dispose();
    assert.equal(used(), false);
    const call = google.operations.cancel(collection('vault'), 'operations/x');
    assert.equal((await failure(call)).kind, 'aborted');
  });
});
