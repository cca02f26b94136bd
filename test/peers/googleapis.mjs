import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { eventually, scenarios, startEmulator } from './emulated.mjs';
import { requirePeer } from './install.mjs';

describe('googleapis against the emulator', () => {
  /** @type {import('../emulator/index.ts').Emulator} */
  let emulator;
  let google;
  let auth;

  before(async function () {
    this.timeout(60_000); // loading every API of Google takes seconds
    ({ google } = requirePeer('googleapis'));
    emulator = await startEmulator();
  });
  after(() => emulator?.stop());
  beforeEach(() => {
    emulator.control.reset();
    auth = new google.auth.OAuth2();
    auth.setCredentials({ access_token: emulator.control.issueAccessToken() });
  });

  const inWeb = { project: 'acme-web', location: 'us-central1' };
  const cases = [
    { api: 'dataproc', version: 'v1', spec: inWeb, methods: (client) => client.projects.regions.operations },
    { api: 'clouddeploy', version: 'v1', spec: inWeb, methods: (client) => client.projects.locations.operations },
    {
      api: 'gkehub',
      version: 'v1beta',
      spec: { ...inWeb, version: 'v1beta' },
      methods: (client) => client.projects.locations.operations,
    },
    { api: 'gkehub', version: 'v1', spec: inWeb, methods: (client) => client.projects.locations.operations },
    { api: 'vault', version: 'v1', spec: { target: 'matter-1' }, methods: (client) => client.operations },
  ];

  for (const { api, version, spec, methods } of cases) {
    it(`${api} ${version}: list (paged), get, cancel, CANCELLED, delete, 404`, async () => {
      const create = () =>
        emulator.control.createOperation({ service: api, ...spec, scenario: scenarios.neverEnds(0.2) });
      const names = [create(), create(), create()];
      const name = names[0];
      const operations = methods(google[api]({ version, auth, rootUrl: `${emulator.url}/${api}/` }));

      // These two APIs list a collection by its own name, the others by its parent's.
      const collection = name.replace(/\/[^/]+$/, '');
      const listed = api === 'dataproc' || api === 'vault' ? collection : collection.replace(/\/operations$/, '');
      const found = [];
      let pageToken;
      do {
        const { data } = await operations.list({ name: listed, pageSize: 2, ...(pageToken && { pageToken }) });
        found.push(...(data.operations ?? []).map((operation) => operation.name));
        pageToken = data.nextPageToken;
      } while (pageToken);
      assert.deepEqual(found.sort(), [...names].sort());

      assert.equal((await operations.get({ name })).data.done, undefined);
      const cancel = await operations.cancel({ name });
      assert.deepEqual([cancel.status, cancel.data], [200, {}]);
      const done = await eventually(async () => {
        const { data } = await operations.get({ name });
        return data.done && data;
      });
      assert.equal(done.error.code, 1);
      await operations.delete({ name });
      await assert.rejects(
        operations.get({ name }),
        ({ status, message }) => status === 404 && /not found/.test(message),
      );
    });
  }

  it('searches projects, lists regions and enabled services', async () => {
    const manager = google.cloudresourcemanager({
      version: 'v3',
      auth,
      rootUrl: `${emulator.url}/cloudresourcemanager/`,
    });
    const { data: projects } = await manager.projects.search({ query: 'id:acme-*', pageSize: 3 });
    assert.equal(projects.projects.length, 3);
    assert.ok(projects.nextPageToken);
    const tested = await manager.projects.testIamPermissions({
      resource: 'projects/acme-web',
      requestBody: { permissions: ['dataproc.operations.cancel'] },
    });
    assert.deepEqual(tested.data.permissions, ['dataproc.operations.cancel']);

    const compute = google.compute({ version: 'v1', auth, rootUrl: `${emulator.url}/compute/` });
    const { data: regions } = await compute.regions.list({ project: 'acme-web', maxResults: 5 });
    assert.equal(regions.items.length, 5);

    const usage = google.serviceusage({ version: 'v1', auth, rootUrl: `${emulator.url}/serviceusage/` });
    const { data: services } = await usage.services.list({ parent: 'projects/acme-sandbox', filter: 'state:ENABLED' });
    assert.deepEqual(services, {});
  });

  it('understands errors: a disabled API, a missing scope', async () => {
    const deploy = google.clouddeploy({ version: 'v1', auth, rootUrl: `${emulator.url}/clouddeploy/` });
    const list = (project) =>
      deploy.projects.locations.operations.list({ name: `projects/${project}/locations/us-central1` });
    await assert.rejects(list('acme-sandbox'), ({ status, response }) => {
      assert.equal(response.data.error.details[0].reason, 'SERVICE_DISABLED');
      return status === 403;
    });
    const scopes = ['https://www.googleapis.com/auth/userinfo.email'];
    auth.setCredentials({ access_token: emulator.control.issueAccessToken({ scopes }) });
    await assert.rejects(list('acme-web'), ({ response }) => {
      assert.equal(response.data.error.details[0].reason, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
      return true;
    });
  });
});
