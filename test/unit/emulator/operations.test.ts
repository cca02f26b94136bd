import assert from 'node:assert/strict';
import { scenarios, standardCollection, startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf, namesIn } from './client.js';
import type { Client } from './client.js';

describe('emulator: operations', () => {
  let emulator: Emulator;
  let client: Client;
  let now = Date.UTC(2026, 10, 22, 9, 30);

  before(async () => {
    emulator = await startEmulator({ now: () => now });
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.control.reset();
    client = clientOf(emulator);
  });

  const location = 'us-central1';
  const services = [
    { service: 'dataproc', path: 'dataproc/v1', spec: { project: 'acme-web', location, target: 'etl-7' } },
    {
      service: 'clouddeploy',
      path: 'clouddeploy/v1',
      spec: { project: 'acme-web', location, target: 'projects/acme-web/locations/us-central1/targets/prod' },
    },
    {
      service: 'gkehub',
      path: 'gkehub/v1beta',
      spec: {
        version: 'v1beta',
        project: 'acme-web',
        location,
        target: 'projects/acme-web/locations/us-central1/memberships/m',
      },
    },
    { service: 'vault', path: 'vault/v1', spec: { target: 'matter-1' } },
  ] as const;

  for (const { service, path, spec } of services) {
    it(`${service}: lists, gets, cancels, and is cancelled only when the server says so`, async () => {
      const name = emulator.control.createOperation({ service, ...spec, scenario: scenarios.neverEnds(5) });
      const list = `/${path}/${name.replace(/\/[^/]+$/, '')}`;
      assert.deepEqual(namesIn(await client.get(list)), [name]);

      const running = await client.get(`/${path}/${name}`);
      // GKE Hub writes what is false, the others leave it out.
      const done = service === 'gkehub' ? false : undefined;
      assert.equal(at(running, 'done'), done);

      const cancel = await client.post(`/${path}/${name}:cancel`, '');
      assert.deepEqual([cancel.status, cancel.json], [200, {}]);
      now += 4999;
      assert.equal(at(await client.get(`/${path}/${name}`), 'done'), done);
      now += 1;
      const ended = await client.get(`/${path}/${name}`);
      assert.equal(at(ended, 'done'), true);
      assert.equal(at(ended, 'error.code'), 1);
      assert.equal(at(ended, 'response'), undefined);

      assert.deepEqual((await client.request('DELETE', `/${path}/${name}`)).json, {});
      assert.equal((await client.get(`/${path}/${name}`)).status, 404);
      assert.deepEqual((await client.get(list)).json, {}, 'an empty list is an empty object');
    });
  }

  it('writes the cancel flag in the spelling of each service, and none for Dataproc and Vault', async () => {
    const flags: Record<string, unknown> = {};
    for (const { service, path, spec } of services) {
      const name = emulator.control.createOperation({ service, ...spec, scenario: scenarios.neverEnds(5) });
      const before = JSON.stringify(at(await client.get(`/${path}/${name}`), 'metadata'));
      assert.doesNotMatch(before, /cancel\w*":(?!false)/i);
      await client.post(`/${path}/${name}:cancel`);
      const metadata = at(await client.get(`/${path}/${name}`), 'metadata') as Record<string, unknown>;
      flags[service] = Object.keys(metadata).filter((key) => /cancel/i.test(key));
    }
    assert.deepEqual(flags, {
      dataproc: [],
      clouddeploy: ['requestedCancellation'],
      gkehub: ['cancelRequested'],
      vault: [],
    });
  });

  it('answers a cancel as the scenario says: refused, unimplemented, gone, or done already', async () => {
    const create = (scenario: ReturnType<typeof scenarios.neverEnds>): string =>
      emulator.control.createOperation({ service: 'clouddeploy', project: 'acme-web', location, scenario });
    const cancel = async (name: string): Promise<unknown[]> => {
      const reply = await client.post(`/clouddeploy/v1/${name}:cancel`);
      return [reply.status, at(reply, 'error.status')];
    };
    assert.deepEqual(await cancel(create(scenarios.refusesCancel())), [400, 'FAILED_PRECONDITION']);
    assert.deepEqual(await cancel(create(scenarios.cannotBeCancelled())), [501, 'UNIMPLEMENTED']);
    const done = create(scenarios.succeeds(0));
    assert.deepEqual(await cancel(done), [200, undefined]);
    assert.equal(emulator.control.operation(done).cancelRequested, false);
    const gone = create(scenarios.disappears(0));
    assert.deepEqual(await cancel(gone), [404, 'NOT_FOUND']);
    assert.equal(emulator.control.cancelPosts(gone), 1);
  });

  it('takes an empty body or an empty message for a cancel, and nothing else', async () => {
    const name = emulator.control.createOperation({ service: 'clouddeploy', project: 'acme-web', location });
    const path = `/clouddeploy/v1/${name}:cancel`;
    for (const body of ['', '{}', ' {} ']) assert.equal((await client.post(path, body)).status, 200, body);
    for (const body of ['[]', '1', '"x"', 'null', '{"force":true}', '{']) {
      const reply = await client.post(path, body);
      assert.deepEqual([reply.status, at(reply, 'error.status')], [400, 'INVALID_ARGUMENT'], body);
    }
  });

  it('names Dataproc operations under regions, also where locations are listed', async () => {
    const name = emulator.control.createOperation({ service: 'dataproc', project: 'acme-web', location });
    assert.match(name, /^projects\/acme-web\/regions\/us-central1\/operations\/[0-9a-f-]{36}$/);
    const inLocations = '/dataproc/v1/projects/acme-web/locations/us-central1/operations';
    assert.deepEqual(namesIn(await client.get(inLocations)), [name]);
    assert.equal(at(await client.get(`${inLocations}/${name.split('/').at(-1) ?? ''}`), 'name'), name);
  });

  it('finds a project by its number and a domain-scoped one by its encoded id', async () => {
    const name = emulator.control.createOperation({ service: 'dataproc', project: 'acme-web', location });
    assert.deepEqual(namesIn(await client.get(`/dataproc/v1/projects/271828182845/regions/${location}/operations`)), [
      name,
    ]);
    const scoped = emulator.control.createOperation({
      service: 'dataproc',
      project: 'example.com:billing-export',
      location,
    });
    const encoded = scoped.replace(':', '%3A');
    assert.equal(at(await client.get(`/dataproc/v1/${encoded}`), 'name'), scoped);
    assert.equal((await client.post(`/dataproc/v1/${encoded}:cancel`)).status, 200);
  });

  it('lists every location of a project under `-` for GKE Hub only', async () => {
    const names = ['global', 'europe-west1'].map((place) =>
      emulator.control.createOperation({ service: 'gkehub', project: 'acme-edge', location: place }),
    );
    const listed = namesIn(await client.get('/gkehub/v1/projects/acme-edge/locations/-/operations'));
    assert.deepEqual(listed.sort(), names.sort());
    const deploy = await client.get('/clouddeploy/v1/projects/acme-edge/locations/-/operations');
    assert.equal(at(deploy, 'error.status'), 'INVALID_ARGUMENT');
    const unknown = await client.get('/clouddeploy/v1/projects/acme-edge/locations/mars-north1/operations');
    assert.equal(unknown.status, 403);
  });

  it('has no delete in GKE Hub v2', async () => {
    const name = emulator.control.createOperation({ service: 'gkehub', project: 'acme-edge', location: 'global' });
    const reply = await client.request('DELETE', `/gkehub/v2/${name}`);
    assert.equal(reply.status, 404);
    assert.match(reply.text, /^<!DOCTYPE html>/);
  });

  it('starts operations by itself when their time comes, and ends them', async () => {
    const scenario = scenarios.succeeds(10);
    const name = emulator.control.createOperation({ service: 'vault', target: 'm', createdAgoMs: -60_000, scenario });
    const states: unknown[] = [];
    for (const step of [0, 60_000, 10_000]) {
      emulator.control.advance(step);
      const reply = await client.get(`/vault/v1/${name}`);
      states.push(at(reply, 'done') ?? reply.status);
    }
    assert.deepEqual(states, [404, 200, true]);
    assert.equal(at(await client.get(`/vault/v1/${name}`), 'response.totalCount'), '48210');
  });

  it('writes metadata and response it was given word for word', async () => {
    const metadata = { '@type': 'type.example.com/Odd', deep: [{ x: null }] };
    const odd = emulator.control.createOperation({ service: 'clouddeploy', project: 'acme-web', location, metadata });
    assert.deepEqual(at(await client.get(`/clouddeploy/v1/${odd}`), 'metadata'), metadata);
    const none = emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location,
      metadata: null,
    });
    assert.deepEqual((await client.get(`/clouddeploy/v1/${none}`)).json, { name: none });
  });

  it('keeps one name in two services apart', async () => {
    const same = { project: 'acme-web', location, id: 'operation-1' };
    const name = emulator.control.createOperation({ service: 'clouddeploy', ...same, scenario: scenarios.succeeds(0) });
    assert.equal(emulator.control.createOperation({ service: 'gkehub', ...same }), name);
    assert.equal(at(await client.get(`/clouddeploy/v1/${name}`), 'done'), true);
    assert.equal(at(await client.get(`/gkehub/v1/${name}`), 'done'), false);
    assert.throws(() => emulator.control.createOperation({ service: 'gkehub', ...same }), /already has/);
  });

  it('serves a service that was added as data, at its prefix, its own port and its host name', async () => {
    emulator.control.addService({
      id: 'redis',
      host: 'redis.googleapis.com',
      collections: [standardCollection('v1', 'projects/*/locations/*/operations/*')],
    });
    const name = emulator.control.createOperation({ service: 'redis', project: 'acme-web', location });
    assert.equal(at(await client.get(`/redis/v1/${name}`), 'name'), name);
    assert.equal(at(await client.get(`/v1/${name}`), 'name'), name, 'at the root the one that has it answers');
    const port = await emulator.servicePort('redis');
    const headers = { Authorization: `Bearer ${emulator.control.issueAccessToken()}` };
    const reply = await fetch(`http://127.0.0.1:${port}/v1/${name}:cancel`, { method: 'POST', headers });
    assert.deepEqual(await reply.json(), {});
    assert.equal(emulator.control.operation(name).cancelRequested, true);
  });

  it('serves collections that lie elsewhere: nested, under other names, in a project called operations', async () => {
    emulator.control.addService({
      id: 'odd',
      host: 'odd.googleapis.com',
      collections: [
        standardCollection('v1', 'projects/*/instances/*/databases/*/operations/*'),
        standardCollection('v2', 'transferOperations/**'),
        standardCollection('v3', 'projects/*/locations/*/operations/*'),
      ],
    });
    const [nested, transfer, project] = emulator.control.createOperations([
      { service: 'odd', project: 'acme-web' },
      { service: 'odd', version: 'v2' },
      { service: 'odd', version: 'v3', project: 'operations', location },
    ]);
    assert.match(
      nested ?? '',
      /^projects\/acme-web\/instances\/instances-1\/databases\/databases-1\/operations\/operation-/,
    );
    for (const [version, name] of [['v1', nested] as const, ['v2', transfer] as const, ['v3', project] as const]) {
      const collection = (name ?? '').replace(/\/[^/]+$/, '');
      assert.deepEqual(namesIn(await client.get(`/odd/${version}/${collection}`)), [name]);
      assert.deepEqual((await client.post(`/odd/${version}/${name ?? ''}:cancel`)).json, {});
    }
  });
});
