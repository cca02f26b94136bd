import assert from 'node:assert/strict';
import fc from 'fast-check';
import { operationsPage, withName } from '../../../src/google/readings/operationsPage.js';
import { unread } from '../../../src/operations/reading.js';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import { rpcCodes } from '../../../src/operations/code.js';
import type { OperationShape } from '../../../src/operations/collection.js';

const container = {
  name: 'operation-1700000000000-ab12cd34',
  zone: 'us-central1-c',
  operationType: 'UPGRADE_NODES',
  status: 'RUNNING',
  detail: 'Upgrading 2 of 5 nodes',
  selfLink:
    'https://container.googleapis.com/v1/projects/123456789/zones/us-central1-c/operations/operation-1700000000000-ab12cd34',
  targetLink:
    'https://container.googleapis.com/v1/projects/123456789/zones/us-central1-c/clusters/web/nodePools/default-pool',
  startTime: '2026-11-20T10:00:00.123456789Z',
};

const sql = {
  kind: 'sql#operation',
  name: 'd6f1bd9c-1111-4222-8333-444455556666',
  status: 'RUNNING',
  user: 'etl@example.com',
  insertTime: '2026-11-20T10:00:00.094Z',
  operationType: 'IMPORT',
  targetId: 'orders',
  targetProject: 'example.com:shop',
  selfLink:
    'https://sqladmin.googleapis.com/sql/v1beta4/projects/example.com%3Ashop/operations/d6f1bd9c-1111-4222-8333-444455556666',
};

const compute = {
  kind: 'compute#operation',
  id: '4711',
  name: 'operation-1700000000000-xyz',
  zone: 'https://www.googleapis.com/compute/v1/projects/shop/zones/us-east1-b',
  operationType: 'insert',
  status: 'RUNNING',
  progress: 40,
  insertTime: '2026-11-20T02:00:00.000-08:00',
  startTime: '2026-11-20T02:00:01.000-08:00',
  targetLink: 'https://www.googleapis.com/compute/v1/projects/shop/zones/us-east1-b/instances/web-1',
  selfLink:
    'https://www.googleapis.com/compute/v1/projects/shop/zones/us-east1-b/operations/operation-1700000000000-xyz',
};

