import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageMark } from '../../../src/google/apis/operationsApi.js';
import { readPages } from '../../../src/google/apis/pages.js';
import type { Google } from '../../../src/google/google.js';
import type { ApiRequest } from '../../../src/google/http/apiRequest.js';
import type { JsonObject } from '../../../src/google/json.js';
import { collection, failure, listAll, listPages, openWith, scriptedCredential } from './bench.js';

describe('servers that keep to no rule', () => {
  let server: Server;
  let google: Google;
  let requests: IncomingMessage[];
  let answer: (request: IncomingMessage) => unknown;
  const from = collection('dataproc', 'acme', 'us-central1');
  const nameOf = (id: number): string => `${from.path}/${id}`;

  before(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      response.setHeader('content-type', 'application/json');
      const text = JSON.stringify(answer(request));
      // In two parts, as long answers come.
      response.write(text.slice(0, 100));
      setTimeout(() => response.end(text.slice(100)), 5);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    requests = [];
    google = open();
  });
  afterEach(() => google.dispose());

  function open(credential = scriptedCredential(['token'])): Google {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return openWith({ endpointOverrides: { dataproc: url } }, credential);
  }

  it('get: the operation is the one that was asked for, however the answer spells its project', async () => {
    answer = () => ({ name: 'projects/123456/regions/us-central1/operations/7', done: true });
    const reading = await google.operations.get(from, nameOf(7));
    assert.equal(reading.name, nameOf(7));
    assert.equal(reading.done, true);
  });

  it('get: an answer without a name is no operation', async () => {
    answer = () => ({ done: true, response: {} });
    assert.equal((await failure(google.operations.get(from, nameOf(7)))).kind, 'garbled');
  });

  it('list: what is no operation is left out', async () => {
    answer = () => ({ operations: [null, 7, 'x', [], {}, { name: '' }, { name: nameOf(1) }] });
    assert.deepEqual(
      (await listAll(google, from)).map(({ name }) => name),
      [nameOf(1)],
    );
    for (const operations of [null, {}, 'x', 7]) {
      answer = () => ({ operations, nextPageToken: 7, unreachable: [7, null, ''] });
      assert.deepEqual(await listPages(google, from), [{ readings: [], unreachable: [] }]);
    }
  });

  it('list: a name is shown and asked for as it is, whatever it is made of', async () => {
    const odd = [
      'with space',
      ' lead',
      'tab\there',
      'line\nbreak',
      'nul\0',
      '\u202Eleft',
      'ü',
      '50%',
      'a?b#c',
      'a:b@c',
    ];
    const names = odd.map((id) => `${from.path}/${id}`);
    answer = () => ({ operations: names.map((name) => ({ name })) });
    assert.deepEqual(
      (await listAll(google, from)).map(({ name }) => name),
      names,
    );
    for (const name of names) {
      answer = () => ({ name, done: true });
      assert.equal((await google.operations.get(from, name)).name, name);
    }
  });

  it('list: what cannot be asked for is told, and the rest is there', async () => {
    for (const id of ['\uD800', '..', '.', 'a/../b', 'x'.repeat(1_025)]) {
      answer = () => ({ operations: [{ name: `${from.path}/${id}` }, { name: nameOf(1) }] });
      const seen: string[] = [];
      const reading = (async () => {
        for await (const { readings } of google.operations.list(from, {})) {
          seen.push(...readings.map(({ name }) => name));
        }
      })();
      const { kind, message } = await failure(reading);
      assert.deepEqual([kind, seen], ['garbled', [nameOf(1)]], JSON.stringify(id));
      assert.match(message, /has a name that cannot be asked for/);
    }
  });

  it('list: a page is known again only when it is the same from the first of its parts on', async () => {
    let first = 1;
    answer = () => ({ operations: [{ name: nameOf(first) }, { name: nameOf(9), done: true }] });
    const marks = new Map<string, PageMark>();
    const unchanged = async (): Promise<boolean> => {
      let all = true;
      for await (const page of google.operations.list(from, { recall: (digest) => marks.get(digest) })) {
        all &&= page.unchanged === true;
        if (page.mark) {
          marks.set(page.mark.digest, page.mark);
        }
      }
      return all;
    };
    assert.equal(await unchanged(), false);
    assert.equal(await unchanged(), true);
    first = 2;
    assert.equal(await unchanged(), false, 'as long as before, and the same but for its beginning');
  });

  it('list: a page that ignores the page size is read in portions, with the thread free in between', async () => {
    answer = () => ({
      operations: Array.from({ length: 5_000 }, (_, id) => ({ name: nameOf(id) })),
      unreachable: ['here', 'projects/acme/locations/there'],
    });
    let turns = 0;
    let sizes: number[] = [];
    let timer: NodeJS.Immediate | undefined;
    const count = (): void => {
      turns++;
      timer = setImmediate(count);
    };
    for await (const page of google.operations.list(from)) {
      if (sizes.length === 0) {
        assert.deepEqual(page.unreachable, ['here', 'there']);
        count();
      }
      sizes = [...sizes, page.readings.length];
    }
    clearImmediate(timer);
    assert.deepEqual(sizes, Array<number>(10).fill(500));
    assert.ok(turns >= 9, String(turns));
  });

  it('list: pages without end come to one', async () => {
    const request = { query: {}, host: 'h' } as unknown as ApiRequest;
    for (const [bytes, pages] of [
      [100, 2_001],
      // Pages of 30 MB each.
      [30 * 1024 * 1024, 9],
    ] as const) {
      let asked = 0;
      const endless = {
        read: <T>(_: ApiRequest, read: (json: JsonObject, bytes: number) => T): Promise<T> =>
          Promise.resolve(read({ nextPageToken: String(++asked) }, bytes)),
      };
      const all = async (): Promise<void> => {
        for await (const page of readPages(endless, request, (json) => json)) {
          assert.ok(page);
        }
      };
      assert.equal((await failure(all())).kind, 'pagingLoop');
      assert.equal(asked, pages);
    }
  });

  it('list: who stops asking for pages gets no more', async () => {
    answer = () => ({ operations: [{ name: nameOf(1) }], nextPageToken: `${requests.length}` });
    for await (const page of google.operations.list(from)) {
      assert.equal(page.readings.length, 1);
      break;
    }
    assert.equal(requests.length, 1);
  });

  it('every call carries the quota project that its own credential names', async () => {
    answer = () => ({});
    google = open(scriptedCredential(['token'], 'paying-project'));
    await listAll(google, from);
    await google.operations.cancel(from, nameOf(1));
    assert.deepEqual(
      requests.map(({ headers }) => headers['x-goog-user-project']),
      ['paying-project', 'paying-project'],
    );
  });
});
