import assert from 'node:assert/strict';
import type { OperationPage, PageMark } from '../../../src/google/apis/operationsApi.js';
import { rpcCodes } from '../../../src/operations/code.js';
import { scenarios } from '../../emulator/index.js';
import { collection, failure, listAll, listPages, openBench, requestsOf, type Bench } from './bench.js';

describe('operations over the wire', () => {
  let bench: Bench;

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => bench.emulator.control.reset());

  const services = [
    {
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      list: '/dataproc/v1/projects/acme-web/regions/us-central1/operations',
    },
    {
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'us-central1',
      list: '/clouddeploy/v1/projects/acme-web/locations/us-central1/operations',
    },
    {
      service: 'gkehub',
      project: 'acme-web',
      location: 'us-central1',
      list: '/gkehub/v1beta/projects/acme-web/locations/us-central1/operations',
    },
    { service: 'vault', project: undefined, location: undefined, list: '/vault/v1/operations' },
  ];

  for (const { service, project, location, list } of services) {
    it(`${service}: list, get, cancel, CANCELLED, delete`, async () => {
      const { control } = bench.emulator;
      const google = bench.open();
      const from = collection(service, project, location);
      const name = control.createOperation({
        service,
        ...(project !== undefined && { project }),
        ...(location !== undefined && { location }),
        scenario: scenarios.neverEnds(3),
        target: 'etl-7',
      });

      const [running, ...others] = await listAll(google, from);
      assert.equal(others.length, 0);
      assert.equal(running?.name, name);
      assert.equal(running.done, false);
      assert.ok(running.target?.endsWith('etl-7'));
      assert.ok(running.startTime !== undefined);
      assert.equal(requestsOf(bench.emulator, 'operations.list')[0]?.url, `${list}?pageSize=100&prettyPrint=false`);

      await google.operations.cancel(from, name);
      assert.equal((await google.operations.get(from, name)).done, false);
      control.advance(5_000);
      const ended = await google.operations.get(from, name);
      assert.equal(ended.done, true);
      assert.equal(ended.error?.code, rpcCodes.CANCELLED);
      assert.deepEqual((await listAll(google, from))[0], ended);

      await google.operations.delete(from, name);
      assert.equal((await failure(google.operations.get(from, name))).kind, 'notFound');
      assert.deepEqual(await listAll(google, from), []);
      assert.equal(control.cancelPosts(name), 1);
    });
  }

  it('cancels with an empty body: Content-Length 0 and no content type', async () => {
    const name = bench.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'global',
    });
    await bench.open().operations.cancel(collection('dataproc', 'acme-web', 'global'), name);
    const [request] = requestsOf(bench.emulator, 'operations.cancel');
    assert.equal(request?.method, 'POST');
    assert.equal(request.url, `/dataproc/v1/${name}:cancel`);
    assert.equal(request.body, '');
    assert.equal(request.headers['content-length'], '0');
    assert.equal(request.headers['content-type'], undefined);
    assert.equal(request.headers['transfer-encoding'], undefined);
  });

  it('names itself, asks for compressed answers and sends the quota project', async () => {
    const from = collection('dataproc', 'acme-web', 'global');
    await listAll(bench.open({ quotaProject: 'acme-edge' }), from);
    const [request] = requestsOf(bench.emulator, 'operations.list');
    assert.equal(request?.headers['user-agent'], 'cloud-operations/0.0.0 (gzip)');
    assert.match(String(request.headers['accept-encoding']), /gzip/);
    assert.equal(request.headers['x-goog-user-project'], 'acme-edge');
    await listAll(bench.open(), from);
    assert.equal(requestsOf(bench.emulator, 'operations.list')[1]?.headers['x-goog-user-project'], undefined);
  });

  it('encodes a domain-scoped project', async () => {
    const project = 'example.com:billing-export';
    const name = bench.emulator.control.createOperation({ service: 'clouddeploy', project, location: 'us-east1' });
    const google = bench.open();
    const from = collection('clouddeploy', project, 'us-east1');
    assert.deepEqual(
      (await listAll(google, from)).map((reading) => reading.name),
      [name],
    );
    await google.operations.cancel(from, name);
    const [list] = requestsOf(bench.emulator, 'operations.list');
    assert.match(list!.url, /\/v1\/projects\/example\.com%3Abilling-export\/locations\/us-east1\/operations\?/);
    assert.equal(bench.emulator.control.operation(name).cancelRequested, true);
  });

  it('takes an endpoint override without a path', async () => {
    const port = await bench.emulator.servicePort('gkehub');
    const endpointOverrides = { gkehub: `http://127.0.0.1:${port}/`, oauth2: `${bench.emulator.url}/oauth2` };
    const name = bench.emulator.control.createOperation({
      service: 'gkehub',
      project: 'acme-edge',
      location: 'global',
    });
    const google = bench.open({ endpointOverrides });
    const [reading] = await listAll(google, collection('gkehub', 'acme-edge', '-'));
    assert.equal(reading?.name, name);
    assert.match(
      requestsOf(bench.emulator, 'operations.list')[0]!.url,
      /^\/v1beta\/projects\/acme-edge\/locations\/-\//,
    );
  });

  it('gives the raw operation for the details', async () => {
    const name = bench.emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'us-east1',
    });
    const from = collection('clouddeploy', 'acme-web', 'us-east1');
    const { json, reading } = await bench.open().operations.describe(from, name);
    assert.deepEqual(reading, await bench.open().operations.get(from, name));
    assert.deepEqual(json, JSON.parse(JSON.stringify(bench.emulator.control.operation(name).wire)));
  });

  it('shows which operations somebody else asked to cancel', async () => {
    for (const service of ['clouddeploy', 'gkehub']) {
      const from = collection(service, 'acme-web', 'us-central1');
      const name = bench.emulator.control.createOperation({ service, project: 'acme-web', location: 'us-central1' });
      bench.emulator.control.cancelElsewhere(name);
      assert.equal((await bench.open().operations.get(from, name)).cancelRequested, true, service);
    }
  });

  describe('paging', () => {
    const from = collection('dataproc', 'acme-web', 'us-east1');
    const create = (count: number): string[] =>
      bench.emulator.control.createOperations(
        Array.from({ length: count }, () => ({ service: 'dataproc', project: 'acme-web', location: 'us-east1' })),
      );

    it('reads every page with the same arguments', async () => {
      const names = create(250);
      const pages = await listPages(bench.open(), from);
      assert.deepEqual(
        pages.map((page) => page.readings.length),
        [100, 100, 50],
      );
      assert.deepEqual(new Set(pages.flatMap((page) => page.readings.map(({ name }) => name))), new Set(names));
      const urls = requestsOf(bench.emulator, 'operations.list').map(({ url }) => url.replace(/pageToken=[^&]+/, 'T'));
      assert.match(urls[1]!, /\?pageSize=100&prettyPrint=false&T$/);
      assert.equal(urls[2], urls[1]);
    });

    it('knows pages again by their bytes, and reads those that changed', async () => {
      create(120);
      const google = bench.open();
      const marks = new Map<string, PageMark>();
      const list = async (): Promise<OperationPage[]> => {
        const pages: OperationPage[] = [];
        for await (const page of google.operations.list(from, { recall: (digest) => marks.get(digest) })) {
          pages.push(page);
        }
        pages.forEach(({ mark }) => mark && marks.set(mark.digest, mark));
        return pages;
      };
      const first = await list();
      assert.deepEqual(
        first.map(({ readings, unchanged }) => [readings.length, unchanged]),
        [
          [100, undefined],
          [20, undefined],
        ],
      );
      const again = await list();
      assert.deepEqual(
        again.map(({ readings, unchanged, mark }) => [readings.length, unchanged, mark]),
        first.map(({ mark }) => [0, true, mark]),
      );
      // Others of the same kind: pages of the same length.
      bench.emulator.control.reset();
      const others = create(120);
      const changed = await list();
      assert.deepEqual(new Set(changed.flatMap(({ readings }) => readings.map(({ name }) => name))), new Set(others));
    });

    it('goes on after an empty page with a token', async () => {
      create(120);
      bench.emulator.control.inject({ method: 'operations.list', times: 1, effect: { kind: 'emptyPage' } });
      assert.equal((await listAll(bench.open(), from)).length, 120);
    });

    it('ends a token loop with an error', async () => {
      create(3);
      bench.emulator.control.inject({ method: 'operations.list', effect: { kind: 'tokenLoop' } });
      assert.equal((await failure(listAll(bench.open(), from))).kind, 'pagingLoop');
      assert.ok(requestsOf(bench.emulator, 'operations.list').length <= 3);
    });

    it('hands on each page before the next one is asked for', async () => {
      create(150);
      bench.emulator.control.inject({ method: 'operations.list', after: 1, effect: { kind: 'hang' } });
      const controller = new AbortController();
      const pages = bench.open().operations.list(from, { signal: controller.signal })[Symbol.asyncIterator]();
      const first = (await pages.next()) as IteratorResult<OperationPage, undefined>;
      assert.equal(first.value?.readings.length, 100);
      const second = failure(pages.next());
      controller.abort();
      assert.equal((await second).kind, 'aborted');
    });

    it('tells which locations could not be reached', async () => {
      bench.emulator.control.inject({
        service: 'gkehub',
        effect: { kind: 'unreachable', locations: ['europe-west1'] },
      });
      const pages = await listPages(bench.open(), collection('gkehub', 'acme-web', '-'));
      assert.deepEqual(
        pages.flatMap((page) => page.unreachable),
        ['europe-west1'],
      );
    });
  });
});