describe('operations of the older APIs', () => {
  it('of Kubernetes Engine are named by location and say what is upgraded', () => {
    assert.deepEqual(readOperation(container, 'container'), {
      ...unread('projects/123456789/locations/us-central1-c/operations/operation-1700000000000-ab12cd34'),
      verb: 'UPGRADE',
      target: 'projects/123456789/zones/us-central1-c/clusters/web/nodePools/default-pool',
      targetKind: undefined,
      startTime: Date.parse('2026-11-20T10:00:00.123Z'),
      endTime: undefined,
      statusText: 'Upgrading 2 of 5 nodes',
      cancelRequested: false,
    });
    const regional = {
      ...container,
      selfLink: container.selfLink.replace('zones/us-central1-c', 'locations/us-central1'),
    };
    assert.match(
      readOperation(regional, 'container').name,
      /^projects\/123456789\/locations\/us-central1\/operations\//,
    );
  });

  it('of Kubernetes Engine are asked to cancel while ABORTING, and cancelled by code 1 alone', () => {
    const aborting = readOperation({ ...container, status: 'ABORTING' }, 'container');
    assert.deepEqual([aborting.done, aborting.cancelRequested], [false, true]);
    const ended = { ...container, status: 'DONE', endTime: '2026-11-20T10:05:00Z' };
    const cancelled = readOperation({ ...ended, error: { code: 1, message: 'Upgrade was cancelled.' } }, 'container');
    assert.deepEqual(cancelled.error, { code: rpcCodes.CANCELLED, message: 'Upgrade was cancelled.' });
    assert.equal(cancelled.warnings, undefined, 'the error is said once');
    assert.equal(cancelled.endTime, Date.parse('2026-11-20T10:05:00Z'));
    assert.equal(readOperation(ended, 'container').error, undefined);
    const older = readOperation({ ...ended, statusMessage: 'Operation was cancelled' }, 'container');
    assert.equal(older.error?.code, rpcCodes.UNKNOWN);
    // An error may be announced before the end; only the end counts.
    assert.equal(readOperation({ ...container, error: { code: 1 } }, 'container').error, undefined);
  });

  it('of Kubernetes Engine keep the words of a type that the target does not repeat', () => {
    const verbs = {
      CREATE_CLUSTER: 'CREATE',
      DELETE_NODE_POOL: 'DELETE',
      UPGRADE_MASTER: 'UPGRADE_MASTER',
      SET_LABELS: 'SET_LABELS',
      AUTO_REPAIR_NODES: 'AUTO_REPAIR_NODES',
    };
    for (const [operationType, verb] of Object.entries(verbs)) {
      assert.equal(readOperation({ ...container, operationType }, 'container').verb, verb);
    }
  });

  it('of Cloud SQL have the name of their link, decoded', () => {
    assert.deepEqual(readOperation(sql, 'sql'), {
      ...unread('projects/example.com:shop/operations/d6f1bd9c-1111-4222-8333-444455556666'),
      verb: 'IMPORT',
      target: 'orders',
      targetKind: 'instance',
      startTime: Date.parse('2026-11-20T10:00:00.094Z'),
      endTime: undefined,
      statusText: undefined,
      user: 'etl@example.com',
      cancelRequested: false,
    });
    const { selfLink, ...bare } = sql;
    assert.ok(selfLink);
    assert.equal(
      readOperation(bare, 'sql').name,
      'projects/example.com:shop/operations/d6f1bd9c-1111-4222-8333-444455556666',
    );
    assert.equal(readOperation({ ...bare, name: '../x' }, 'sql').name, '');
  });

  it('of Cloud SQL are cancelled when the server calls them so', () => {
    const ended = (code: string) => ({
      ...sql,
      status: 'DONE',
      error: { kind: 'sql#operationErrors', errors: [{ kind: 'sql#operationError', code, message: 'Stopped.' }] },
    });
    assert.deepEqual(readOperation(ended('CANCELLED'), 'sql').error, { code: rpcCodes.CANCELLED, message: 'Stopped.' });
    assert.deepEqual(readOperation(ended('INTERNAL_ERROR'), 'sql').error, {
      code: rpcCodes.UNKNOWN,
      message: 'Stopped.',
    });
    assert.equal(readOperation(ended('toString'), 'sql').error?.code, rpcCodes.UNKNOWN);
  });

  it('of Compute Engine have the name of their link and the code of their HTTP status', () => {
    const running = readOperation(compute, 'compute');
    assert.equal(running.name, 'projects/shop/zones/us-east1-b/operations/operation-1700000000000-xyz');
    assert.equal(running.target, 'projects/shop/zones/us-east1-b/instances/web-1');
    assert.equal(running.startTime, Date.parse('2026-11-20T10:00:01Z'));
    const failed = {
      ...compute,
      status: 'DONE',
      httpErrorStatusCode: 404,
      httpErrorMessage: 'NOT FOUND',
      error: { errors: [{ code: 'RESOURCE_NOT_FOUND', message: "The resource 'x' was not found" }] },
    };
    assert.deepEqual(readOperation(failed, 'compute').error, {
      code: rpcCodes.NOT_FOUND,
      message: "The resource 'x' was not found",
    });
    assert.deepEqual(readOperation({ ...failed, error: undefined }, 'compute').error, {
      code: rpcCodes.NOT_FOUND,
      message: 'NOT FOUND',
    });
    assert.equal(readOperation({ ...compute, status: 'DONE' }, 'compute').error, undefined);
    const global = {
      ...compute,
      selfLink: 'https://compute.googleapis.com/compute/v1/projects/shop/global/operations/o-1',
    };
    assert.equal(readOperation(global, 'compute').name, 'projects/shop/global/operations/o-1');
  });

  it('without a link to themselves have no name', () => {
    for (const selfLink of [
      undefined,
      7,
      '',
      'projects/p/operations/o',
      'https://x/v1/projects/p/operations',
      'https://x/v1/projects/p/operations/%zz',
      'https://x/v1/projects/p/operations/a b',
    ]) {
      assert.equal(readOperation({ ...container, selfLink }, 'container').name, '', String(selfLink));
      assert.equal(readOperation({ ...compute, selfLink }, 'compute').name, '', String(selfLink));
    }
  });

  it('never throw, never have a name that nobody could ask for', function () {
    this.timeout(30_000);
    const keys = [
      ...Object.keys({ ...container, ...sql, ...compute }),
      'error',
      'errors',
      'apiWarning',
      'warnings',
      'httpErrorStatusCode',
    ];
    const shapes: OperationShape[] = ['container', 'sql', 'compute'];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('DONE', 'ABORTING', 'https://x/v1/projects/p/operations/o', '%E0%A4%A'),
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.double(),
        fc.constantFrom(null, true),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('json'), { maxKeys: 8 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...shapes), json, (shape, value) => {
        const { name, done, error, endTime } = readOperation(value, shape);
        assert.match(name, /^(?:projects\/\S+)?$/);
        assert.ok(done || (error === undefined && endTime === undefined));
        const page = operationsPage(
          { operations: value, items: value, unreachables: value, missingZones: value },
          shape,
          'projects/p/operations',
        );
        assert.ok(Array.isArray(page.operations) && page.unreachable.every((location) => location.length <= 201));
      }),
      { numRuns: 300 },
    );
  });
});

