import assert from 'node:assert/strict';
import { scenarios, startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf, namesIn } from './client.js';
import type { Client } from './client.js';

describe('emulator: pages, filters, fields', () => {
  let emulator: Emulator;
  let client: Client;
  const deploy = '/clouddeploy/v1/projects/acme-web/locations/us-central1/operations';
  const dataproc = '/dataproc/v1/projects/acme-web/regions/us-central1/operations';

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.control.reset();
    client = clientOf(emulator);
  });

  const create = (count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      emulator.control.createOperation({
        service: 'clouddeploy',
        project: 'acme-web',
        location: 'us-central1',
        createdAgoMs: index * 1000,
      }),
    );

  const pages = async (query: string, limit = 20): Promise<string[][]> => {
    const found: string[][] = [];
    let token: string | undefined;
    do {
      const suffix = token === undefined ? '' : `&pageToken=${encodeURIComponent(token)}`;
      const reply = await client.get(`${deploy}?${query}${suffix}`);
      found.push(namesIn(reply));
      token = at(reply, 'nextPageToken') as string | undefined;
    } while (token !== undefined && found.length < limit);
    return found;
  };

  it('pages newest first, each operation once, with no token after the last', async () => {
    const names = create(7);
    const found = await pages('pageSize=3');
    assert.deepEqual(
      found.map(({ length }) => length),
      [3, 3, 1],
    );
    assert.deepEqual(found.flat(), names);
    assert.equal((await pages('pageSize=7')).length, 1, 'a page that is just full is the last');
  });

  it('does not shift when new operations appear between two pages', async () => {
    const names = create(4);
    const first = await client.get(`${deploy}?pageSize=2`);
    emulator.control.advance(5000);
    create(3);
    const token = encodeURIComponent(String(at(first, 'nextPageToken')));
    const second = await client.get(`${deploy}?pageSize=2&pageToken=${token}`);
    assert.deepEqual([...namesIn(first), ...namesIn(second)], names);
  });

  it('binds a page token to the other arguments, but not to the page size', async () => {
    create(4);
    const token = encodeURIComponent(String(at(await client.get(`${deploy}?pageSize=2`), 'nextPageToken')));
    assert.equal(namesIn(await client.get(`${deploy}?pageSize=1&pageToken=${token}`)).length, 1);
    const elsewhere = deploy.replace('us-central1', 'europe-west1');
    for (const url of [`${elsewhere}?pageToken=${token}`, `${deploy}?pageToken=garbage`]) {
      assert.equal(at(await client.get(url), 'error.status'), 'INVALID_ARGUMENT', url);
    }
    emulator.control.expirePageTokens();
    assert.equal((await client.get(`${deploy}?pageToken=${token}`)).status, 400);
  });

  it('coerces a page size that is too large, and refuses one that is negative or no number', async () => {
    create(3);
    assert.equal(namesIn(await client.get(`${deploy}?pageSize=100000`)).length, 3);
    assert.equal(namesIn(await client.get(`${deploy}?page_size=2`)).length, 2, 'snake case is understood');
    for (const size of ['-1', 'many', '1.5']) {
      assert.equal(at(await client.get(`${deploy}?pageSize=${size}`), 'error.status'), 'INVALID_ARGUMENT', size);
    }
  });

  it('does not do partial success, nor parameters it does not know', async () => {
    assert.equal(at(await client.get(`${deploy}?returnPartialSuccess=true`), 'error.status'), 'UNIMPLEMENTED');
    const unknown = await client.get(`${deploy}?pagesize=3`);
    assert.equal(at(unknown, 'error.status'), 'INVALID_ARGUMENT');
    assert.match(String(at(unknown, 'error.message')), /Unknown name "pagesize"/);
    assert.equal((await client.get(`${deploy}?alt=json&$alt=json;enum-encoding=int&key=x&quotaUser=me`)).status, 200);
  });

  it('shows what is named by its location in that list alone, and the rest of Dataproc in both', async () => {
    const spec = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
    const locations = dataproc.replace('regions', 'locations');
    const cluster = emulator.control.createOperation({ ...spec, target: 'etl', createdAgoMs: 2000 });
    const parent = 'projects/acme-web/locations/us-central1';
    const batch = emulator.control.createOperation({ ...spec, parent, target: 'nightly', createdAgoMs: 1000 });
    assert.deepEqual(namesIn(await client.get(dataproc)), [cluster]);
    assert.deepEqual(namesIn(await client.get(locations)), [batch, cluster]);
    assert.equal((await client.get(`/dataproc/v1/${batch}`)).status, 200);
    assert.equal((await client.get(`/dataproc/v1/${batch.replace('locations', 'regions')}`)).status, 404);
    assert.equal((await client.post(`/dataproc/v1/${batch}:cancel`)).status, 200);
    emulator.control.advance(60_000);
    assert.equal(at(await client.get(`/dataproc/v1/${batch}`), 'error.code'), 1);
  });

  it("filters Dataproc's documented fields and its older JSON form, and refuses the rest", async () => {
    const spec = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
    const running = emulator.control.createOperation({ ...spec, target: 'etl', labels: { team: 'data' } });
    const done = emulator.control.createOperation({
      ...spec,
      target: 'old',
      verb: 'delete',
      createdAgoMs: 9000,
      scenario: scenarios.succeeds(1),
    });
    const find = async (filter: string): Promise<unknown> => {
      const reply = await client.get(`${dataproc}?filter=${encodeURIComponent(filter)}`);
      return reply.status === 200 ? namesIn(reply) : at(reply, 'error.status');
    };
    assert.deepEqual(await find('status.state = ACTIVE'), [running]);
    assert.deepEqual(await find('status.state=DONE'), [done]);
    assert.deepEqual(await find('clusterName = old AND operationType = DELETE'), [done]);
    assert.deepEqual(await find('clusterName = "old" operationType = CREATE'), []);
    assert.deepEqual(await find('labels.team = *'), [running]);
    assert.deepEqual(await find('{}'), [running, done]);
    assert.deepEqual(await find('{"operation_state_matcher": "NON_ACTIVE", "cluster_name": "old"}'), [done]);
    for (const filter of [
      'name = x',
      'status.state != DONE',
      'clusterName = a OR clusterName = b',
      '{"x": 1}',
      'etl',
      '{',
    ]) {
      assert.equal(await find(filter), 'INVALID_ARGUMENT', filter);
    }
  });

  it('refuses filters where none is documented, unless told to understand them', async () => {
    const [name] = create(1);
    assert.equal(at(await client.get(`${deploy}?filter=done%3Dfalse`), 'error.status'), 'INVALID_ARGUMENT');
    emulator.control.supportFilter({ service: 'clouddeploy', fields: ['done', 'verb'] });
    assert.deepEqual(namesIn(await client.get(`${deploy}?filter=done%3Dfalse`)), [name]);
    assert.deepEqual(namesIn(await client.get(`${deploy}?filter=done%3Dtrue`)), []);
    assert.deepEqual(namesIn(await client.get(`${deploy}?filter=verb%3Dcreate`)), [name]);
  });

  it('answers with the asked fields only', async () => {
    const [name] = create(2);
    const reply = await client.get(`${deploy}?pageSize=1&fields=operations(name,metadata/verb),nextPageToken`);
    assert.deepEqual(at(reply, 'operations'), [{ name, metadata: { verb: 'create' } }]);
    assert.equal(typeof at(reply, 'nextPageToken'), 'string');
    assert.equal((await client.get(`${deploy}?fields=operations(name`)).status, 400);
  });
});
