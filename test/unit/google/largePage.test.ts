import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../src/base/clock.js';
import type { Google } from '../../../src/google/google.js';
import { OperationStore } from '../../../src/operations/store.js';
import { Lister } from '../../../src/watch/lister.js';
import { Survey } from '../../../src/watch/survey.js';
import { longestTurnMs } from '../support/effort.js';
import { collection, openWith } from './bench.js';

const MB = 1024 * 1024;
const operations = 300_000;

describe('one page of three hundred thousand operations', function () {
  this.timeout(300_000);
  let server: Server;
  let google: Google;
  const from = collection('dataproc', 'p', 'us-central1');

  before(async () => {
    const page = Array.from({ length: operations }, (_, index) => ({ name: `${from.path}/${index}`, done: true }));
    const body = Buffer.from(JSON.stringify({ operations: page }));
    assert.ok(body.length < 24 * MB, `${body.length} bytes are more than an answer may have`);
    server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    google = openWith({ endpointOverrides: { dataproc: url } });
  });
  after(() => {
    google.dispose();
    server.close();
  });

  it('is read in slices, takes less than 300 MB, and holds the host no longer than parsing it takes', async () => {
    const [store, survey] = [new OperationStore(), new Survey()];
    const lister = new Lister(google.operations, store, survey, systemClock);
    const before = process.memoryUsage().rss;
    let most = before;
    const sampler = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
    const longest = await longestTurnMs(() => lister.list(from, new AbortController().signal));
    most = Math.max(most, process.memoryUsage().rss);
    clearInterval(sampler);
    assert.equal([...store.all()].length, operations);
    const grown = Math.round((most - before) / MB);
    console.log(`      ${grown} MB more at most; longest turn ${Math.round(longest)} ms of processor time`);
    assert.ok(grown < 300, `${grown} MB more`);
    assert.ok(longest < 3_000, `${longest} ms in one turn`);
    store.dispose();
    survey.dispose();
  });
});
