import assert from 'node:assert/strict';
import type { OperationPage, OperationsApi } from '../../../src/google/apis/operationsApi.js';
import { ApiError } from '../../../src/google/apiError.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { Lister } from '../../../src/watch/lister.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading } from '../support/fixtures.js';

/** Pages as a server has them; it parses only what it is not told to be known. */
class PagedServer implements Pick<OperationsApi, 'list'> {
  pages: (readonly OperationReading[])[] = [];
  unreachable: readonly string[] = [];
  /** Of each page asked for, whether it was parsed. */
  parsed: boolean[] = [];
  /** Called before each page, and once more when the last has been taken. */
  before: (index: number) => void = () => undefined;

  async *list(...[, options]: Parameters<OperationsApi['list']>): AsyncGenerator<OperationPage> {
    for (const [index, readings] of this.pages.entries()) {
      await Promise.resolve();
      this.before(index);
      const digest = JSON.stringify([readings, this.unreachable]);
      const mark = options?.recall?.(digest);
      this.parsed.push(!mark);
      yield mark
        ? { readings: [], unreachable: [], mark, unchanged: true }
        : { readings, unreachable: this.unreachable, mark: { digest, nextPageToken: undefined } };
    }
    this.before(this.pages.length);
  }
}

describe('lister', () => {
  const collection = aCollection();
  const signal = new AbortController().signal;
  const reading = (id: string, fields: Partial<OperationReading> = {}): OperationReading =>
    aReading({ name: `projects/acme/regions/us-central1/operations/${id}`, ...fields });
  const ended = { done: true, endTime: 1_000 };
  let server: PagedServer;
  let store: OperationStore;
  let survey: Survey;
  let clock: FakeClock;
  let lister: Lister;
  let events: number;

  beforeEach(() => {
    server = new PagedServer();
    server.pages = [[reading('a'), reading('b')], [reading('c', ended)]];
    store = new OperationStore();
    survey = new Survey();
    clock = new FakeClock();
    lister = new Lister(server as unknown as OperationsApi, store, survey, clock);
    events = 0;
    store.onDidChange(() => events++);
  });

  /** Lists once; which pages were parsed. */
  async function list(): Promise<boolean[]> {
    server.parsed = [];
    events = 0;
    await lister.list(collection, signal);
    return server.parsed;
  }

  /** The collection is asked for no longer when the server comes to a page, once. */
  function removesAt(index: number, then: () => void = () => undefined): void {
    server.before = (page) => {
      if (page === index) {
        server.before = () => undefined;
        survey.remove(collection);
        then();
      }
    };
  }

  const ids = (): string[] => [...store.all()].map(({ name }) => name.slice(name.lastIndexOf('/') + 1)).sort();

  it('neither parses nor tells of pages that have not changed', async () => {
    assert.deepEqual(await list(), [true, true]);
    assert.equal(events, 2);
    assert.deepEqual(await list(), [false, false]);
    assert.deepEqual(await list(), [false, false]);
    assert.equal(events, 0);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
  });

  it('parses the page that changed and no other', async () => {
    await list();
    server.pages[0] = [reading('a', ended), reading('b')];
    assert.deepEqual(await list(), [true, false]);
    assert.deepEqual(await list(), [false, false]);
    assert.equal(store.find(collection, reading('a').name)?.state, 'succeeded');
  });

  it('still tells the names that the listing showed', async () => {
    await list();
    const { names } = await lister.list(collection, signal);
    assert.deepEqual([...names].sort(), ['a', 'b', 'c'].map((id) => reading(id).name).sort());
  });

  it('takes out what was on a page that is no longer there', async () => {
    await list();
    server.pages = [server.pages[0]!];
    assert.deepEqual(await list(), [false]);
    assert.deepEqual(ids(), ['a', 'b']);
  });

  it('reads the pages again when a get has changed the store', async () => {
    await list();
    store.read(collection, reading('a', { statusText: 'newer' }));
    assert.deepEqual(await list(), [true, true]);
    assert.equal(store.find(collection, reading('a').name)?.statusText, undefined);
  });

  it('reads the pages again when the server said in between that an operation is gone', async () => {
    await list();
    store.gone(collection, reading('b').name);
    assert.deepEqual(ids(), ['a', 'c']);
    assert.deepEqual(await list(), [true, true]);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
  });

  it('reads the pages again when a cancel was requested', async () => {
    await list();
    store.setCancelRequested(collection, reading('a').name, true);
    assert.deepEqual(await list(), [true, true]);
    assert.deepEqual(await list(), [false, false]);
    assert.equal(store.find(collection, reading('a').name)?.state, 'cancelling');
  });

  it('does not trust pages into which a get came while they were listed', async () => {
    server.before = (index) => {
      if (index === 1) {
        store.read(collection, reading('a', { statusText: 'newer' }));
      }
    };
    await list();
    server.before = () => undefined;
    assert.deepEqual(await list(), [true, true]);
    assert.equal(store.find(collection, reading('a').name)?.statusText, undefined);
  });

  it('does not trust a page that the store knew better than', async () => {
    store.read(collection, reading('a', ended));
    await list();
    assert.deepEqual(await list(), [true, true]);
    assert.equal(store.find(collection, reading('a').name)?.state, 'succeeded');
  });

  it('takes out what nobody waits for any more, although no page changed', async () => {
    await list();
    store.read(collection, reading('kept'));
    store.setKept(collection, reading('kept').name, 'follow', true);
    await list();
    await list();
    assert.deepEqual(ids(), ['a', 'b', 'c', 'kept']);
    store.setKept(collection, reading('kept').name, 'follow', false);
    await list();
    assert.deepEqual(ids(), ['a', 'b', 'c']);
  });

  it('keeps what another collection lists, whose page has not changed, and takes that up when it does', async () => {
    const other = aCollection({ id: 'other', path: 'projects/acme/regions/us-central1/clusters/c/operations' });
    await list();
    await lister.list(other, signal);
    server.pages = [[]];
    await list();
    server.pages = [[reading('a'), reading('b')], [reading('c', ended)]];
    server.parsed = [];
    await lister.list(other, signal);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
    server.pages = [[reading('a', ended)]];
    await lister.list(other, signal);
    assert.deepEqual(ids(), ['a']);
    assert.equal(store.find(collection, reading('a').name)?.state, 'succeeded');
  });

  it('reads an unchanged page again when another collection has changed what it showed', async () => {
    const other = aCollection({ id: 'other', path: 'projects/acme/regions/us-central1/clusters/c/operations' });
    await list();
    const shown = server.pages;
    server.pages = [[reading('a', { statusText: 'newer' })]];
    await lister.list(other, signal);
    assert.equal(store.find(collection, reading('a').name)?.statusText, 'newer');
    server.pages = shown;
    assert.deepEqual(await list(), [true, true]);
    assert.equal(store.find(collection, reading('a').name)?.statusText, undefined);
  });

  it('remembers which locations a page said could not be reached', async () => {
    server.unreachable = ['us-east1'];
    await list();
    assert.deepEqual(await list(), [false, false]);
    const status = survey.status(collection);
    assert.deepEqual(status?.state === 'read' && status.unreachable, ['us-east1']);
  });

  it('trusts a digest for an hour', async () => {
    await list();
    await clock.pass(59 * 60_000);
    assert.deepEqual(await list(), [false, false]);
    await clock.pass(60_000);
    assert.deepEqual(await list(), [true, true]);
  });

  it('remembers what it knew when a listing fails', async () => {
    await list();
    server.before = () => {
      throw new ApiError({ kind: 'unavailable', message: 'later' });
    };
    await list();
    server.before = () => undefined;
    assert.deepEqual(await list(), [false, false]);
  });

  it('takes a collection out that is no longer asked, and forgets its pages', async () => {
    await list();
    survey.remove(collection);
    assert.deepEqual(ids(), []);
    assert.deepEqual(await list(), [true, true]);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
  });

  it('takes those of a root out that is no longer shown', async () => {
    survey.setProjects(['acme']);
    await list();
    survey.setProjects(['other']);
    assert.deepEqual(ids(), []);
  });

  for (const [when, index] of [
    ['before its first page', 0],
    ['before its last', 1],
    ['when all have come', 2],
  ] as const) {
    it(`takes nothing in and notes nothing of what is no longer asked, ${when}`, async () => {
      removesAt(index);
      const { error } = await lister.list(collection, signal);
      assert.equal(error?.kind, 'aborted');
      assert.deepEqual([ids(), survey.status(collection)], [[], undefined]);
    });
  }

  it('asks anew for what is wanted again while the answer to the old question is still to come', async () => {
    let again: Promise<unknown> | undefined;
    removesAt(1, () => {
      again = list();
    });
    await lister.list(collection, signal);
    await again;
    assert.deepEqual(ids(), ['a', 'b', 'c']);
    assert.equal(survey.status(collection)?.state, 'read');
  });
});
