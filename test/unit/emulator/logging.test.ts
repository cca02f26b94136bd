import assert from 'node:assert/strict';
import { scenarios, startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf } from './client.js';
import type { Client, Reply } from './client.js';

interface Entry {
  readonly timestamp: string;
  readonly operation?: { readonly id: string; readonly first?: boolean; readonly last?: boolean };
  readonly protoPayload: {
    readonly methodName: string;
    readonly resourceName: string;
    readonly status?: { readonly code?: number };
    readonly authenticationInfo?: { readonly principalEmail: string };
  };
}

describe('emulator: audit log entries', () => {
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

  const ask = (message: Record<string, unknown>): Promise<Reply> =>
    client.post('/logging/v2/entries:list', JSON.stringify({ resourceNames: ['projects/acme-web'], ...message }));
  const entries = async (message: Record<string, unknown> = {}): Promise<readonly Entry[]> => {
    const reply = await ask(message);
    assert.equal(reply.status, 200, reply.text);
    return (at(reply, 'entries') ?? []) as Entry[];
  };
  const create = (service: string, seconds = 60): string =>
    emulator.control.createOperation({
      service,
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.succeeds(seconds),
      startedBy: 'ada@example.com',
    });
  const flags = (found: readonly Entry[]): string[] =>
    found.map(({ operation }) => `${operation?.first ? 'first' : ''}${operation?.last ? 'last' : ''}`);

  it('are written when an operation begins and when it has ended', async () => {
    const name = create('dataproc');
    const [first, ...none] = await entries();
    assert.deepEqual([first?.operation?.id, first?.operation?.first, none.length], [name, true, 0]);
    assert.equal(first?.protoPayload.authenticationInfo?.principalEmail, 'ada@example.com');
    now += 60_000;
    assert.deepEqual(flags(await entries()), ['first', 'last']);
    assert.deepEqual(flags(await entries({ orderBy: 'timestamp desc' })), ['last', 'first']);
    assert.deepEqual((await entries()).at(-1)?.protoPayload.status, {});
  });

  it('name whoever asked to cancel, and no operation', async () => {
    const name = create('dataproc', 600);
    await client.post(`/dataproc/v1/${name}:cancel`, '');
    const [, cancel] = await entries();
    assert.equal(cancel?.protoPayload.methodName, 'google.longrunning.Operations.CancelOperation');
    assert.equal(cancel.protoPayload.resourceName, name);
    assert.equal(cancel.operation, undefined);
    assert.equal(cancel.protoPayload.authenticationInfo?.principalEmail, 'dev@example.com');
    now += 60_000;
    assert.equal((await entries()).at(-1)?.protoPayload.status?.code, 1);
  });

  it('come late, and from some services never', async () => {
    create('dataproc');
    create('clouddeploy');
    emulator.control.setAuditLog({ delayMs: 5_000, silent: ['clouddeploy'] });
    assert.equal((await entries()).length, 0);
    now += 5_000;
    const found = await entries({ filter: 'protoPayload.serviceName="clouddeploy.googleapis.com"' });
    assert.deepEqual([(await entries()).length, found.length], [1, 0]);
  });

  it('are of the projects asked for, and refused where one of them may not be read', async () => {
    create('dataproc');
    const both = { resourceNames: ['projects/acme-edge', 'projects/acme-web'] };
    assert.equal((await entries(both)).length, 1);
    assert.equal((await entries({ resourceNames: ['projects/acme-edge'] })).length, 0);
    assert.equal((await entries({ resourceNames: ['organizations/433637338589'] })).length, 0);
    const view = 'projects/acme-edge/locations/global/buckets/audit/views/_AllLogs';
    assert.equal((await entries({ resourceNames: [view] })).length, 1);
    emulator.control.denyPermissions({ project: 'acme-edge', permissions: ['logging.logEntries.list'] });
    const refused = await ask(both);
    assert.equal(refused.status, 403);
    assert.equal(at(refused, 'error.details.0.metadata.permission'), 'logging.logEntries.list');
    assert.doesNotMatch(refused.text, /acme-edge/);
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc'] });
    assert.equal(at(await ask({}), 'error.details.0.reason'), 'SERVICE_DISABLED');
  });

  it('are filtered by what the query language means', async () => {
    const name = create('dataproc');
    create('clouddeploy');
    now += 60_000;
    const counts: Record<string, number> = {
      '': 4,
      'log_id("cloudaudit.googleapis.com/activity")': 4,
      'log_id("cloudaudit.googleapis.com/data_access")': 0,
      'operation.first=true': 2,
      'operation.first=true AND NOT operation.last=true': 2,
      'operation.first=true\noperation.last=true': 0,
      [`operation.id=("${name}" OR "nobody")`]: 2,
      [`operation.id:"${name.slice(-8)}" operation.last=true`]: 1,
      // OR binds closer than AND.
      'operation.first=true OR operation.last=true AND protoPayload.serviceName="dataproc.googleapis.com"': 2,
      '(operation.first=true) OR (operation.last=true AND protoPayload.serviceName="dataproc.googleapis.com")': 3,
      'timestamp>="2026-11-22T09:30:30Z"': 2,
    };
    for (const [filter, count] of Object.entries(counts)) {
      assert.equal((await entries({ filter: filter.replace('2026-11-22T09:30:30Z', middle()) })).length, count, filter);
    }
  });

  /** Half a minute ago, between begin and end of what ended now. */
  const middle = (): string => new Date(now - 30_000).toISOString();

  it('are refused by what it does not mean', async () => {
    const wrong = [
      'operation.frist=true',
      'protoPayload.service="x"',
      'operation.first',
      'operation.first==true',
      '(operation.first=true',
      'timestamp>="yesterday"',
      'operation.id=("a", "b")',
      'AND operation.first=true',
      'log_id("x"',
    ];
    for (const filter of wrong) {
      assert.equal(at(await ask({ filter }), 'error.status'), 'INVALID_ARGUMENT', filter);
    }
    const messages: Record<string, unknown>[] = [
      { pageSize: 1001 },
      { pageSize: -1 },
      { orderBy: 'insertId' },
      { resourceNames: [] },
      { resourceNames: Array.from({ length: 101 }, () => 'projects/acme-web') },
      { projectIds: ['acme-web'] },
      { resourceNames: ['projects/acme-web/logs/x'] },
    ];
    for (const message of messages) {
      assert.equal(at(await ask(message), 'error.status'), 'INVALID_ARGUMENT', JSON.stringify(message));
    }
  });

  it('come in pages that may be empty, by tokens that belong to their question', async () => {
    create('dataproc');
    create('clouddeploy');
    const first = await ask({ pageSize: 1 });
    const pageToken = at(first, 'nextPageToken');
    const second = await ask({ pageSize: 1, pageToken });
    assert.deepEqual([(at(first, 'entries') as []).length, (at(second, 'entries') as []).length], [1, 1]);
    assert.equal(at(second, 'nextPageToken'), undefined);
    const other = await ask({ pageSize: 1, pageToken, filter: 'operation.first=true' });
    assert.equal(at(other, 'error.status'), 'INVALID_ARGUMENT');
    emulator.control.inject({ method: 'entries.list', times: 1, effect: { kind: 'emptyPage' } });
    const empty = await ask({});
    assert.equal(at(empty, 'entries'), undefined);
    assert.equal((await entries({ pageToken: at(empty, 'nextPageToken') })).length, 2);
  });
});
