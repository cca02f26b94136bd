import assert from 'node:assert/strict';
import type { AuditLogPage } from '../../../src/google/apis/auditLogApi.js';
import { whoOf } from '../../../src/google/auditLog/join.js';
import type { Google } from '../../../src/google/google.js';
import type { OperationReference } from '../../../src/operations/operation.js';
import { describeService, furtherServices, scenarios, type LoggedRequest } from '../../emulator/index.js';
import { aCollection } from '../support/fixtures.js';
import {
  collection,
  failure,
  openBench,
  openWith,
  overridesOf,
  requestsOf,
  scriptedCredential,
  type Bench,
} from './bench.js';

describe('reading audit logs', () => {
  let bench: Bench;
  let google: Google;

  before(async () => {
    bench = await openBench();
    furtherServices.forEach((service) => bench.emulator.control.addService(describeService(service)));
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    const token = bench.emulator.control.issueAccessToken();
    google = openWith({ endpointOverrides: overridesOf(bench.emulator) }, scriptedCredential([token]));
  });

  const dataproc = collection('dataproc', 'acme-web', 'us-central1');
  const window = (): { from: number } => ({ from: bench.emulator.control.now() - 3_600_000 });
  const create = (service = 'dataproc', project = 'acme-web'): OperationReference => {
    const scenario = scenarios.neverEnds();
    const spec = { service, project, location: 'us-central1', scenario, startedBy: 'ada@example.com' };
    return { collection: dataproc, name: bench.emulator.control.createOperation(spec) };
  };
  const pageOf = (operation: OperationReference, resource = 'projects/acme-web'): Promise<AuditLogPage> =>
    google.auditLog.page({ resources: [resource], subject: { kind: 'operation', operation }, window: window() });
  const sent = (): readonly LoggedRequest[] => requestsOf(bench.emulator, 'entries.list');

  it('finds who started one operation and who asked to cancel it, and asks for nothing else', async () => {
    const operation = create();
    create();
    bench.emulator.control.cancelElsewhere(operation.name);
    const { entries } = await pageOf(operation);
    assert.equal(entries.length, 2);
    const { started, cancels } = whoOf(operation, entries);
    assert.equal(started?.by, 'ada@example.com');
    assert.deepEqual(
      cancels.map(({ by }) => by),
      ['release-manager@example.com'],
    );
    assert.equal(sent().length, 1);
    assert.doesNotMatch(decodeURIComponent(sent()[0]!.url), /request|response|status/);
  });

  it('finds it under the names of Cloud SQL and Kubernetes Engine', async () => {
    furtherServices.forEach((service) => bench.emulator.control.addService(describeService(service)));
    for (const id of ['sqladmin', 'container']) {
      const { name } = create(id);
      const service = furtherServices.find((each) => each.id === id)!;
      const operation = { collection: aCollection({ host: service.host, service: id, project: 'acme-web' }), name };
      const { entries } = await pageOf(operation);
      assert.equal(whoOf(operation, entries).started?.by, 'ada@example.com', id);
    }
  });

  it('finds where operations began or ended, of the services asked for', async () => {
    create();
    create('clouddeploy');
    const hosts = ['dataproc.googleapis.com'];
    const { entries } = await google.auditLog.page({
      resources: ['projects/acme-web', 'projects/acme-edge'],
      subject: { kind: 'places', hosts },
      window: window(),
    });
    assert.deepEqual(
      entries.map(({ host, project, location }) => [host, project, location]),
      [['dataproc.googleapis.com', 'acme-web', 'us-central1']],
    );
  });

  it('is no longer than a filter may be, with all services of the catalogue', async () => {
    const hosts = Array.from({ length: 200 }, (_, index) => `a-service-with-a-long-name-${index}.googleapis.com`);
    await google.auditLog.page({
      resources: ['projects/acme-web'],
      subject: { kind: 'places', hosts },
      window: window(),
    });
  });

  it('passes on what a name holds as text', async () => {
    const name = 'projects/acme-web/regions/us-central1/operations/a") OR operation.first=true OR ("';
    create();
    assert.deepEqual((await pageOf({ collection: dataproc, name })).entries, []);
  });

  it('is never repeated by itself', async () => {
    for (const error of ['rateLimited', 'unavailable'] as const) {
      bench.emulator.control.reset();
      bench.emulator.control.inject({ service: 'logging', effect: { kind: 'error', case: error } });
      const facts = await failure(pageOf(create()));
      assert.equal(facts.kind, error);
      assert.equal(sent().length, 1, error);
    }
  });

  it('asks for whole payloads where masks do not reach into them, once and from then on', async () => {
    const json = { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Invalid field mask "entries(…)".' } };
    const effect = { kind: 'answer', status: 400, json } as const;
    bench.emulator.control.inject({ service: 'logging', times: 1, effect });
    const operation = create();
    assert.equal((await pageOf(operation)).entries.length, 1);
    await pageOf(operation);
    assert.deepEqual(
      sent().map(({ url }) => /serviceName/.test(url)),
      [true, false, false],
    );
  });

  it('sends its token where the one rule of addresses lets it go', async () => {
    const endpointOverrides = { logging: 'https://logs.example' };
    google = openWith({ endpointOverrides });
    const facts = await failure(pageOf(create()));
    assert.equal(facts.kind, 'originNotAllowed');
  });
});
