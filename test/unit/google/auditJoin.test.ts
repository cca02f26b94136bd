import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readAuditEntry, type AuditEntry } from '../../../src/google/auditLog/auditEntry.js';
import { CANCEL_METHOD } from '../../../src/google/auditLog/auditNames.js';
import { whoOf, type Who } from '../../../src/google/auditLog/join.js';
import type { OperationReference } from '../../../src/operations/operation.js';
import { aCollection } from '../support/fixtures.js';
import { entry, flagged } from './auditShapes.js';

const uuid = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const stamped = 'operation-1726191072114-3467f7a2-f6df-455a-1c5b-b4cf6f3d13a2';
const first = { first: true } as const;
const last = { last: true } as const;

function operationAt(host: string, name: string, project: string | undefined = 'acme'): OperationReference {
  return { collection: aCollection({ host, project, path: name.replace(/\/[^/]+$/, '') }), name };
}

const cluster = operationAt('dataproc.googleapis.com', `projects/acme/regions/us-central1/operations/${uuid}`);
const node = operationAt('container.googleapis.com', `projects/acme/locations/us-central1-a/operations/${stamped}`);
const engine = operationAt(
  'aiplatform.googleapis.com',
  'projects/acme/locations/us-central1/reasoningEngines/77/operations/1234567890123456789',
);

function who(operation: OperationReference, ...entries: readonly Record<string, unknown>[]): Who {
  return whoOf(
    operation,
    entries.map(readAuditEntry).filter((read): read is AuditEntry => read !== undefined),
  );
}

const started = (operation: OperationReference, ...entries: readonly Record<string, unknown>[]): string | undefined =>
  who(operation, ...entries).started?.by;

/** What Dataproc writes of the begin of `cluster`. */
const begin = (fields: Partial<Parameters<typeof entry>[0]> = {}): Record<string, unknown> =>
  entry({ service: 'dataproc.googleapis.com', operation: flagged(cluster.name, first), ...fields });

