import assert from 'node:assert/strict';
import { CollectionPlan } from '../../../src/watch/collectionPlan.js';
import type { Google } from '../../../src/google/google.js';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { placeOf } from '../../../src/operations/place.js';
import { OperationStore } from '../../../src/operations/store.js';
import { atOnce } from '../../../src/watch/pace.js';
import { demoDay, furtherServices, demoSettings } from '../../emulator/index.js';
import { builtInServices } from '../../../src/sample/services/builtIn.js';
import { listAll, openBench, overridesOf, type Bench } from '../google/bench.js';
import { catalog } from '../serviceCatalog/catalogFile.js';

interface Read {
  readonly collection: Collection;
  readonly reading: OperationReading;
}

const projects = ['acme-analytics', 'acme-web', 'acme-edge'];
/** Vault is outside projects, has no places, and says nothing of a verb. */
const inProjects = demoSettings['cloudOperations.services'].filter((service) => service !== 'vault');

/** The demo's day as the product reads it: from the catalogue's collections to what a row says. */
describe('the demo day, read by the product', function () {
  this.timeout(20_000);
  let bench: Bench;
  let google: Google;
  const byService = new Map<string, Read[]>();

  before(async () => {
    bench = await openBench();
    demoDay(bench.emulator);
    const findService = (id: string) => catalog().find((service) => service.id === id);
    google = bench.open({ findService, endpointOverrides: overridesOf(bench.emulator) });
    const emulated = [...builtInServices, ...furtherServices];
    const locations = {
      of: ({ id }: Service) => Promise.resolve(emulated.find((service) => service.id === id)?.locations ?? []),
    };
    const plan = new CollectionPlan({ locations, parents: google.parents }, { regions: [] });
    const readAll = async (id: string): Promise<void> => {
      const service = findService(id);
      assert.ok(service, id);
      const asked = projects.flatMap((project) =>
        plan.patterns(service, project).map((pattern) => ({ project, pattern })),
      );
      const collections = await Promise.all(
        asked.map(({ project, pattern }) =>
          plan.collections(service, pattern, project, atOnce(new AbortController().signal)),
        ),
      );
      const read = await Promise.all(
        collections.flat().map(async (collection) => {
          const readings = await listAll(google, collection);
          return readings.map((reading) => ({ collection, reading }));
        }),
      );
      byService.set(id, read.flat());
    };
    await Promise.all(inProjects.map(readAll));
  });
  after(() => bench.dispose());

  for (const id of inProjects) {
    it(`${id}: every operation has a verb, a target and a time, and shows once`, () => {
      const read = byService.get(id) ?? [];
      assert.ok(read.length > 0);
      const store = new OperationStore();
      read.forEach(({ collection, reading }) => store.beginListing(collection).page([reading]));
      const ids = new Set(read.map(({ reading }) => reading.name.replace('/regions/', '/locations/')));
      assert.equal([...store.all()].length, ids.size);
      for (const { reading } of read) {
        assert.ok(reading.verb, `verb of ${reading.name}`);
        assert.ok(reading.target, `target of ${reading.name}`);
        assert.ok(reading.startTime !== undefined, `time of ${reading.name}`);
      }
    });
  }

  it('dataproc: one operation is shown by the list of locations alone, the others by both', () => {
    const namesOf = (word: string): Set<string> =>
      new Set(
        (byService.get('dataproc') ?? [])
          .filter(({ collection }) => collection.path.includes(word))
          .map(({ reading }) => reading.name),
      );
    const [regions, locations] = [namesOf('/regions/'), namesOf('/locations/')];
    const only = [...locations].filter((name) => !regions.has(name));
    assert.equal(only.length, 1);
    assert.match(only[0]!, /^projects\/acme-analytics\/locations\/us-east1\/operations\//);
    assert.ok([...regions].every((name) => locations.has(name)));
  });

  it('at least eight services name the place as well', () => {
    const placed = [...byService].filter(([, read]) =>
      read.every(({ collection, reading }) => placeOf(collection, reading.name).location !== undefined),
    );
    assert.ok(placed.length >= 8, placed.map(([id]) => id).join());
  });
});
