import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { consolePages } from '../../../src/google/links/consolePages.js';
import { gcloudCommand } from '../../../src/google/links/gcloudOperations.js';
import { selfLink } from '../../../src/google/links/restRequest.js';
import { parseStated, type Stated } from '../../../src/google/links/stated.js';
import { collectionsFor } from '../../../src/google/serviceCatalog/collectionsFor.js';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';

const generated = parseCatalog(readFileSync('src/google/serviceCatalog/catalog.json', 'utf8'));
const services = [...seedServices, ...generated.filter(({ id }) => !seedServices.some((seed) => seed.id === id))];
const serviceOf = (id: string) => services.find((service) => service.id === id)!;

/** Names as servers give them, for each way in which a collection can be named. */
const names: Readonly<Record<string, string>> = {
  dataproc: 'projects/acme/regions/us-central1/operations/5d0b-1',
  clouddeploy: 'projects/acme/locations/us-east1/operations/operation-1-2',
  vault: 'operations/QURrNg',
  compute: 'projects/acme/zones/us-central1-a/operations/operation-9',
  spanner: 'projects/acme/instances/main/databases/orders/operations/_auto_1',
  appengine: 'apps/acme/operations/8a',
  firestore: 'projects/acme/databases/(default)/operations/AbC',
  storagetransfer: 'transferOperations/transferJobs-1-2',
  aiplatform: 'projects/acme/locations/us-central1/models/m/operations/77',
  redis: 'projects/acme/locations/us-central1/operations/operation-7',
};

describe('what a text from outside says of an operation', () => {
  for (const [id, name] of Object.entries(names)) {
    const said: Stated = { what: 'operation', service: id, name };

    it(`finds the collections of ${id}, and reads its address as it is copied`, () => {
      const collections = collectionsFor(serviceOf(id), name, ['acme', 'globex']);
      assert.ok(collections.length > 0, 'no collection');
      for (const collection of collections) {
        assert.equal(collection.service, id);
        assert.deepEqual(parseStated(selfLink({ collection, name }), services), said);
        assert.deepEqual(parseStated(`${selfLink({ collection, name })}:cancel`, services), said);
        assert.deepEqual(parseStated(`//${collection.host}/${name}`, services), said);
      }
    });

    it(`reads gcloud’s line for ${id} as it is copied`, () => {
      const [collection] = collectionsFor(serviceOf(id), name, ['acme']);
      const words = gcloudCommand({ collection: collection!, name, location: collection!.location }, 'describe');
      if (words) {
        assert.deepEqual(parseStated(words.join(' '), services), said);
      }
    });
  }

  it('asks for Storage Transfer in each project, because the name tells none', () => {
    const found = collectionsFor(serviceOf('storagetransfer'), names['storagetransfer']!, ['acme', 'globex']);
    assert.deepEqual(
      found.map(({ project }) => project),
      ['acme', 'globex'],
    );
  });

  it('reads bare names, links, flags apart from their values, and hosts of a location', () => {
    const name = names['dataproc']!;
    const said = { what: 'operation', service: 'dataproc', name };
    assert.deepEqual(parseStated(`  ${name} `, services), { ...said, service: undefined });
    const query = new URLSearchParams({ service: 'dataproc', name }).toString();
    assert.deepEqual(parseStated(`vscode://a.b/operation?${query}`, services), said);
    assert.deepEqual(parseStated(`vscode-insiders://a.b/operation?${query}&windowId=1`, services), said);
    const line = 'gcloud beta dataproc operations describe 5d0b-1 --project acme --region "us-central1" --quiet';
    assert.deepEqual(parseStated(line, services), said);
    const far = names['aiplatform']!;
    for (const host of ['us-central1-aiplatform.googleapis.com', 'aiplatform.us-central1.rep.googleapis.com']) {
      const url = `https://${host}/v1beta1/${far}?alt=json`;
      assert.deepEqual(parseStated(url, services), { what: 'operation', service: 'aiplatform', name: far });
    }
  });

  it('reads each page of the Console that is about one resource', () => {
    let pages = 0;
    for (const [service, { targets = {} }] of Object.entries(consolePages)) {
      for (const page of Object.values(targets).filter((each) => each.includes('{id}'))) {
        const path = page.replaceAll(/\{(\w+)\}/g, (_, part: string) => (part === 'id' ? 'etl-7' : 'x'));
        const url = `https://console.cloud.google.com/${path}${path.includes('?') ? '&' : '?'}project=acme`;
        const stated = parseStated(url, services);
        assert.deepEqual(stated, { what: 'target', service, project: 'acme', target: 'etl-7' }, url);
        pages++;
      }
    }
    assert.ok(pages > 20, `${pages} pages`);
  });

  it('reads nothing into anything else', () => {
    const strange = [
      '',
      'etl-7',
      'https://example.com/v1/projects/acme/regions/us-central1/operations/1',
      'http://dataproc.googleapis.com/v1/projects/acme/regions/us-central1/operations/1',
      'https://console.cloud.google.com/home/dashboard?project=acme',
      'gcloud dataproc clusters list --project acme',
      'gcloud dataproc operations describe 1 --region us-central1',
      'projects/acme/operations/1\nprojects/acme/operations/2',
      'projects/acme/operations/1 and more',
      'https://dataproc.googleapis.com/v1/%E0%A4%A',
      `projects/${'x'.repeat(5_000)}/operations/1`,
    ];
    strange.forEach((text) => assert.equal(parseStated(text, services), undefined, text));
    assert.deepEqual(
      collectionsFor(serviceOf('dataproc'), 'projects/acme/regions/us-central1/clusters/c', ['acme']),
      [],
    );
    assert.deepEqual(collectionsFor(serviceOf('dataproc'), 'projects/acme/regions/../operations/c', ['acme']), []);
  });
});
