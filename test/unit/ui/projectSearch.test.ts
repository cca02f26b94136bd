import assert from 'node:assert/strict';
import { isApiError } from '../../../src/google/apiError.js';
import { ProjectSearch, searchQuery } from '../../../src/ui/projects/projectSearch.js';
import { openBench, requestsOf, type Bench } from '../google/bench.js';

describe('searching projects', function () {
  this.timeout(10_000);
  let bench: Bench;
  const ids = (search: ProjectSearch): string[] => search.found.map(({ id }) => id);
  const open = (): ProjectSearch => new ProjectSearch(bench.open().projects, new AbortController().signal);

  async function readAll(search: ProjectSearch): Promise<void> {
    for (let left = search.hasMore; left; left = search.hasMore) {
      await search.more();
    }
  }

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    for (let index = 0; index < 450; index++) {
      const displayName = `Stage ${index}`;
      bench.emulator.control.addProject({ projectId: `stage-${index}`, displayName });
    }
    bench.emulator.control.addProject({ projectId: 'example.com:etl', displayName: 'Nightly loads' });
    bench.emulator.control.clearRequests();
  });

  it('reads page by page, as far as it is asked to', async () => {
    const search = open();
    assert.equal(search.hasMore, true);
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, 0);
    await Promise.all([search.more(), search.more()]);
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, 1);
    assert.ok(search.found.length >= 200 && search.found.length < 456, String(search.found.length));
    await readAll(search);
    assert.equal(search.found.length, 456);
    assert.deepEqual(ids(search), [...ids(search)].sort());
  });

  it('finds on the server what no page has brought yet: by id, by name, with the domain of an id', async () => {
    for (const [text, id] of [
      ['STAGE-44', 'stage-449'],
      ['nightly', 'example.com:etl'],
      ['example.com:e', 'example.com:etl'],
    ] as const) {
      const search = open();
      await search.search(text);
      assert.ok(ids(search).includes(id), `${text}: ${ids(search).join()}`);
      assert.ok(search.found.length < 20);
    }
  });

  it('asks for the same text once, and for nothing when everything was read', async () => {
    const search = open();
    await search.search('stage-1');
    await search.search(' stage-1 ');
    await search.search('s');
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, 1);
    await readAll(search);
    const before = requestsOf(bench.emulator, 'projects.search').length;
    await search.search('nightly');
    assert.equal(requestsOf(bench.emulator, 'projects.search').length, before);
  });

  it('fails where projects cannot be listed, and has no more to give then', async () => {
    bench.emulator.control.inject({ method: 'projects.search', effect: { kind: 'error', case: 'permissionDenied' } });
    const search = open();
    await assert.rejects(search.more(), (error) => isApiError(error) && error.facts.kind === 'permissionDenied');
    assert.equal(search.hasMore, false);
    assert.deepEqual(search.found, []);
  });

  it('never lets what is typed become a part of the query', () => {
    assert.equal(searchQuery('a" OR state:*'), 'id:"a OR state:*" displayName:"a OR state:*"');
    assert.equal(searchQuery(' \\ '), undefined);
  });
});
