import assert from 'node:assert/strict';
import type { OperationReading } from '../../../src/operations/operation.js';
import { toOperation } from '../../../src/operations/reading.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { UnsupportedKinds } from '../../../src/watch/unsupportedKinds.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';

describe('kinds of operation that a service said it cannot cancel', () => {
  const minute = 60_000;
  let clock: FakeClock;
  let disk: SharedDisk;
  const open = (): UnsupportedKinds =>
    new UnsupportedKinds(new CancellationRecords(new MemoryRecords(disk), clock, new MemoryLog()), clock);
  const an = (fields: Partial<OperationReading>, service = 'dataproc', location = 'us-central1') =>
    toOperation(aCollection({ service, location }), aReading(fields), location, 'running');

  beforeEach(() => {
    clock = new FakeClock();
    disk = new SharedDisk();
  });

  it('are told apart by service, verb and what it is done to, not by project, region or name', async () => {
    const kinds = open();
    await kinds.note(an({ verb: 'DIAGNOSE', target: 'c-1' }));
    assert.notEqual(
      kinds.saidAt(an({ verb: 'diagnose', target: 'c-2', name: 'other' }, 'dataproc', 'us-east1')),
      undefined,
    );
    assert.equal(kinds.saidAt(an({ verb: 'CREATE' })), undefined);
    assert.equal(kinds.saidAt(an({ verb: 'DIAGNOSE', targetKind: 'nodeGroup' })), undefined);
    assert.equal(kinds.saidAt(an({ verb: 'DIAGNOSE' }, 'gkehub')), undefined);
    await kinds.note(an({ verb: 'create', targetKind: undefined, target: 'projects/p/locations/l/targets/t' }));
    const pipeline = { verb: 'create', targetKind: undefined, target: 'projects/p/locations/l/deliveryPipelines/t' };
    assert.equal(kinds.saidAt(an(pipeline)), undefined);
  });

  it('are believed for an hour, across sessions, and then nothing of it is left on disk', async () => {
    await open().note(an({}));
    await clock.pass(59 * minute);
    const later = open();
    await later.load();
    assert.equal(later.saidAt(an({})), clock.now() - 59 * minute);
    await clock.pass(minute);
    assert.equal(later.saidAt(an({})), undefined);
    await open().load();
    assert.deepEqual([...disk.files.keys()], []);
  });
});
