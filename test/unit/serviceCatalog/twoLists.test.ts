import assert from 'node:assert/strict';
import { isOperationOf } from '../../../src/google/operationNames.js';
import { collectionAt, fill, type Place } from '../../../src/google/serviceCatalog/collectionAt.js';
import type { CollectionPattern, NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import type { Collection } from '../../../src/operations/collection.js';
import { OperationStore } from '../../../src/operations/store.js';
import { CollectionPlan } from '../../../src/watch/collectionPlan.js';
import { aReading } from '../support/fixtures.js';
import { catalog } from './catalogFile.js';

const project = 'acme';

/** What of a service a project is asked for, below resources too: each list in a place with an operation of its own. */
interface Asked {
  readonly collection: Collection;
  readonly name: string;
}

/** All of it in one location, since no operation is in two. */
function asked(service: Service): readonly Asked[] {
  const locations = { of: () => Promise.reject(new Error('not asked')) };
  const parents = { list: () => Promise.reject(new Error('not asked')) };
  const plan = new CollectionPlan({ locations, parents }, { regions: [], nested: true });
  return plan.patterns(service, project).map((pattern) => {
    const collection = collectionAt(service, pattern, placeOf(pattern));
    return { collection, name: `${collection.path.replace(/[a-z]+Operations$/, 'operations')}/op-1` };
  });
}

function placeOf(pattern: CollectionPattern | NestedPattern): Place {
  const { locations } = pattern;
  const location = locations.from === 'fixed' ? locations.locations.at(-1) : 'us-central1';
  const place = { project, ...(locations.from !== 'none' && { location }) };
  const levels = 'parents' in pattern ? pattern.parents : [];
  return levels.reduce<Place>((above, { path }) => ({ ...above, parent: `${fill(path, above)}/some` }), place);
}

/** Lists of one service, each of which may show an operation of this name. */
interface Shared {
  readonly service: string;
  readonly name: string;
  readonly lists: readonly Collection[];
}

const shared: readonly Shared[] = catalog().flatMap((service) => {
  const lists = asked(service);
  return lists
    .map(({ name }) => ({
      service: service.id,
      name,
      lists: lists.flatMap(({ collection }) => (isOperationOf(collection, name) ? [collection] : [])),
    }))
    .filter((one) => one.lists.length > 1);
});

describe('an operation that two lists of a service show', () => {
  const services = [...new Set(shared.map(({ service }) => service))];

  it('is there to be shown twice in the services that have such lists', () => {
    for (const id of [
      'aiplatform',
      'contactcenterinsights',
      'dataproc',
      'discoveryengine',
      'gkeonprem',
      'retail',
      'spanner',
    ]) {
      assert.ok(services.includes(id), `${id} of ${services.join()}`);
    }
  });

  // Their other lists are of folders and organizations, which no project is asked for.
  for (const id of ['logging', 'observability']) {
    it(`${id}: a project is asked for one list`, () => {
      assert.equal(asked(catalog().find((service) => service.id === id)!).length, 1);
    });
  }

  for (const service of services) {
    it(`${service}: is on show once, however many lists show it and in whatever order`, () => {
      for (const { name, lists } of shared.filter((one) => one.service === service)) {
        for (const order of [lists, [...lists].reverse()]) {
          const store = new OperationStore();
          const spelled = ({ path }: Collection): string =>
            path.startsWith(`projects/${project}/locations/`) && name.includes('/regions/')
              ? name.replace('/regions/', '/locations/')
              : name;
          for (const list of [...order, ...order]) {
            const pass = store.beginListing(list);
            pass.page([aReading({ name: spelled(list) })]);
            pass.complete();
          }
          assert.equal([...store.all()].length, 1, `${name} in ${order.map(({ id }) => id).join(' ')}`);
          const [operation] = store.all();
          const first = lists.find(({ second }) => !second) ?? lists[0]!;
          assert.equal(operation?.collection.second, first.second);
          order.forEach((list, index) => {
            store.beginListing(list).complete();
            assert.equal([...store.all()].length, index < order.length - 1 ? 1 : 0);
          });
        }
      }
    });
  }

  it('belongs to a list that says it is the first, wherever one of the service is', () => {
    for (const { service, lists } of shared) {
      assert.ok(lists.filter(({ second }) => !second).length <= 1 || severalFirsts.has(service), service);
    }
  });
});

/** Different resources have lists of their own there, and hardly one operation is in two of them. */
const severalFirsts = new Set(['spanner', 'dialogflow', 'cloudfunctions']);
