import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { refreshTokens } from '../../../src/google/credentials/oauth/tokenEndpoint.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { ParentLevel } from '../../../src/google/serviceCatalog/service.js';
import { failureOf, openBench } from '../credentials/bench.js';
import { startFakeGoogle } from '../credentials/fakeGoogle.js';
import { collection, failure, listAll, openWith } from './bench.js';

const MB = 1024 * 1024;
const dataproc = seedServices.find(({ id }) => id === 'dataproc')!;

/** A server whose every answer is this text, a thousandth of it on the wire. */
async function serve(text: string): Promise<{ url: string; server: Server }> {
  const body = gzipSync(text);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('bounds of answers', function () {
  this.timeout(60_000);

  it('sixteen answers of 23 MB at once cost the memory of a few', async () => {
    const operation = (index: number): object => ({
      name: `projects/p/regions/r/operations/${index}`,
      metadata: { description: 'x'.repeat(0.23 * MB) },
    });
    const { url, server } = await serve(
      JSON.stringify({ operations: Array.from({ length: 100 }, (_, i) => operation(i)) }),
    );
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
    try {
      const google = openWith({ endpointOverrides: { dataproc: url } });
      const lists = Array.from({ length: 16 }, () => listAll(google, collection('dataproc', 'p', 'r')));
      for (const readings of await Promise.all(lists)) {
        assert.equal(readings.length, 100);
      }
      google.dispose();
    } finally {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
    }
    const grown = Math.round((most - before) / MB);
    assert.ok(grown < 300, `${grown} MB more`);
  });

  it('a token endpoint’s answer ends at a megabyte', async () => {
    const { url, server } = await serve(JSON.stringify({ access_token: 'x'.repeat(200 * MB) }));
    const bench = openBench();
    try {
      const wire = bench.wire({ endpointOverrides: { oauth2: url } });
      const error = await failureOf(refreshTokens({ id: 'client', secret: undefined }, 'refresh-token', wire));
      assert.equal(error.facts.kind, 'garbled');
      assert.match(error.message, /larger than 1 MB/);
    } finally {
      bench.dispose();
      server.closeAllConnections();
      server.close();
    }
  });

  it('two hundred thousand locations are an error of the call, not of the stack', async () => {
    const locations = Array.from({ length: 200_000 }, (_, index) => ({ locationId: `l-${index}`, name: `l-${index}` }));
    const google = await startFakeGoogle(() => ({ body: { locations, items: locations } }));
    try {
      const endpoints = { dataproc: google.url, compute: google.url };
      const { locations: api } = openWith({ endpointOverrides: endpoints });
      for (const ask of [() => api.list(dataproc, 'p'), () => api.computeRegions('p')]) {
        const facts = await failure(ask());
        assert.equal(facts.kind, 'garbled');
        assert.match(facts.message, /More than 2000 locations/);
      }
    } finally {
      await google.stop();
    }
  });

  it('of two hundred thousand parents as many are taken as were asked for', async () => {
    const parents = Array.from({ length: 200_000 }, (_, index) => ({ name: `projects/p/instances/i-${index}` }));
    const google = await startFakeGoogle(() => ({ body: { instances: parents } }));
    try {
      const api = openWith({ endpointOverrides: { dataproc: google.url } }).parents;
      const level: ParentLevel = { path: 'projects/{project}/instances', field: 'instances' };
      const names = await api.list(dataproc, level, { project: 'p' }, 50);
      assert.equal(names.length, 50);
    } finally {
      await google.stop();
    }
  });
});
