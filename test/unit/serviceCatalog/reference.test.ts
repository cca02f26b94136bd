import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { versionIn } from '../../../src/google/serviceCatalog/apiSurface.js';
import { nestedPath } from '../../../src/google/serviceCatalog/nesting.js';
import { serviceFromDiscovery } from '../../../src/google/serviceCatalog/ownService.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { CollectionPattern, NestedPattern } from '../../../src/google/serviceCatalog/service.js';
import { catalog, catalogFolder, everyVersion } from './catalogFile.js';
import { referenceFile, type ReferenceApi, type ReferenceSupplement } from './reference.js';

/** `redis v1 projects/*\/locations/*\/operations` → the collection. */
function listedCollections(): Map<string, CollectionPattern> {
  const listed = new Map<string, CollectionPattern>();
  for (const service of catalog()) {
    for (const [version, { collections, nested }] of everyVersion(service)) {
      const add = (pattern: CollectionPattern, template: string) =>
        listed.set(`${service.id} ${version} ${wild(template, pattern)}`, pattern);
      collections.forEach((pattern) => add(pattern, pattern.path));
      nested.forEach((pattern: NestedPattern) => add(pattern, nestedPath(pattern).path));
    }
  }
  return listed;
}

function wild(template: string, { locations }: CollectionPattern): string {
  const only = locations.from === 'fixed' && locations.locations.length === 1 ? locations.locations[0] : undefined;
  return template.replace('locations/{location}', `locations/${only ?? '*'}`).replace(/\{\w+\}/g, '*');
}

/** What left-out.txt explains, in the same form. */
function leftOut(): Set<string> {
  const text = readFileSync(path.join(catalogFolder, 'generate/left-out.txt'), 'utf8');
  return new Set(text.split('\n').map((line) => line.slice(0, line.indexOf(': '))));
}

/** Differences that are decisions, with their reasons; every other difference is an error. */
const decisions: readonly [key: RegExp, reason: string][] = [
  [/^(?:osconfig|retail|recommendationengine) /, 'the reference names global as the only location'],
  [/^appengine /, 'the application has the id of its project, so apps/* is apps/{project}'],
  [/^spanner /, 'its pages say that operations cannot be deleted, though the description has the method'],
  [/^artifactregistry v1beta2 /, 'v1 reads and cancels what v1beta2 lists'],
];

const unlistable: readonly [service: RegExp, reason: string][] = [
  [/^(?:admanager|googleads)$/, 'advertising accounts: developer tokens, no project'],
  [/^generativelanguage$/, 'API keys; tuned models and batches that belong to no project'],
  [/^chronicle$/, 'instances cannot be listed'],
  [/^(?:automl|lifesciences|aistreams)$/, 'shut down'],
  [/^iam$/, 'below workload identity pools, which no description of v1beta lists'],
  [/^(?:aiplatform|translate)$/, 'the package has the version'],
  [/^workloadidentity$/, 'folders and organizations: locations cannot be listed'],
];

describe('the service catalogue beside independently gathered facts', () => {
  it('has every collection that can be listed and read, or says why not', function () {
    const reference = JSON.parse(referenceFile(this, 'catalog.json')) as { apis: ReferenceApi[] };
    const listed = listedCollections();
    const explained = leftOut();
    const unexplained: string[] = [];
    let compared = 0;
    for (const api of reference.apis) {
      for (const { kind, list, get, cancel, cancelStd, delete: remove, wait } of api.operations ?? []) {
        if (kind !== 'lro' || list === undefined) {
          continue;
        }
        const route = list.replace('GET ', '');
        const version = versionIn(route) ?? '';
        const key = `${api.service.split('.')[0] ?? ''} ${version} ${route.slice(version.length + 1)}`;
        const pattern = listed.get(key);
        compared += 1;
        if (!pattern) {
          if (get !== undefined && !explained.has(key) && !decisions.some(([decided]) => decided.test(key))) {
            unexplained.push(`${key}: missing`);
          }
          continue;
        }
        // Data Labeling cancels by GET, which no client should send for it.
        const theirs = [
          cancel?.startsWith('POST ') === true && cancelStd === true,
          remove !== undefined,
          wait !== undefined,
        ];
        const ours = [pattern.cancel, pattern.delete, pattern.wait === true];
        if (String(theirs) !== String(ours) && !decisions.some(([decided]) => decided.test(key))) {
          unexplained.push(`${key}: cancel, delete, wait are ${String(ours)}, there ${String(theirs)}`);
        }
      }
    }
    assert.deepEqual(unexplained, []);
    assert.ok(compared > 400, `only ${compared} collections compared`);
  });

  it('has every service of the supplement, or says why not', function () {
    const reference = JSON.parse(referenceFile(this, 'catalog-supplement.json')) as { apis: ReferenceSupplement[] };
    const listed = listedCollections();
    const unexplained = reference.apis.flatMap(({ service, version, list = [] }) => {
      const id = service.split('.')[0] ?? '';
      return list
        .map((method) => `${id} ${version} ${method.replace(`GET ${version}/`, '')}`)
        .filter((key) => !listed.has(key) && !unlistable.some(([known]) => known.test(id)));
    });
    assert.deepEqual(unexplained, []);
  });

  it('takes locations from locations.list wherever the API has one', function () {
    const reference = JSON.parse(referenceFile(this, 'catalog.json')) as { apis: ReferenceApi[] };
    const withList = new Set(
      reference.apis
        .filter(({ locations }) => locations?.includes('/projects/*/locations'))
        .map(({ service }) => service),
    );
    const ignored = catalog().filter(
      ({ host, collections }) =>
        withList.has(host) && collections.some(({ locations }) => locations.from === 'computeRegions'),
    );
    assert.deepEqual(ignored, []);
  });

  const documents = { dataproc: 'dataproc-v1', clouddeploy: 'clouddeploy-v1', vault: 'vault-v1', gkehub: 'gkehub-v1' };
  for (const [id, file] of Object.entries(documents)) {
    it(`makes the built-in ${id} of its discovery document`, function () {
      const text = referenceFile(this, path.join('discovery', `${file}.json`));
      const seed = seedServices.find((service) => service.id === id);
      const { service, endpoint } = serviceFromDiscovery(text, new URL('https://www.googleapis.com/discovery/v1/apis'));
      assert.ok(seed);
      assert.equal(endpoint, undefined);
      assert.equal(service.host, seed.host);
      assert.deepEqual(service.scopes, seed.scopes);
      // gcloud's wildcard, and which of Dataproc's lists is the second, are known from elsewhere.
      const known = { wildcard: false, second: undefined };
      const byPath = (some: readonly CollectionPattern[]): unknown =>
        some.map((pattern) => ({ ...pattern, ...known })).sort((a, b) => (a.path < b.path ? -1 : 1));
      assert.deepEqual(byPath(service.collections), byPath(seed.collections));
    });
  }
});
