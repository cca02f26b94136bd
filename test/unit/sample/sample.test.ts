import assert from 'node:assert/strict';
import { isApiError } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { openSample, type Sample } from '../../../src/sample/sample.js';
import { projectsDay } from '../../../src/sample/day/day.js';
import { systemClock } from '../../../src/base/clock.js';
import { LocationDirectory } from '../../../src/watch/locations.js';
import { CollectionPlan } from '../../../src/watch/collectionPlan.js';
import { atOnce } from '../../../src/watch/pace.js';
import { demoDay } from '../../emulator/index.js';
import { MemoryLog } from '../support/fixtures.js';
import { failure, listAll, listPages, openBench, overridesOf } from '../google/bench.js';
import { catalog } from '../serviceCatalog/catalogFile.js';

const begin = Date.UTC(2026, 10, 22, 9, 30);
const minute = 60_000;

interface Read {
  readonly collection: Collection;
  readonly reading: OperationReading;
}

/** Everything that the product finds in a cloud, by its own plan of collections. */
async function readAll(google: Google, { projects, services }: Sample): Promise<Read[]> {
  const locations = new LocationDirectory(google.locations, systemClock, new MemoryLog());
  const plan = new CollectionPlan({ locations, parents: google.parents }, { regions: [] });
  const asked = catalog().filter(({ id }) => services.includes(id));
  assert.equal(asked.length, services.length);
  const collections = await Promise.all(
    asked.flatMap((service) =>
      projects.flatMap((project) =>
        plan
          .patterns(service, project)
          .map((pattern) => plan.collections(service, pattern, project, atOnce(new AbortController().signal))),
      ),
    ),
  );
  const read = await Promise.all(
    collections.flat().map(async (collection) => {
      const readings = await listAll(google, collection);
      return readings.map((reading) => ({ collection, reading }));
    }),
  );
  return read.flat();
}