describe('who started an operation, by the audit log', () => {
  it('is told by the first entry, under the whole name or its last segment', () => {
    assert.equal(started(cluster, begin()), 'ada@example.com');
    assert.equal(started(cluster, begin({ operation: flagged(uuid, first) })), 'ada@example.com');
    const container = entry({ service: 'container.googleapis.com', operation: flagged(stamped, first) });
    assert.equal(started(node, container), 'ada@example.com');
  });

  it('is told by an entry that is first and last, of what ended at once', () => {
    assert.equal(started(cluster, begin({ operation: flagged(uuid, { ...first, ...last }) })), 'ada@example.com');
  });

  it('is not told by the last entry alone: it may name whoever ended it, or nobody', () => {
    assert.equal(started(cluster, begin({ operation: flagged(cluster.name, last) })), undefined);
    const end = entry({ service: 'container.googleapis.com', operation: flagged(stamped, last), who: undefined });
    const beginning = entry({ service: 'container.googleapis.com', operation: flagged(stamped, first) });
    assert.equal(started(node, end, beginning), 'ada@example.com');
  });

  it('is not told by another host’s entry, nor by one that names no service', () => {
    assert.equal(started(cluster, begin({ service: 'metastore.googleapis.com' })), undefined);
    assert.equal(started(cluster, begin({ payload: { serviceName: undefined } })), undefined);
    const kubernetes = { service: 'k8s.io', operation: flagged(uuid, { ...first, ...last }) };
    assert.equal(started(cluster, entry(kubernetes)), undefined);
  });

  it('knows Cloud SQL under the name that its logs have, and no other service by it', () => {
    const name = `projects/acme/operations/${uuid}`;
    const change = entry({ service: 'cloudsql.googleapis.com', operation: flagged(uuid, first) });
    assert.equal(started(operationAt('sqladmin.googleapis.com', name), change), 'ada@example.com');
    assert.equal(started(operationAt('cloudsql.googleapis.com', name), change), undefined);
  });

  it('is not told by another project’s entry, whichever way that names it', () => {
    assert.equal(started(cluster, begin({ project: 'acme-prod' })), undefined);
    assert.equal(started(cluster, begin({ project: undefined })), undefined);
    assert.equal(started(cluster, { ...begin({ project: 'acme-prod' }), resource: undefined }), undefined);
  });

  it('takes the project’s number where the operation is known by it, and only that one', () => {
    const byNumber = { ...engine, name: engine.name.replace('acme', '123456789012') };
    const of = (project: string): Record<string, unknown> =>
      entry({ service: 'aiplatform.googleapis.com', project, operation: flagged(byNumber.name, first) });
    assert.equal(started(byNumber, of('acme')), 'ada@example.com');
    assert.equal(started(byNumber, of('123456789012')), 'ada@example.com');
    assert.equal(started(byNumber, of('999999999999')), undefined);
  });

  it('takes the log’s name for the project where the resource has no label for it', () => {
    assert.equal(started(cluster, { ...begin(), resource: undefined }), 'ada@example.com');
  });

  it('wants the whole name where the last segment is a bare number', () => {
    const of = (id: string): Record<string, unknown> =>
      entry({ service: 'aiplatform.googleapis.com', operation: flagged(id, first) });
    assert.equal(started(engine, of(engine.name)), 'ada@example.com');
    assert.equal(started(engine, of(engine.name.replace('acme', '123456789012'))), 'ada@example.com');
    assert.equal(started(engine, of('1234567890123456789')), undefined);
    assert.equal(started(engine, of(engine.name.replace('/77/', '/78/'))), undefined);
    assert.equal(started(engine, of(engine.name.replace('us-central1', 'us-east1'))), undefined);
  });

  it('wants it too where people may choose the last segment', () => {
    const name = (database: string): string => `projects/acme/instances/i/databases/${database}/operations/add_index`;
    const index = operationAt('spanner.googleapis.com', name('orders'));
    const of = (id: string): Record<string, unknown> =>
      entry({ service: 'spanner.googleapis.com', operation: flagged(id, first) });
    assert.equal(started(index, of(name('orders'))), 'ada@example.com');
    assert.equal(started(index, of(name('users'))), undefined);
  });

  it('knows both spellings of where Dataproc’s operations are', () => {
    const short = operationAt('dataproc.googleapis.com', 'projects/acme/regions/us-central1/operations/seven');
    const id = 'projects/acme/locations/us-central1/operations/seven';
    assert.equal(started(short, begin({ operation: flagged(id, first) })), 'ada@example.com');
    assert.equal(started(short, begin({ operation: flagged(id.replace('central', 'east'), first) })), undefined);
  });

  it('is not told by another operation’s entry, by one without operation, nor by one with neither flag', () => {
    assert.equal(started(cluster, begin({ operation: flagged(`${uuid.slice(0, -1)}0`, first) })), undefined);
    assert.equal(started(cluster, begin({ operation: undefined, resource: cluster.name })), undefined);
    assert.equal(started(cluster, begin({ operation: flagged(uuid, {}) })), undefined);
  });

  it('takes the earliest of first entries that are written twice', () => {
    const twin = begin({ at: '2026-01-01T00:00:01Z', who: { principalEmail: 'twin@example.com' } });
    assert.equal(started(cluster, twin, begin()), 'ada@example.com');
    assert.equal(started(cluster, twin, begin({ who: undefined })), 'twin@example.com');
  });

  it('is a subject where there is no address, and nobody where there is neither', () => {
    const principalSubject = 'principal://iam.googleapis.com/locations/global/workforcePools/p/subject/ada';
    assert.equal(started(cluster, begin({ who: { principalEmail: '', principalSubject } })), principalSubject);
    assert.equal(started(cluster, begin({ who: {} })), undefined);
    assert.deepEqual(who(cluster), { started: undefined, cancels: [] });
  });

  it('says in whose name a service account was used last', () => {
    const serviceAccountDelegationInfo = [
      { firstPartyPrincipal: { principalEmail: 'one@example.com' } },
      { firstPartyPrincipal: { principalEmail: 'two@example.com' } },
    ];
    const robot = { principalEmail: 'robot@acme.iam.gserviceaccount.com', serviceAccountDelegationInfo };
    assert.equal(who(cluster, begin({ who: robot })).started?.delegate, 'two@example.com');
    assert.equal(who(cluster, begin()).started?.delegate, undefined);
  });

  it('holds nothing of what was asked for in detail', () => {
    assert.doesNotMatch(JSON.stringify(readAuditEntry(begin())), /hunter2|request/i);
  });
});

