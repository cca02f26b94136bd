import assert from 'node:assert/strict';
import type { Google } from '../../../src/google/google.js';
import { collectionAt, fill, type Place } from '../../../src/google/serviceCatalog/collectionAt.js';
import type { CollectionPattern, NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import { withVersion } from '../../../src/google/serviceCatalog/withVersion.js';
import { rpcCodes } from '../../../src/operations/code.js';
import type { Collection } from '../../../src/operations/collection.js';
import { scenarios } from '../../emulator/index.js';
import { listAll, openBench, openWith, overridesOf, scriptedCredential, type Bench } from '../google/bench.js';
import { catalog } from './catalogFile.js';
import { emulatedService, namePattern, wildPath } from './emulatedService.js';

const project = 'acme-web';

/** Every collection of every version, over HTTP, by the product's own client: list → get → cancel → CANCELLED. */
describe('every service of the catalogue', function () {
  // Vertex AI alone has 110 collections.
  this.timeout(20_000);
  let bench: Bench;
  let google: Google;
  const services = catalog();

  before(async () => {
    bench = await openBench();
    for (const service of services) {
      bench.emulator.control.addService(emulatedService(service));
    }
    // Tokens that are good for what was asked and nothing else: the scopes of the catalogue have to suffice.
    const credential = {
      ...scriptedCredential(['']),
      accessToken: (scopes: readonly string[]) => Promise.resolve(bench.emulator.control.issueAccessToken({ scopes })),
    };
    const findService = (id: string) => services.find((service) => service.id === id);
    google = openWith({ findService, endpointOverrides: overridesOf(bench.emulator) }, credential);
  });
  after(async () => {
    google.dispose();
    await bench.dispose();
  });

  for (const service of services) {
    it(`${service.id}: ${describeAbilities(service)}`, async () => {
      for (const version of service.versions) {
        const asked = withVersion(service, version);
        assert.ok(asked);
        for (const pattern of [...asked.collections, ...(asked.nested ?? [])]) {
          const place = placeOf(pattern);
          await check(asked, collectionAt(asked, pattern, place), nameIn(pattern, place), pattern);
        }
      }
    });
  }

  async function check(
    service: Service,
    collection: Collection,
    name: string,
    pattern: CollectionPattern,
  ): Promise<void> {
    const { control } = bench.emulator;
    control.createOperation({ service: service.id, version: service.version, name, scenario: scenarios.neverEnds(3) });
    const listed = await listAll(google, collection);
    assert.equal(listed.length, 1, `${collection.id} lists ${listed.length}`);
    const shown = listed[0]?.name ?? '';
    assert.equal(shown.split('/').at(-1), name.split('/').at(-1));
    assert.equal(listed[0]?.done, false);

    const running = await google.operations.get(collection, shown);
    assert.equal(running.done, false);
    assert.ok(running.startTime !== undefined && running.verb !== undefined && running.target !== undefined);
    if (pattern.cancel) {
      await google.operations.cancel(collection, shown);
      assert.equal((await google.operations.get(collection, shown)).done, false, 'asked, not cancelled');
      control.advance(4_000);
      const cancelled = await google.operations.get(collection, shown);
      assert.equal(cancelled.done, true);
      assert.equal(cancelled.error?.code, rpcCodes.CANCELLED);
    }
    if (pattern.delete) {
      await google.operations.delete(collection, shown);
      assert.deepEqual(await listAll(google, collection), []);
    } else {
      control.deleteOperation({ service: service.id, name });
    }
  }
});

function describeAbilities(service: Service): string {
  const patterns = [...service.collections, ...(service.nested ?? [])];
  const what = patterns.some((pattern) => pattern.cancel) ? 'list, get, cancel, CANCELLED' : 'list, get';
  return service.versions.length === 1 ? what : `${what} in ${service.versions.length} versions`;
}

/** Somewhere that the pattern can be applied to. */
function placeOf(pattern: CollectionPattern | NestedPattern): Place {
  const { locations } = pattern;
  const location =
    locations.from === 'none' ? undefined : locations.from === 'fixed' ? locations.locations[0] : 'us-central1';
  const parents = 'parents' in pattern ? pattern.parents : [];
  return parents.reduce<Place>(
    (place, { path, at, field }, index) => {
      const id = field === 'locations' ? 'us-central1' : `parent-${index}`;
      return { ...place, parent: `${at ? field : fill(path, place)}/${id}` };
    },
    { project, location },
  );
}

let created = 0;

/** A name that the list of the pattern shows in that place. */
function nameIn(pattern: CollectionPattern | NestedPattern, place: Place): string {
  const list = fill(pattern.path, place).split('/');
  created += 1;
  const id = `operation-${created}`;
  return namePattern(wildPath(pattern))
    .split('/')
    .map((segment, index, all) => {
      const known = list[index];
      return index === all.length - 1
        ? id
        : segment !== '*'
          ? segment
          : known !== undefined && index < list.length - 1
            ? known
            : `some-${index}`;
    })
    .join('/');
}
