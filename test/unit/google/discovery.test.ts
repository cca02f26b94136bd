import assert from 'node:assert/strict';
import type { Project } from '../../../src/google/apis/projectsApi.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { openBench, requestsOf, type Bench } from './bench.js';

describe('projects, locations and enabled services', () => {
  let bench: Bench;

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => bench.emulator.control.reset());

  async function search(query: string): Promise<Project[]> {
    const found: Project[] = [];
    for await (const page of bench.open().projects.search(query)) {
      found.push(...page);
    }
    return found;
  }

  it('searches projects over all pages and leaves out those to be deleted', async () => {
    for (let index = 0; index < 450; index++) {
      bench.emulator.control.addProject({ projectId: `many-${index}` });
    }
    bench.emulator.control.addProject({ projectId: 'going', state: 'DELETE_REQUESTED' });
    const all = await search('');
    assert.equal(all.filter(({ id }) => id.startsWith('many-')).length, 450);
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, 3);
    assert.ok(!all.some(({ id }) => id === 'going'));
    const scoped = all.find(({ id }) => id.includes(':'));
    assert.deepEqual(scoped, {
      id: 'example.com:billing-export',
      number: '141421356237',
      displayName: 'Billing export',
      parent: 'organizations/433637338589',
    });
  });

  it('passes a query on', async () => {
    assert.deepEqual((await search('displayName:Acme*')).map(({ id }) => id).sort(), [
      'acme-analytics',
      'acme-edge',
      'acme-sandbox',
      'acme-web',
    ]);
  });

  it('tests permissions', async () => {
    bench.emulator.control.denyPermissions({ project: 'acme-web', permissions: ['dataproc.operations.cancel'] });
    const permissions = ['dataproc.operations.list', 'dataproc.operations.cancel'];
    const { projects } = bench.open();
    assert.deepEqual(await projects.testPermissions('acme-web', permissions), ['dataproc.operations.list']);
    assert.deepEqual(await projects.testPermissions('example.com:billing-export', permissions), permissions);
  });

  it('lists the locations of a service and the regions of Compute Engine', async () => {
    const { locations } = bench.open();
    const gkehub = seedServices.find(({ id }) => id === 'gkehub')!;
    assert.deepEqual([...(await locations.list(gkehub, 'acme-web'))].sort(), [
      'asia-south1',
      'europe-west1',
      'global',
      'us-central1',
    ]);
    const regions = await locations.computeRegions('acme-web');
    assert.ok(regions.includes('us-central1') && regions.length > 10, String(regions.length));
  });

  it('tells which APIs are enabled', async () => {
    bench.emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc', 'compute'] });
    const { services } = bench.open();
    assert.deepEqual([...(await services.enabled('acme-web'))].sort(), [
      'compute.googleapis.com',
      'dataproc.googleapis.com',
    ]);
    assert.deepEqual([...(await services.enabled('acme-sandbox'))], []);
  });
});