describe('who asked to cancel an operation, by the audit log', () => {
  const cancel = (fields: Partial<Parameters<typeof entry>[0]> = {}): Record<string, unknown> =>
    entry({ service: 'dataproc.googleapis.com', method: CANCEL_METHOD, resource: cluster.name, ...fields });
  const cancelled = (...entries: readonly Record<string, unknown>[]): readonly string[] =>
    who(cluster, ...entries).cancels.map(({ by }) => by);

  it('is told by the entries of CancelOperation, each once, oldest first', () => {
    const later = cancel({ at: '2026-01-01T00:05:00Z', who: { principalEmail: 'bob@example.com' } });
    assert.deepEqual(cancelled(later, cancel(), cancel()), ['ada@example.com', 'bob@example.com']);
    assert.equal(started(cluster, cancel()), undefined);
  });

  it('takes a resource that spells the operation in another way, by its last segment', () => {
    assert.deepEqual(cancelled(cancel({ resource: `projects/123456789012/operations/${uuid}` })), ['ada@example.com']);
  });

  it('is not told by the cancel of another operation, host or project, nor by another method', () => {
    const others = [
      cancel({ resource: cluster.name.replace(uuid, `${uuid.slice(0, -1)}0`) }),
      cancel({ service: 'metastore.googleapis.com' }),
      cancel({ project: 'acme-prod' }),
      cancel({ method: 'google.longrunning.Operations.GetOperation' }),
      cancel({ method: 'google.longrunning.Operations.DeleteOperation' }),
      begin(),
    ];
    assert.deepEqual(cancelled(...others), []);
  });

  it('wants the whole name of a bare number', () => {
    const of = (resource: string): Record<string, unknown> =>
      entry({ service: 'aiplatform.googleapis.com', method: CANCEL_METHOD, resource });
    assert.equal(who(engine, of(engine.name)).cancels.length, 1);
    assert.equal(
      who(engine, of('projects/acme/locations/us-central1/operations/1234567890123456789')).cancels.length,
      0,
    );
  });
});

describe('recorded audit log entries', () => {
  it('are read, and each first one is joined to its operation and to no other', function () {
    const file = path.resolve(process.env['GOOGLE_API_REFERENCE'] ?? '../shared/data', 'audit-log-entries.json');
    if (!existsSync(file)) {
      console.log(`      no ${file}: recorded entries were not looked at`);
      this.skip();
    }
    const { samples } = JSON.parse(readFileSync(file, 'utf8')) as {
      samples: { evidence: string; entry: Record<string, unknown> }[];
    };
    const entries = samples.flatMap(({ evidence, entry: json }) => (evidence === 'entry' ? [json] : []));
    const read = entries.flatMap((json) => readAuditEntry(json) ?? []);
    assert.ok(read.length >= 25, `${read.length} read of ${entries.length}`);
    const firsts = read.filter(({ operation, project }) => operation?.first && project !== undefined);
    assert.ok(firsts.length >= 8);
    for (const one of firsts) {
      const operation = operationAt(one.host, one.operation!.id, one.project);
      const { started: found } = whoOf(operation, read);
      assert.equal(found?.by, one.principal, one.operation!.id);
      assert.equal(whoOf({ ...operation, name: `${operation.name}9` }, read).started, undefined);
      const elsewhere = operationAt(one.host, one.operation!.id, 'another-project');
      if (!one.operation!.id.startsWith('projects/')) {
        assert.equal(whoOf(elsewhere, read).started, undefined, one.operation!.id);
      }
    }
  });
});
