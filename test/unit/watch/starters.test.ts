import assert from 'node:assert/strict';
import type { ApiErrorKind } from '../../../src/google/apiError.js';
import { ApiError } from '../../../src/google/apiError.js';
import type { AuditLogApi, AuditLogQuery } from '../../../src/google/apis/auditLogApi.js';
import type { AuditEntry } from '../../../src/google/auditLog/auditEntry.js';
import type { Operation } from '../../../src/operations/operation.js';
import { toOperation } from '../../../src/operations/reading.js';
import { LogReader, noAuditLog, type AuditLogSettings } from '../../../src/watch/logReader.js';
import { Starters } from '../../../src/watch/starters.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection, aReading } from '../support/fixtures.js';

const minute = 60_000;

/** A log that answers what a test says, and notes what it was asked and when. */
class ScriptedLog implements AuditLogApi {
  readonly asked: { readonly query: AuditLogQuery; readonly at: number }[] = [];
  mostAtOnce = 0;
  #atOnce = 0;
  answer: (asked: number) => readonly AuditEntry[] | ApiErrorKind | 'empty' = () => [];

  constructor(
    private readonly clock: FakeClock,
    private readonly takesMs = 0,
  ) {}

  async page(query: AuditLogQuery, options?: { readonly onSent?: (() => void) | undefined }) {
    options?.onSent?.();
    this.asked.push({ query, at: this.clock.monotonic() });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#atOnce);
    await new Promise<void>((resolve) => this.clock.schedule(this.takesMs, resolve));
    this.#atOnce--;
    const answer = this.answer(this.asked.length);
    if (answer === 'empty') {
      return { entries: [], nextPageToken: `after ${this.asked.length}` };
    }
    if (typeof answer === 'string') {
      throw new ApiError({ kind: answer, message: answer });
    }
    return { entries: answer, nextPageToken: undefined };
  }
}

function operation(id: string, fields: Partial<Operation> = {}, project: string | undefined = 'acme'): Operation {
  const path = `projects/${project}/regions/us-central1/operations`;
  const reading = aReading({ name: `${path}/0a1b2c3d-4e5f-6071-8293-${id}`, ...fields });
  return toOperation(aCollection({ project, path }), reading, 'us-central1', fields.state ?? 'running');
}

const begin = ({ name, collection }: Operation, by = 'ada@example.com'): AuditEntry => ({
  at: 1,
  host: collection.host,
  project: collection.project,
  operation: { id: name, first: true, last: false },
  method: 'Create',
  resource: '',
  location: '',
  principal: by,
  delegate: undefined,
});

