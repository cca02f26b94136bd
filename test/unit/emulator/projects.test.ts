import assert from 'node:assert/strict';
import { startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf } from './client.js';
import type { Client } from './client.js';

describe('emulator: projects, regions, locations, enabled services', () => {
  let emulator: Emulator;
  let client: Client;

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.control.reset();
    client = clientOf(emulator);
  });

  const search = async (query: string): Promise<string[]> => {
    const reply = await client.get(`/cloudresourcemanager/v3/projects:search?query=${encodeURIComponent(query)}`);
    assert.equal(reply.status, 200, reply.text);
    return ((at(reply, 'projects') ?? []) as { projectId: string }[]).map(({ projectId }) => projectId).sort();
  };

  it('searches projects by field, with wildcards; several fields match any', async () => {
    assert.equal((await search('')).length, 5);
    assert.deepEqual(await search('id:acme-*'), ['acme-analytics', 'acme-edge', 'acme-sandbox', 'acme-web']);
    assert.deepEqual(await search('displayName:"Acme Web"'), ['acme-web']);
    assert.deepEqual(await search('labels.team:data id:acme-edge'), ['acme-analytics', 'acme-edge']);
    assert.deepEqual(await search('state:ACTIVE AND id:example*'), ['example.com:billing-export']);
    emulator.control.addProject({ projectId: 'acme-old', state: 'DELETE_REQUESTED' });
    assert.equal((await search('state:ACTIVE')).length, 5);
    for (const query of ['banana:1', 'acme']) {
      const reply = await client.get(`/cloudresourcemanager/v3/projects:search?query=${query}`);
      assert.equal(at(reply, 'error.status'), 'INVALID_ARGUMENT', query);
    }
  });

  it('searches folders by what they lie in, alternatives in words, and organizations', async () => {
    const { control } = emulator;
    control.addFolder({ name: 'folders/1', displayName: 'Data' });
    control.addFolder({ name: 'folders/2', displayName: 'Night', parent: 'folders/1' });
    control.addFolder({ name: 'folders/3', parent: 'folders/2', state: 'DELETE_REQUESTED' });
    const names = async (query: string): Promise<unknown> => {
      const reply = await client.get(`/cloudresourcemanager/v3/folders:search?query=${encodeURIComponent(query)}`);
      return reply.status === 200
        ? ((at(reply, 'folders') ?? []) as { name: string }[]).map(({ name }) => name)
        : at(reply, 'error.status');
    };
    assert.deepEqual(await names(''), ['folders/1', 'folders/2', 'folders/3']);
    assert.deepEqual(await names('parent=folders/1 OR parent=folders/2'), ['folders/2', 'folders/3']);
    assert.deepEqual(await names('parent:folders/2 AND state=ACTIVE'), []);
    assert.deepEqual(await names('displayName="da*"'), ['folders/1']);
    assert.equal(await names('parent=folders/1 parent=folders/2'), 'INVALID_ARGUMENT');
    const reply = await client.get('/cloudresourcemanager/v3/organizations:search');
    assert.deepEqual(at(reply, 'organizations.0.displayName'), 'example.com');
    control.addProject({ projectId: 'deep', parent: 'folders/2' });
    assert.deepEqual(await search('parent:folders/1 parent:folders/2'), ['deep']);
  });

  it('pages the search, in an order of its own', async () => {
    const found: string[] = [];
    let token = '';
    do {
      const reply = await client.get(`/cloudresourcemanager/v3/projects:search?pageSize=2&pageToken=${token}`);
      found.push(...(at(reply, 'projects') as { projectId: string }[]).map(({ projectId }) => projectId));
      token = (at(reply, 'nextPageToken') as string | undefined) ?? '';
    } while (token !== '');
    assert.equal(new Set(found).size, 5);
    assert.notDeepEqual(found, [...found].sort());
  });

  it('finds a new project only after a while', async () => {
    emulator.control.addProject({ projectId: 'acme-new', visibleInMs: 60_000 });
    assert.deepEqual(await search('id:acme-new'), []);
    emulator.control.advance(60_000);
    assert.deepEqual(await search('id:acme-new'), ['acme-new']);
  });

  it('gets a project by id, number and encoded domain-scoped id, in the shape of each version', async () => {
    for (const id of ['acme-web', '271828182845']) {
      const reply = await client.get(`/cloudresourcemanager/v3/projects/${id}`);
      assert.deepEqual([at(reply, 'name'), at(reply, 'projectId')], ['projects/271828182845', 'acme-web']);
    }
    const scoped = await client.get('/cloudresourcemanager/v3/projects/example.com%3Abilling-export');
    assert.equal(at(scoped, 'projectId'), 'example.com:billing-export');
    const old = await client.get('/cloudresourcemanager/v1/projects/acme-web');
    assert.deepEqual([at(old, 'projectNumber'), at(old, 'lifecycleState')], ['271828182845', 'ACTIVE']);
    assert.equal((await client.get('/cloudresourcemanager/v3/projects/nobodys')).status, 403);
  });

  it("lists Compute's regions page by page, at the prefix and at the root", async () => {
    const paths = ['/compute/compute/v1/projects/acme-web/regions', '/compute/v1/projects/acme-web/regions'];
    for (const path of paths) {
      const reply = await client.get(`${path}?fields=items(name,status),nextPageToken&maxResults=2`);
      assert.deepEqual(at(reply, 'items'), [
        { name: 'asia-east1', status: 'UP' },
        { name: 'asia-northeast1', status: 'UP' },
      ]);
      assert.equal(typeof at(reply, 'nextPageToken'), 'string');
    }
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc'] });
    const disabled = await client.get(paths[0] ?? '');
    assert.equal(at(disabled, 'error.errors.0.reason'), 'forbidden');
    assert.equal(at(disabled, 'error.details.0.reason'), 'SERVICE_DISABLED');
  });

  it('lists locations where a service has them, and not in Dataproc', async () => {
    const reply = await client.get('/clouddeploy/v1/projects/acme-web/locations');
    const ids = (at(reply, 'locations') as { locationId: string }[]).map(({ locationId }) => locationId);
    assert.ok(ids.includes('us-central1'));
    assert.equal((await client.get('/dataproc/v1/projects/acme-web/locations')).status, 404);
    emulator.control.createOperation({ service: 'clouddeploy', project: 'acme-web', location: 'mars-north1' });
    const after = await client.get('/clouddeploy/v1/projects/acme-web/locations/mars-north1');
    assert.equal(at(after, 'locationId'), 'mars-north1');
  });

  it('lists enabled services, paged, and an empty object where there is none', async () => {
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc', 'gkehub'] });
    const base = '/serviceusage/v1/projects/acme-web/services';
    const first = await client.get(`${base}?filter=state:ENABLED&pageSize=1&fields=services/name,nextPageToken`);
    assert.deepEqual(at(first, 'services'), [{ name: 'projects/271828182845/services/dataproc.googleapis.com' }]);
    assert.equal(typeof at(first, 'nextPageToken'), 'string');
    const none = await client.get(`${base.replace('acme-web', 'acme-sandbox')}?filter=state:ENABLED`);
    assert.deepEqual([none.status, none.json], [200, {}]);
    assert.equal((await client.get(`${base}?filter=name:x`)).status, 400);
  });

  it('answers for up to 30 services at once', async () => {
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc'] });
    const base = '/serviceusage/v1/projects/acme-web/services:batchGet?';
    const names = (hosts: string[]): string =>
      hosts.map((host) => `names=projects/acme-web/services/${host}`).join('&');
    const reply = await client.get(base + names(['dataproc.googleapis.com', 'gkehub.googleapis.com']));
    const states = (at(reply, 'services') as { state: string }[]).map(({ state }) => state);
    assert.deepEqual(states, ['ENABLED', 'DISABLED']);
    const many = Array.from({ length: 31 }, (_, index) => `s${index}.googleapis.com`);
    assert.equal((await client.get(base + names(many))).status, 400);
  });
});