describe('pages of the older APIs', () => {
  it('hold operations by scope, as items, or beside the zones that are missing', () => {
    const aggregated = {
      items: {
        'zones/us-east1-b': { operations: [compute] },
        'regions/us-east1': { warning: { code: 'NO_RESULTS_ON_PAGE' } },
        global: { operations: [compute, compute] },
      },
      unreachables: ['zones/us-east1-c', 'regions/europe-west1'],
    };
    assert.deepEqual(operationsPage(aggregated, 'compute', ''), {
      operations: [compute, compute, compute],
      unreachable: ['us-east1-c', 'europe-west1'],
    });
    assert.deepEqual(operationsPage({ items: [sql] }, 'sql', ''), { operations: [sql], unreachable: [] });
    assert.deepEqual(operationsPage({ operations: [container], missingZones: ['us-west1-a'] }, 'container', ''), {
      operations: [container],
      unreachable: ['us-west1-a'],
    });
    assert.deepEqual(operationsPage({}, 'compute', ''), { operations: [], unreachable: [] });
  });

  it('hold what Deployment Manager lists without scopes', () => {
    assert.deepEqual(operationsPage({ operations: [compute] }, 'compute', ''), {
      operations: [compute],
      unreachable: [],
    });
  });

  it('of Cloud DNS name nothing: the address does', () => {
    const zone = 'projects/acme/managedZones/lake-example';
    const change = {
      kind: 'dns#operation',
      id: '4c2f',
      type: 'update',
      status: 'pending',
      startTime: '2026-11-20T08:00:00.000Z',
      user: 'dev@example.com',
      zoneContext: { oldValue: { name: 'lake-example' }, newValue: { name: 'lake-example', description: 'new' } },
    };
    const page = operationsPage({ operations: [change, { status: 'done' }, 7] }, 'dns', `${zone}/operations`);
    const [first, ...others] = page.operations.map((operation) => readOperation(operation, 'dns'));
    assert.equal(first?.name, `${zone}/operations/4c2f`);
    assert.equal(first.done, false);
    assert.equal(first.verb, 'update');
    assert.equal(first.target, 'lake-example');
    assert.equal(first.startTime, Date.UTC(2026, 10, 20, 8));
    assert.deepEqual(
      others.map(({ name }) => name),
      ['', ''],
    );
    assert.equal(
      readOperation(withName({ ...change, status: 'done' }, 'dns', `${zone}/operations/4c2f`), 'dns').done,
      true,
    );
  });
});