describe('who started an operation', () => {
  let clock: FakeClock;
  let log: ScriptedLog;
  let reader: LogReader;
  let settings: AuditLogSettings;
  let starters: Starters;
  let own: Set<string>;
  let counted: number;

  function open(takesMs = 0): void {
    clock = new FakeClock();
    log = new ScriptedLog(clock, takesMs);
    reader = new LogReader(log, clock);
    settings = { ...noAuditLog, startedBy: true };
    own = new Set();
    const cancellations = { find: (_: unknown, name: string) => (own.has(name) ? ({} as never) : undefined) };
    counted = 0;
    const budgets = { current: { byHand: () => () => (counted += 1) } as never };
    starters = new Starters({ reader, cancellations, budgets, clock, settings: () => settings });
  }

  beforeEach(() => open());
  afterEach(() => {
    starters.dispose();
    reader.dispose();
  });

  /** Opens it as its page does, and waits as long as it takes. */
  async function opened(each: Operation, ms = 0): Promise<void> {
    const done = starters.opened(each);
    await clock.pass(ms);
    await done;
  }

  it('is asked once, about that operation, in its project and around its start', async () => {
    const one = operation('000000000001');
    log.answer = () => [begin(one)];
    let learned = 0;
    starters.onDidLearn(() => learned++);
    await opened(one);
    await opened(one);
    assert.equal(starters.known(one)?.started?.by, 'ada@example.com');
    assert.deepEqual([log.asked.length, learned, counted], [1, 1, 1]);
    const { resources, subject, window } = log.asked[0]!.query;
    assert.deepEqual(resources, ['projects/acme']);
    assert.equal(subject.kind === 'operation' && subject.operation.name, one.name);
    assert.deepEqual(window, { from: one.startTime! - minute });
    assert.deepEqual(starters.known(operation('000000000002')), undefined);
  });

  it('is asked up to its end where it has ended, and a day back where nobody knows when it began', async () => {
    const endTime = clock.now() + 5_000;
    await opened(operation('000000000001', { endTime, done: true }));
    await opened(operation('000000000002', { startTime: undefined }));
    assert.equal(log.asked[0]?.query.window.until, endTime + 10 * minute);
    assert.equal(log.asked[1]?.query.window.from, clock.now() - 24 * 60 * minute - minute);
  });

  it('is not asked where the operation says it itself', async () => {
    await opened(operation('000000000001', { user: 'ada@example.com' }));
    assert.equal(log.asked.length, 0);
  });

  it('is asked for whoever cancelled it, unless that was somebody here', async () => {
    const cancelled = operation('000000000001', { user: 'ada@example.com', state: 'cancelling' });
    own.add(cancelled.name);
    await opened(cancelled);
    assert.equal(log.asked.length, 0);
    own.clear();
    await opened(cancelled);
    assert.equal(log.asked.length, 1);
  });

  it('is not asked with the setting off, not even by hand', async () => {
    settings = { ...settings, startedBy: false };
    await opened(operation('000000000001'));
    assert.deepEqual(await starters.ask(operation('000000000001')), { kind: 'off' });
    assert.equal(log.asked.length, 0);
  });

  it('is not asked of what is in no project', async () => {
    const matter = { ...operation('000000000001'), collection: aCollection({ project: undefined }) };
    assert.deepEqual(await starters.ask(matter), { kind: 'off' });
    assert.equal(log.asked.length, 0);
  });

  for (const kind of ['permissionDenied', 'apiDisabled', 'securityPolicy', 'billingDisabled'] as const) {
    it(`is asked once in a project that answers ${kind}, told once, and asked in others`, async () => {
      log.answer = () => kind;
      const refused: string[] = [];
      reader.onDidRefuse(({ resource, error }) => refused.push(`${resource} ${error.kind}`));
      await opened(operation('000000000001'));
      await opened(operation('000000000002'));
      await clock.pass(60 * minute);
      await opened(operation('000000000001'));
      const again = await starters.ask(operation('000000000003'));
      assert.equal(again.kind === 'refused' && again.error.kind, kind);
      assert.equal(log.asked.length, 1);
      assert.deepEqual(refused, [`projects/acme ${kind}`]);
      log.answer = () => [];
      await opened(operation('000000000001', {}, 'acme-edge'));
      assert.equal(log.asked.length, 2);
    });
  }

  it('is not asked any more, by whoever waits for a turn, once it may not be read or the setting is off', async () => {
    for (const kind of ['permissionDenied', 'off'] as const) {
      open(100);
      log.answer = () => (kind === 'off' ? [] : kind);
      for (let index = 0; index < 10; index++) {
        void starters.opened(operation(String(index).padStart(12, '0')));
      }
      await clock.pass(50);
      settings = { ...settings, startedBy: kind !== 'off' };
      await clock.pass(minute);
      assert.equal(log.asked.length, 1, kind);
    }
  });

  it('is asked again after what passes, and after the credential was mended', async () => {
    const one = operation('000000000001');
    for (const kind of ['network', 'signInExpired', 'deadline'] as const) {
      log.answer = () => kind;
      await opened(one);
      await assert.rejects(() => Promise.all([starters.ask(one), clock.pass(0)]));
    }
    log.answer = () => [begin(one)];
    await opened(one);
    assert.equal(starters.known(one)?.started?.by, 'ada@example.com');
  });

  it('is looked for again in vain three times, a minute apart', async () => {
    const one = operation('000000000001');
    for (let seconds = 0; seconds < 600; seconds += 10) {
      await opened(one);
      await clock.pass(10_000);
    }
    assert.deepEqual(
      log.asked.map(({ at }) => Math.round((at - log.asked[0]!.at) / minute)),
      [0, 1, 2],
    );
    assert.equal(starters.known(one)?.started, undefined);
  });

  it('takes one request at a time and twenty a minute, whoever opens how much', async () => {
    open(100);
    for (let index = 0; index < 50; index++) {
      void starters.opened(operation(String(index).padStart(12, '0')));
    }
    await clock.pass(minute - 1_000);
    assert.equal(log.asked.length, 20);
    await clock.pass(2 * minute + 10_000);
    assert.equal(log.asked.length, 50);
    assert.equal(log.mostAtOnce, 1);
    for (const { at } of log.asked) {
      assert.ok(log.asked.filter((other) => other.at >= at && other.at < at + minute).length <= 20);
    }
  });

  it('waits longer each time that the server says it is too much', async () => {
    const one = operation('000000000001');
    log.answer = (asked) => (asked <= 2 ? 'rateLimited' : [begin(one)]);
    void starters.opened(one);
    await clock.pass(5 * minute);
    const [first = 0, second = 0, third = 0] = log.asked.map(({ at }) => at);
    assert.ok(second - first >= 15_000 && third - second >= 30_000, log.asked.map(({ at }) => at).join());
    assert.equal(starters.known(one)?.started?.by, 'ada@example.com');
  });

  it('follows ten empty pages and no more', async () => {
    const one = operation('000000000001');
    log.answer = (asked) => (asked <= 10 ? 'empty' : [begin(one)]);
    await opened(one, minute);
    assert.equal(starters.known(one)?.started?.by, 'ada@example.com');
    assert.equal(log.asked.at(-1)?.query.pageToken, 'after 10');
    const endless = operation('000000000002');
    log.answer = () => 'empty';
    const before = log.asked.length;
    await opened(endless, 5 * minute);
    assert.equal(log.asked.length - before, 11);
    assert.equal(starters.known(endless)?.started, undefined);
  });

  it('asks a central log view in place of the project, and believes only what is of the project', async () => {
    const view = 'projects/logs/locations/global/buckets/audit/views/all';
    settings = { ...settings, view };
    const one = operation('000000000001');
    log.answer = () => [{ ...begin(one, 'eve@example.com'), project: 'other' }, begin(one)];
    await opened(one);
    assert.deepEqual(log.asked[0]?.query.resources, [view]);
    assert.equal(starters.known(one)?.started?.by, 'ada@example.com');
  });

  it('asks no more when the session ends', async () => {
    open(100);
    const asked = [1, 2, 3].map((index) => starters.ask(operation(String(index).padStart(12, '0'))));
    const ends = Promise.allSettled(asked);
    await clock.pass(50);
    reader.dispose();
    await clock.pass(minute);
    await settle();
    assert.deepEqual(
      (await ends).map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected'],
    );
    assert.equal(log.asked.length, 1);
  });
});
