import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isOperationOf } from '../../../src/google/operationNames.js';
import { startFakeGoogle, type FakeGoogle } from '../credentials/fakeGoogle.js';
import { cpuMs } from '../support/effort.js';
import { collection, failure, openWith } from './bench.js';

const regional = 'projects/dev/regions/us-central1/operations';

describe('which names a collection holds', () => {
  /** Path of a collection → names of operations that its service answers. */
  const own: Record<string, readonly string[]> = {
    [regional]: [
      'projects/dev/regions/us-central1/operations/a-b-c',
      'projects/123456789012/regions/us-central1/operations/a',
      'projects/dev/locations/us-central1/operations/a',
    ],
    'projects/dev/locations/-/operations': [
      'projects/dev/locations/europe-west1/operations/a',
      'projects/42/locations/global/operations/a',
      'projects/dev/locations/us-central1/models/m/operations/1',
      'projects/dev/locations/us-central1/featurestores/f/entityTypes/e/operations/1',
    ],
    'projects/dev/locations/us-central1/operations': ['projects/dev/locations/us-central1-b/operations/a'],
    'projects/dev/locations/us/ragEngineConfig/operations': ['projects/dev/locations/us/ragEngineConfig/operations/1'],
    'projects/dev/operations': ['projects/dev/operations/1', 'projects/dev/locations/x/operations/1'],
    'projects/example.com:dev/operations': ['projects/example.com:dev/operations/1', 'projects/77/operations/1'],
    'projects/42/operations': ['projects/dev/operations/1'],
    'apps/dev/operations': ['apps/dev/operations/0a1b'],
    operations: ['operations/cp.123', 'operations/accessPolicies/1/create/2', 'matters/m/operations/1'],
    transferOperations: ['transferOperations/transferJobs-1-2'],
    'operations/projects/dev/operations': ['operations/projects/dev/instances/i/locations/l/operations/1'],
    'projects/dev/instances/i/databaseOperations': ['projects/dev/instances/i/databases/d/operations/_auto_1'],
    'projects/dev/instances/operations/operations': ['projects/dev/instances/operations/operations/1'],
  };
  for (const [path, names] of Object.entries(own)) {
    for (const name of names) {
      it(`${path}: ${name}`, () => assert.ok(isOperationOf({ path }, name)));
    }
  }

  it('the aggregated list of Compute Engine: of a zone, a region and global', () => {
    const compute = { path: 'projects/dev/aggregated/operations', shape: 'compute' } as const;
    for (const place of ['zones/us-central1-a', 'regions/us-central1', 'global']) {
      assert.ok(isOperationOf(compute, `projects/dev/${place}/operations/operation-1`), place);
    }
    assert.ok(!isOperationOf(compute, 'projects/dev/global/instanceTemplates/operations'));
    assert.ok(!isOperationOf(compute, 'projects/dev/aggregated/operations/operation-1'));
  });

  /** Each is something else, or somebody else's. */
  const foreign: Record<string, readonly string[]> = {
    [regional]: [
      'projects/prod/regions/us-central1/operations/a',
      'projects/dev/regions/europe-west1/operations/a',
      'projects/dev/regions/us-central1/clusters/payments',
      'projects/prod/regions/us-central1/clusters/payments',
      'projects/dev/regions/us-central1/clusters/operations/jobs/payments',
      'projects/dev/regions/us-central1/operations',
      'projects/dev/regions/us-central1/operations/',
      'xprojects/dev/regions/us-central1/operations/a',
      'operations/a',
      'v9/anything',
      '',
    ],
    'projects/dev/operations': ['projects/devil/operations/1', 'projects/dev/instances/operations/databases/payments'],
    'projects/a.c/operations': ['projects/abc/operations/1'],
    operations: ['projects/dev/instances/i', 'operations'],
    'projects/dev/instances/i/databaseOperations': ['projects/dev/instances/other/databases/d/operations/1'],
  };
  for (const [path, names] of Object.entries(foreign)) {
    for (const name of names) {
      it(`${path}: not ${name}`, () => assert.ok(!isOperationOf({ path }, name)));
    }
  }

  it('nothing of a record without a path', () => {
    assert.ok(!isOperationOf({} as { path: string }, 'operations/1'));
  });

  it('answers quickly, whatever the name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('operations', 'projects', 'dev', 'a', '', '-'), { maxLength: 400 }),
        async (parts) => {
          const ms = await cpuMs(() => {
            isOperationOf({ path: regional }, parts.join('/'));
            isOperationOf({ path: 'operations' }, parts.join('/'));
          });
          assert.ok(ms < 50, `${ms} ms`);
        },
      ),
    );
  });

  it('every operation that Google was recorded to answer at its own address', function () {
    const file = '../shared/data/real-answers/answers.jsonl';
    if (!existsSync(file)) {
      console.log('        skipped: the recorded answers are not here');
      this.skip();
    }
    let checked = 0;
    for (const line of readFileSync(file, 'utf8')
      .split('\n')
      .filter((text) => text !== '')) {
      const { kind, method, url, shape, body } = JSON.parse(line) as Record<string, unknown>;
      const name = (body as { name?: unknown } | undefined)?.name;
      const path = typeof url === 'string' && URL.canParse(url) ? decodeURIComponent(new URL(url).pathname) : '';
      // Ids below the location were made neutral one by one, in the address other than in the name.
      const parent = /^\/[^/]+\/((?:(?:projects\/[^/]+\/)?locations\/[^/]+\/)?)(?:.+\/)?operations\/[^/]+$/.exec(
        path,
      )?.[1];
      if (kind === 'operation' && method === 'GET' && shape === 'longrunning' && parent && typeof name === 'string') {
        checked++;
        assert.ok(isOperationOf({ path: `${parent}operations` }, name), `${path} ${name}`);
      }
    }
    assert.ok(checked > 50, String(checked));
  });
});