describe('sample data', function () {
  this.timeout(20_000);
  let now = begin;
  let sample: Sample;
  let read: Read[];

  async function find(target: string): Promise<Read> {
    read = await readAll(sample.google, sample);
    const found = read.find(({ reading }) => reading.target?.split('/').at(-1) === target);
    assert.ok(found, target);
    return found;
  }

  async function again({ collection, reading }: Read): Promise<OperationReading> {
    return sample.google.operations.get(collection, reading.name);
  }

  beforeEach(() => {
    now = begin;
    sample = openSample({ now: () => now });
  });

  it('is what the product reads of the emulator, which runs on the same day', async () => {
    const bench = await openBench({ now: () => now });
    demoDay(bench.emulator);
    const findService = (id: string) => catalog().find((service) => service.id === id);
    const emulated = bench.open({ findService, endpointOverrides: overridesOf(bench.emulator) });
    try {
      for (const later of [0, 4, 40]) {
        now = begin + later * minute;
        const seen = (all: readonly Read[]): string[] => all.map(withoutIds).sort();
        const inMemory = seen(await readAll(sample.google, sample));
        assert.ok(inMemory.length > 90, `${inMemory.length} operations`);
        assert.deepEqual(inMemory, seen(await readAll(emulated, sample)));
      }
    } finally {
      await bench.dispose();
    }
  });

  it('starts, runs and ends operations of every service that it has, as time goes by', async () => {
    const first = await readAll(sample.google, sample);
    assert.deepEqual(
      [...new Set(first.map(({ collection }) => collection.service))].sort(),
      [...sample.services].sort(),
    );
    assert.ok(sample.services.length >= 12);
    assert.equal(new Set(first.map(({ collection }) => collection.project)).size, 3);
    const names = new Set(first.map(({ reading }) => reading.name));
    now += 2 * minute;
    const later = await readAll(sample.google, sample);
    assert.ok(
      later.some(({ reading }) => !names.has(reading.name) && !reading.done),
      'one has started',
    );
    const sweep = later.find(({ reading }) => reading.target === 'gpu-sweep')?.reading;
    assert.equal(first.find(({ reading }) => reading.target === 'gpu-sweep')?.reading.done, false);
    assert.deepEqual([sweep?.done, sweep?.error?.code], [true, 8], 'a quota is exceeded meanwhile');
    now += 24 * 60 * minute;
    assert.ok(
      (await readAll(sample.google, sample)).some(({ reading }) => !reading.done),
      'one hangs',
    );
  });

  it('cancels an operation within seconds', async () => {
    const operation = await find('etl-7');
    await sample.google.operations.cancel(operation.collection, operation.reading.name);
    assert.equal((await again(operation)).done, false);
    now += 7_000;
    assert.equal((await again(operation)).error?.code, 1);
  });

  it('lets one finish anyway, and says so of its cancel flag where its service has one', async () => {
    const cluster = await find('reporting-west');
    const membership = await find('edge-store-0117');
    for (const { collection, reading } of [cluster, membership]) {
      await sample.google.operations.cancel(collection, reading.name);
    }
    assert.equal((await again(membership)).cancelRequested, true);
    now += 13_000;
    for (const operation of [cluster, membership]) {
      const { done, error } = await again(operation);
      assert.deepEqual([done, error], [true, undefined]);
    }
  });

  it('refuses a cancel, knows none of others, and takes some without effect', async () => {
    const cancel = async (target: string): Promise<unknown> => {
      const { collection, reading } = await find(target);
      return sample.google.operations.cancel(collection, reading.name).then(
        () => 'accepted',
        (error: unknown) => isApiError(error) && error.facts.kind,
      );
    };
    assert.equal(await cancel('fraud-model-training-2026-q4-gpu'), 'failedPrecondition');
    assert.equal(await cancel('etl-6'), 'unimplemented');
    assert.equal(await cancel('edge-us-31'), 'accepted');
    now += minute;
    assert.equal((await again(await find('edge-us-31'))).done, false);
  });

  it('forgets a record that is deleted, and knows no other names', async () => {
    const { collection, reading } = await find('poc-iceberg');
    await sample.google.operations.delete(collection, reading.name);
    assert.equal((await failure(sample.google.operations.get(collection, reading.name))).kind, 'notFound');
    const elsewhere = sample.google.operations.cancel(collection, 'projects/other/regions/us-central1/operations/1');
    assert.equal((await failure(elsewhere)).kind, 'invalidArgument');
  });

  it('answers in a turn of its own, and not to whoever has given up', async () => {
    const { collection, reading } = await find('etl-7');
    const signal = AbortSignal.abort();
    assert.equal(
      (await failure(sample.google.operations.describe(collection, reading.name, { signal }))).kind,
      'aborted',
    );
    assert.equal((await failure(listPages(sample.google, collection, signal))).kind, 'aborted');
  });

  it('writes an operation as its service does', async () => {
    const { collection, reading } = await find('etl-7');
    const described = await sample.google.operations.describe(collection, reading.name);
    const json = described.json as Record<string, unknown>;
    assert.equal(json['name'], reading.name);
    assert.deepEqual(
      described.steps.map(({ state }) => state),
      ['PENDING', 'RUNNING'],
    );
    const metadata = json['metadata'] as Record<string, unknown>;
    assert.equal(metadata['@type'], 'type.googleapis.com/google.cloud.dataproc.v1.ClusterOperationMetadata');
    assert.deepEqual(metadata['labels'], { team: 'data', env: 'prod' });
    assert.ok(Object.values(metadata).every((value) => value !== undefined));
  });

  it('has no token, and no account that anybody could sign in as', async () => {
    const { credential } = sample.google;
    assert.equal(await credential.accessToken(['https://www.googleapis.com/auth/cloud-platform']), '');
    assert.deepEqual(await credential.describe(), {
      kind: 'simulated',
      account: 'ops@example.com',
      file: undefined,
      project: undefined,
      quotaProject: undefined,
    });
  });

  it('names each target of the walkthrough, running, to be cancelled as its step says', () => {
    const day = projectsDay();
    const cancelOf = (target: string) => day.find((spec) => spec.target === target && (spec.createdAgoMs ?? 0) > 0);
    assert.equal(cancelOf('etl-7')?.scenario?.cancel.kind, 'cancels');
    assert.equal(cancelOf('reporting-west')?.scenario?.cancel.kind, 'completes');
    assert.equal(cancelOf('gdpr-export')?.scenario?.ends.kind, 'succeeds');
  });
});

/** All that is read, without what is made up anew for each operation. */
function withoutIds({ collection, reading }: Read): string {
  const { name, labels, ...rest } = reading;
  return JSON.stringify([
    collection.id,
    name.split('/').slice(0, -1),
    { ...rest, labels: labels?.replace(/[0-9a-f-]{36}/, '') },
  ]);
}
