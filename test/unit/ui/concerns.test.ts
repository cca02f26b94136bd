import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { SessionHolder, type Session } from '../../../src/ui/session.js';
import { Concerns } from '../../../src/ui/tree/concerns.js';
import { filterOf } from '../../../src/ui/tree/filter.js';
import { movedRows, elementsToDraw } from '../../../src/ui/tree/staleRows.js';
import { markConcerns } from '../../../src/ui/tree/staleByNews.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { Follows } from '../../../src/watch/follows.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { describeRow, outline } from '../support/rowText.js';

const minute = 60_000;
const name = (id: string): string => `projects/acme/regions/us-central1/operations/${id}`;
const me = 'dev@example.com';

/** Rows over a real store, survey and watch list, with what concerns the account above them. */
async function opened(fill: (store: OperationStore, clock: FakeClock) => void = () => undefined) {
  const clock = new FakeClock();
  const store = new OperationStore();
  const survey = new Survey();
  const records = new MemoryRecords(new SharedDisk());
  const follows = new Follows(store, records, clock, new MemoryLog());
  await records.open();
  const settings = {
    ...{ services: seedServices, servicesChosen: true, oauthClientId: undefined },
    ...{ showEmptyRegions: false, pinnedProjects: [], showConcerns: true },
  };
  survey.setProjects(['acme']);
  survey.setCredential({
    ...{ kind: 'serviceAccount', file: undefined, project: undefined, quotaProject: undefined },
    account: me,
  });
  fill(store, clock);
  const end = { dispose: () => undefined };
  const session = { settings, settingProblems: [], google: end, watch: { store, survey, follows, ...end } };
  const concerns = new Concerns(new SessionHolder(session as unknown as Session), clock);
  const moved: string[] = [];
  concerns.onDidMove((moves) => moved.push(...moves.map(({ operation }) => operation.name.split('/').at(-1)!)));
  const shown = (text = ''): Rows =>
    new Rows(session, true, { concerns, filter: filterOf(text, { service: () => '', state: String, verb: String }) });
  const read = (id: string, fields: Partial<OperationReading>): void => {
    store.read(aCollection(), aReading({ name: name(id), ...fields }));
  };
  /** What hangs below the first row, where it is that of concerns. */
  const concerning = (): string[] => {
    const [first, ...others] = outline(shown());
    const end = others.findIndex((line) => !line.startsWith(' '));
    return first === 'concern me' ? others.slice(0, end).map((line) => line.trim()) : [];
  };
  await settle();
  return { clock, store, survey, follows, settings, concerns, moved, shown, read, concerning };
}

const failed = { done: true, error: { code: 8, message: 'quota' } };

