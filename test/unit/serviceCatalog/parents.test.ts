import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Google } from '../../../src/google/google.js';
import type { NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import { openWith } from '../google/bench.js';
import { catalog } from './catalogFile.js';

function nested(id: string): [Service, NestedPattern] {
  const service = catalog().find((one) => one.id === id);
  const pattern = service?.nested?.[0];
  assert.ok(service && pattern, id);
  return [service, pattern];
}

describe('parents of nested collections', () => {
  const answers: Record<string, unknown> = {
    '/v1/projects/example.com%3Ap/databases?pageSize=100': {
      databases: [{ name: 'projects/p/databases/(default)' }, { name: 7 }, 'x'],
      nextPageToken: 'more',
    },
    '/v1/projects/example.com%3Ap/databases?pageSize=100&pageToken=more': {
      databases: [{ name: 'projects/p/databases/b' }],
    },
    '/dns/v1/projects/p/managedZones?maxResults=100': { managedZones: [{ name: 'lake-example', id: '7' }] },
    '/v3/organizations:search?pageSize=100': { organizations: [{ name: 'organizations/1' }] },
  };
  const asked: string[] = [];
  let server: Server;
  let google: Google;

  before(async () => {
    server = createServer((request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      const answer = answers[url];
      response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    google = openWith({ endpointOverrides: { firestore: url, dns: url, cloudresourcemanager: url } });
  });
  after(() => {
    google.dispose();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => asked.splice(0));

  it('are listed page by page, by their own names', async () => {
    const [service, pattern] = nested('firestore');
    const [level] = pattern.parents;
    assert.ok(level);
    const names = await google.parents.list(service, level, { project: 'example.com:p' }, 100);
    assert.deepEqual(names, ['projects/p/databases/(default)', 'projects/p/databases/b']);
    assert.deepEqual(await google.parents.list(service, level, { project: 'example.com:p' }, 1), names.slice(0, 1));
    assert.equal(asked.length, 3, 'no page beyond what is wanted');
  });

  it('have the address in front of them where the API gives ids', async () => {
    const [service, pattern] = nested('dns');
    const names = await google.parents.list(service, pattern.parents[0]!, { project: 'p' }, 100);
    assert.deepEqual(names, ['projects/p/managedZones/lake-example']);
  });

  it('are asked of the service that owns them', async () => {
    const [service, pattern] = nested('securitycenter');
    const [level] = pattern.parents;
    assert.ok(level);
    assert.deepEqual(await google.parents.list(service, level, {}, 100), ['organizations/1']);
  });
});