describe('a server that names what is not asked for', () => {
  let google: FakeGoogle;
  let answer: () => unknown;
  const from = collection('dataproc', 'dev', 'us-central1');
  const name = `${regional}/mine`;

  beforeEach(async () => {
    google = await startFakeGoogle(() => ({ body: answer() }));
  });
  afterEach(() => google.stop());
  const open = () => openWith({ endpointOverrides: { dataproc: google.url } });

  it('among its operations: those of the collection are taken, and the list is garbled', async () => {
    const cluster = 'projects/prod/regions/us-central1/clusters/payments';
    answer = () => ({ operations: [{ name: cluster }, { name }, { name: `${regional}/other` }] });
    const read: string[] = [];
    const listing = (async () => {
      for await (const page of open().operations.list(from, { recall: () => undefined })) {
        assert.equal(page.mark, undefined, 'it is not to be believed the next time');
        read.push(...page.readings.map((reading) => reading.name));
      }
    })();
    const facts = await failure(listing);
    assert.equal(facts.kind, 'garbled');
    assert.match(facts.message, /clusters\/payments/);
    assert.deepEqual(read, [name, `${regional}/other`]);
  });

  it('as the answer about an operation: it is not taken for that one', async () => {
    for (const other of [`${regional}/another`, 'projects/prod/regions/us-central1/operations/mine', 'mine', '']) {
      answer = () => ({ name: other, done: true, error: { code: 1 } });
      assert.equal((await failure(open().operations.get(from, name))).kind, 'garbled', other);
    }
    answer = () => ({ name: 'projects/123/regions/us-central1/operations/mine', done: true });
    assert.equal((await open().operations.get(from, name)).name, name);
  });

  it('is asked to delete, cancel or describe operations of the collection only', async () => {
    answer = () => ({});
    const { operations } = open();
    for (const odd of [
      'projects/prod/regions/us-central1/clusters/payments',
      `projects/dev/regions/us-central1/clusters/payments`,
      'projects/prod/regions/us-central1/operations/x',
      'operations/x',
    ]) {
      for (const act of ['delete', 'cancel', 'describe'] as const) {
        assert.equal((await failure(operations[act](from, odd))).kind, 'invalidArgument', odd);
      }
    }
    assert.equal(google.requests.length, 0);
    await operations.delete(from, name);
    await operations.cancel(from, name);
    assert.equal(google.requests.length, 2);
  });
});