describe('what concerns the person', () => {
  it('is no row where it is nothing, and else the first, with rows of its own', async () => {
    const { read, shown } = await opened();
    read('other', { user: 'somebody@example.com' });
    assert.deepEqual(outline(shown()), ['acme', '  us-central1', '    other']);
    read('mine', { user: me });
    assert.deepEqual(outline(shown()), ['concern me', '  mine', 'acme', '  us-central1', '    mine', '    other']);
    const rows = shown();
    const [concern, project] = rows.children();
    const [own] = rows.children(concern);
    const [placed] = rows.children(rows.children(project)[0]);
    assert.ok(own?.type === 'operation' && placed?.type === 'operation' && own.name === placed.name);
    assert.notEqual(own.id, placed.id);
  });

  it('is what is being cancelled, watched, or runs for the account, and what failed within the hour', async () => {
    const { clock, store, follows, read, concerning } = await opened();
    const now = clock.now();
    read('cancelling', { cancelRequested: true, startTime: now - 1 });
    read('mine', { user: me, startTime: now - 2 });
    read('watched', { startTime: now - 3 });
    read('others', { user: 'somebody@example.com' });
    read('mine-over', { user: me, done: true, endTime: now });
    read('failed', { ...failed, endTime: now - 50 * minute });
    read('failed-long-ago', { ...failed, endTime: now - 70 * minute });
    await follows.follow(store.find(aCollection(), name('watched'))!);
    assert.deepEqual(concerning(), ['cancelling', 'mine', 'watched', 'failed']);
    await follows.unfollow(store.find(aCollection(), name('watched'))!);
    read('mine', { user: me, startTime: now - 2, done: true, endTime: now });
    assert.deepEqual(concerning(), ['cancelling', 'failed']);
  });

  it('loses a failure when its hour is over, by a timer of its own', async () => {
    const { clock, read, moved, concerning } = await opened();
    read('failed', { ...failed, endTime: clock.now() - 50 * minute });
    assert.deepEqual(concerning(), ['failed']);
    moved.length = 0;
    await clock.pass(11 * minute);
    assert.deepEqual(concerning(), []);
    assert.deepEqual(moved, ['failed']);
    assert.equal(clock.pending, 0);
  });

  it('is looked for anew for another account, and in what was there before', async () => {
    const { survey, concerning } = await opened((store) =>
      store.read(aCollection(), aReading({ name: name('early'), user: 'second@example.com' })),
    );
    assert.deepEqual(concerning(), []);
    survey.setCredential({ ...survey.credential!, account: 'second@example.com' });
    await settle();
    assert.deepEqual(concerning(), ['early']);
  });

  it('is told by what changed, however much there is', async () => {
    const { read, moved } = await opened((store) =>
      store
        .beginListing(aCollection())
        .page(Array.from({ length: 5000 }, (_, i) => aReading({ name: name(`o${i}`), user: 'somebody@example.com' }))),
    );
    read('o7', { user: 'somebody@example.com', statusText: 'half done' });
    assert.deepEqual(moved, []);
    read('o7', { user: 'somebody@example.com', cancelRequested: true });
    assert.deepEqual(moved, ['o7']);
  });

  it('is not shown beside what a filter looks for, nor where nobody wants it', async () => {
    const { read, shown, settings, moved, concerning } = await opened();
    read('mine', { user: me });
    assert.deepEqual(shown('state:running').children().map(describeRow), ['acme']);
    settings.showConcerns = false;
    moved.length = 0;
    read('mine-too', { user: me });
    assert.deepEqual(concerning(), []);
    assert.deepEqual(moved, []);
  });

  it('draws its own row for what comes and goes, the whole tree for the first and the last', async () => {
    const { read, shown, concerns } = await opened();
    const rows = shown();
    outline(rows);
    const drawn: (string[] | undefined)[] = [];
    concerns.onDidMove((moves) => {
      drawn.push(elementsToDraw(moves.flatMap(movedRows), rows)?.map(describeRow));
      outline(rows);
    });
    read('a', { user: me });
    read('b', { user: me });
    read('b', { user: me, statusText: 'half done' });
    read('b', { user: me, done: true });
    read('a', { user: me, done: true });
    assert.deepEqual(drawn, [undefined, ['concern me'], ['b'], ['concern me'], undefined]);
  });

  it('lets rows that would move others wait, and those that say something else not', async () => {
    const { read, shown, concerns } = await opened();
    const told = { mark: new Array<string>(), markInserted: new Array<string>() };
    concerns.onDidMove((moves) =>
      markConcerns(moves, shown(), {
        mark: (rows) => told.mark.push(...rows.map(({ id }) => id)),
        markInserted: (rows) => told.markInserted.push(...rows.map(({ id }) => id)),
      }),
    );
    read('a', { user: me });
    assert.deepEqual(told, { mark: [], markInserted: ['concern me'] });
    read('a', { user: me, statusText: 'half done' });
    assert.deepEqual(told.markInserted, ['concern me']);
    assert.equal(told.mark.length, 1);
    read('a', { user: me, done: true });
    assert.deepEqual(told.markInserted, ['concern me', 'concern me']);
  });
});
