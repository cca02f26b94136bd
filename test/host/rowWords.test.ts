import assert from 'node:assert/strict';
import type { Operation } from '../../src/operations/operation.js';
import type { RowSettings } from '../../src/settings.js';
import { endReason } from '../../src/ui/words/end.js';
import { rowDescription, rowFact, rowLabel, rowNames, spokenRow, type RowFacts } from '../../src/ui/words/row.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';

describe('the row of an operation', () => {
  const start = Date.UTC(2026, 0, 1);
  const minute = 60_000;
  const now = start + 125 * minute;
  const usual: RowSettings = { label: 'target', description: ['state', 'action'] };
  const anOperation = (fields: Partial<Operation>): Operation => ({
    ...aReading({ startTime: start }),
    collection: aCollection({ title: 'Dataproc', project: 'acme-web' }),
    location: 'us-central1',
    state: 'running',
    ...fields,
  });
  const row = (fields: Partial<Operation>, settings = usual, facts: Partial<RowFacts> = {}): string => {
    const operation = anOperation(fields);
    const names = rowNames(operation);
    const all = { cancellation: undefined, watched: false, apart: undefined, place: undefined, now, ...facts };
    return `${rowLabel(names, settings)} | ${rowDescription(operation, names, all, settings, rowFact(operation, all))}`;
  };
  const ended = { done: true, endTime: start + 3 * minute } as const;
  const failed = (message: string, code = 8): Partial<Operation> => ({
    ...ended,
    state: 'failed',
    error: { code, message },
  });
  const percent = { completed: undefined, total: undefined, failed: undefined, unit: undefined, step: undefined };

  const cases: [fields: Partial<Operation>, text: string][] = [
    [{}, 'etl-7 | 2 hr 5 min · create cluster'],
    [{ startTime: undefined }, 'etl-7 | running · create cluster'],
    [{ progress: { ...percent, percent: 40 } }, 'etl-7 | 40% · 2 hr 5 min · create cluster'],
    [{ phase: 'queued' }, 'etl-7 | queued · 2 hr 5 min · create cluster'],
    [{ state: 'cancelling' }, 'etl-7 | cancelling · create cluster'],
    [{ ...ended, state: 'succeeded' }, 'etl-7 | 3 min, 2 hr. ago · create cluster'],
    [{ done: true, state: 'succeeded' }, 'etl-7 | succeeded · create cluster'],
    [{ ...ended, startTime: undefined, state: 'succeeded' }, 'etl-7 | 2 hr. ago · create cluster'],
    [{ ...ended, state: 'cancelled' }, 'etl-7 | cancelled 2 hr. ago after 3 min · create cluster'],
    [{ done: true, state: 'cancelled' }, 'etl-7 | cancelled · create cluster'],
    [failed(''), 'etl-7 | failed 2 hr. ago · RESOURCE_EXHAUSTED · after 3 min · create cluster'],
    [
      failed("Insufficient 'CPUS' quota. Requested 160."),
      'etl-7 | failed 2 hr. ago · quota CPUS · after 3 min · create cluster',
    ],
    [failed('Other.', 10), 'etl-7 | failed 2 hr. ago · replaced by a later change · after 3 min · create cluster'],
    [
      { target: 'projects/p/instances/p:main', targetKind: undefined, verb: 'DELETE_BACKUP' },
      'main | 2 hr 5 min · delete backup of instance',
    ],
    [{ target: 'gs://backup/2026', targetKind: 'entities', verb: 'export' }, '2026 | 2 hr 5 min · export entities'],
    [{ target: 'main', targetKind: undefined, verb: 'EXPORT' }, 'main | 2 hr 5 min · export · Dataproc'],
    [{ target: undefined, targetKind: undefined, verb: 'RESTORE_BACKUP' }, 'Restore backup | 2 hr 5 min · Dataproc'],
    [
      { target: 'projects/p/instances/db', targetKind: undefined, verb: undefined },
      'db | 2 hr 5 min · operation on instance',
    ],
  ];
  for (const [fields, text] of cases) {
    it(`says ${text}`, () => assert.equal(row(fields), text));
  }

  it('names the quota in whatever way the server does', () => {
    const reason = (message: string): string | undefined => endReason(anOperation(failed(message)));
    assert.equal(reason("Quota 'DISKS_TOTAL_GB' exceeded.  Limit: 4096.0 in region us-west1."), 'quota DISKS_TOTAL_GB');
    assert.equal(reason("Quota exceeded for quota metric 'compute.googleapis.com/cpus' and limit 'x'."), 'quota cpus');
    assert.equal(reason('Quota CPUS_ALL_REGIONS exceeded.'), 'quota CPUS_ALL_REGIONS');
    assert.equal(
      reason("The project doesn't have quota, so it can't."),
      "The project doesn't have quota, so it can't.",
    );
    assert.equal(reason("The subnetwork 'gdpr' is full."), "The subnetwork 'gdpr' is full.");
  });

  it('says what the person wants to see, in their order', () => {
    assert.equal(row({}, { ...usual, label: 'action' }), 'Create cluster etl-7 | 2 hr 5 min');
    const user = 'ada@example.com';
    assert.equal(
      row({ user }, { ...usual, description: ['user', 'service', 'state'] }),
      `etl-7 | ${user} · Dataproc · 2 hr 5 min`,
    );
    assert.equal(row({}, { ...usual, description: [] }), 'etl-7 | ');
  });

  it('puts first what tells it from its neighbour, and says that it is watched beside its state', () => {
    assert.equal(
      row({}, usual, { apart: 'web', watched: true }),
      'etl-7 | web · 2 hr 5 min · watched · create cluster',
    );
  });

  it('is heard with what is done, its state once, its service and its place', () => {
    const spoken = (fields: Partial<Operation>): string => {
      const operation = anOperation(fields);
      const facts = { cancellation: undefined, watched: false, apart: undefined, place: undefined, now };
      return spokenRow(operation, rowNames(operation), facts, rowFact(operation, facts));
    };
    const place = 'Dataproc, us-central1, acme-web';
    assert.equal(spoken({}), `Create cluster etl-7, running, 2 hr 5 min, ${place}`);
    assert.equal(spoken({ startTime: undefined }), `Create cluster etl-7, running, ${place}`);
    assert.equal(spoken({ state: 'cancelling' }), `Create cluster etl-7, cancelling, ${place}`);
    assert.equal(
      spoken({ ...ended, state: 'succeeded' }),
      `Create cluster etl-7, succeeded, 3 min, 2 hr. ago, ${place}`,
    );
    assert.equal(
      spoken({ ...ended, state: 'cancelled' }),
      `Create cluster etl-7, cancelled 2 hr. ago after 3 min, ${place}`,
    );
  });
});
