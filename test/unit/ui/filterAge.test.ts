import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { OperationStore } from '../../../src/operations/store.js';
import { groupings, usualSort, type GroupBy } from '../../../src/ui/tree/arrangement.js';
import { filterOf } from '../../../src/ui/tree/filter.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { staleBy, type StaleRow } from '../../../src/ui/tree/staleRows.js';
import { Turns } from '../../../src/ui/tree/turns.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading } from '../support/fixtures.js';

const minute = 60_000;
const hour = 60 * minute;

describe('a filter by age', () => {
  const clock = new FakeClock();
  const words = { service: () => '', state: String, verb: String };
  const context = {
    get now() {
      return clock.now();
    },
    isMine: () => false,
    isWatched: () => false,
  };

  async function rowsBy(groupBy: GroupBy, text: string) {
    const store = new OperationStore();
    const survey = new Survey();
    survey.setProjects(['acme']);
    const settings = {
      ...{ services: seedServices, servicesChosen: true, oauthClientId: undefined },
      showEmptyRegions: false,
      pinnedProjects: [],
    };
    const shown = { arrangement: { groupBy, sort: usualSort(groupBy) }, filter: filterOf(text, words, context) };
    const rows = new Rows({ settings, settingProblems: [], watch: { store, survey } }, true, shown);
    store.onDidChange((changes) => staleBy(changes, rows));
    await rows.outline.prepare(() => true);
    const begin = (id: string, agoMs: number): void => {
      const name = `projects/acme/regions/us-central1/operations/${id}`;
      store.read(aCollection(), aReading({ name, startTime: clock.now() - agoMs }));
    };
    const found = (): string[] => [...rows.outline.below()].map(({ name }) => name.split('/').at(-1)!);
    return { rows, begin, found, count: () => rows.outline.matches().matching };
  }

  for (const groupBy of groupings) {
    it(`finds what has come of age since it was typed, and wakes when it does, grouped by ${groupBy}`, async () => {
      const { rows, begin, found, count } = await rowsBy(groupBy, 'age:>1h');
      begin('young', 10 * minute);
      begin('old', 2 * hour);
      assert.deepEqual([found(), count()], [['old'], 1]);
      const marked: StaleRow[][] = [];
      const turns = new Turns(clock, (stale) => marked.push([...stale]));
      turns.follow(rows);
      await clock.pass(49 * minute);
      assert.equal(marked.length, 0);
      assert.deepEqual([found(), count()], [['old'], 1]);
      await clock.pass(minute + 1);
      assert.equal(marked.filter((stale) => stale.length > 0).length, 1);
      assert.deepEqual([found().sort(), count()], [['old', 'young'], 2]);
      await clock.pass(100 * hour);
      assert.equal(marked.length, 1, 'nothing else crosses the border');
      turns.dispose();
    });

    it(`loses what has grown too old, grouped by ${groupBy}`, async () => {
      const { rows, begin, count } = await rowsBy(groupBy, 'age:<1h');
      begin('young', 10 * minute);
      assert.equal(count(), 1);
      const turns = new Turns(clock, () => undefined);
      turns.follow(rows);
      await clock.pass(51 * minute);
      assert.equal(count(), 0);
      turns.dispose();
    });
  }
});
