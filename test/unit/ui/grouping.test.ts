import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationChange, OperationReading } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import {
  groupings,
  parseArrangement,
  sorts,
  usualArrangement,
  type Arrangement,
} from '../../../src/ui/tree/arrangement.js';
import { filterOf } from '../../../src/ui/tree/filter.js';
import { orderOperations, type Sort } from '../../../src/ui/tree/order.js';
import type { Shown } from '../../../src/ui/tree/outline.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { elementsToDraw, staleBy } from '../../../src/ui/tree/staleRows.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection, aReading, cancelledError } from '../support/fixtures.js';
import { describeRow, outline } from '../support/rowText.js';

const minute = 60_000;
const start = Date.UTC(2026, 0, 1);

/** Rows over a real store and survey, cut as told. */
function rowsOf(shown: Shown) {
  const store = new OperationStore();
  const survey = new Survey();
  survey.setProjects(['acme', 'web']);
  const settings = {
    ...{ services: seedServices, servicesChosen: true, oauthClientId: undefined },
    showEmptyRegions: false,
    pinnedProjects: [],
  };
  const rows = new Rows({ settings, settingProblems: [], watch: { store, survey } }, true, shown);
  const changes: OperationChange[] = [];
  store.onDidChange((fired) => changes.push(...fired));
  /** The rows that the changes since the last time put out of date. */
  const drawn = (): string[] | undefined => {
    return elementsToDraw(staleBy(changes.splice(0), rows), rows)?.map(describeRow);
  };
  return { store, survey, rows, drawn };
}

const dataproc = (project = 'acme'): Collection =>
  aCollection({ project, title: 'Dataproc', path: `projects/${project}/regions/us-central1/operations` });
const deploy = (project = 'acme'): Collection =>
  aCollection({
    ...{ service: 'clouddeploy', title: 'Cloud Deploy', host: 'clouddeploy.googleapis.com', project },
    location: 'us-east1',
    path: `projects/${project}/locations/us-east1/operations`,
  });

function put(store: OperationStore, collection: Collection, id: string, fields: Partial<OperationReading> = {}): void {
  const target = `projects/p/clusters/${id}`;
  store.read(collection, aReading({ name: `${collection.path}/${id}`, target, startTime: start, ...fields }));
}

const ended = (minutes: number): Partial<OperationReading> => ({ done: true, endTime: start + minutes * minute });

/** A day of two services in two projects. */
function fill(store: OperationStore): void {
  put(store, dataproc(), 'b-runs');
  put(store, dataproc('web'), 'a-ended', ended(5));
  put(store, dataproc('web'), 'c-cancelled', { ...ended(9), error: cancelledError });
  put(store, deploy(), 'd-failed', { ...ended(7), error: { code: 8, message: 'quota' } });
}

const by = (groupBy: Arrangement['groupBy'], sort: Sort = 'state'): Shown => ({ arrangement: { groupBy, sort } });

describe('operations put together', () => {
  it('by service, over all projects', () => {
    const { store, rows } = rowsOf(by('service'));
    fill(store);
    assert.deepEqual(outline(rows), [
      'service clouddeploy',
      '  d-failed',
      'service dataproc',
      '  b-runs',
      '  c-cancelled',
      '  a-ended',
    ]);
  });

  it('by state, what can still change first', () => {
    const { store, rows } = rowsOf(by('state'));
    fill(store);
    assert.deepEqual(outline(rows), [
      'state running',
      '  b-runs',
      'state failed',
      '  d-failed',
      'state cancelled',
      '  c-cancelled',
      'state succeeded',
      '  a-ended',
    ]);
  });

  it('as one list, in each order', () => {
    const expected: Record<Sort, string[]> = {
      newest: ['c-cancelled', 'd-failed', 'a-ended', 'b-runs'],
      state: ['b-runs', 'c-cancelled', 'd-failed', 'a-ended'],
      name: ['a-ended', 'b-runs', 'c-cancelled', 'd-failed'],
    };
    for (const sort of sorts) {
      const { store, rows } = rowsOf(by('none', sort));
      fill(store);
      assert.deepEqual(outline(rows), expected[sort], sort);
    }
  });

  it('in the chosen order below regions too', () => {
    const { store, rows } = rowsOf(by('place', 'name'));
    for (const id of ['etl-10', 'ETL-9', 'etl-8']) {
      put(store, dataproc(), id);
    }
    assert.deepEqual(rows.children(rows.children(rows.children()[0])[0]).map(describeRow), [
      'etl-8',
      'ETL-9',
      'etl-10',
    ]);
  });

  it('counts, and hands out to be cancelled, what a group holds, shown or not, and nothing else', () => {
    const { store, rows } = rowsOf(by('service'));
    fill(store);
    for (let index = 0; index < 300; index++) {
      put(store, deploy('web'), `r-${index}`);
    }
    const [group] = rows.children();
    assert.ok(group?.type === 'group');
    assert.deepEqual(rows.outline.countsBelow(group), { running: 300, cancelling: 0, total: 301 });
    assert.equal(rows.children(group).length, 200 + 1 + 1);
    const below = [...rows.outline.below(group)];
    assert.equal(below.length, 301);
    assert.ok(below.every(({ collection }) => collection.service === 'clouddeploy'));
  });

  it('shows only what matches, and counts that', async () => {
    const words = { service: () => '', state: String, verb: String };
    const { store, rows } = rowsOf({ ...by('state'), filter: filterOf('ended', words) });
    fill(store);
    await rows.outline.prepare(() => true);
    assert.deepEqual(outline(rows), ['state succeeded', '  a-ended']);
    assert.deepEqual(rows.outline.matches(), { matching: 1, total: 4 });
  });

  it('tells where each runs that would look alike', () => {
    const { store, rows } = rowsOf(by('none'));
    put(store, dataproc(), 'etl');
    put(store, dataproc('web'), 'etl');
    const apart = rows.children().map((row) => row.type === 'operation' && rows.apart(row));
    assert.deepEqual(apart.sort(), ['acme', 'web']);
  });

  it('reaches an operation that is far down', () => {
    const { store, rows } = rowsOf(by('none', 'newest'));
    for (let index = 0; index < 700; index++) {
      put(store, dataproc(), `r-${index}`, ended(index));
    }
    const oldest = store.find(dataproc(), `${dataproc().path}/r-0`)!;
    assert.equal(rows.find(oldest)?.name, oldest.name);
  });

  it('says what could not be read, once for each cause, in the group that it is about', () => {
    const { store, survey, rows } = rowsOf(by('service'));
    fill(store);
    const denied = { kind: 'permissionDenied', message: 'no' } as const;
    survey.setServiceProblem('acme', { id: 'dataproc', title: 'Dataproc' }, denied);
    survey.setServiceProblem('web', { id: 'dataproc', title: 'Dataproc' }, denied);
    survey.setServiceProblem('web', { id: 'vault', title: 'Vault' }, denied);
    survey.setServiceProblem('web', undefined, { kind: 'notFound', message: 'no' });
    const shown = outline(rows);
    assert.equal(shown[0], '!  notFound');
    assert.deepEqual(shown.slice(shown.indexOf('service dataproc'), shown.indexOf('service dataproc') + 3), [
      'service dataproc',
      '  ! dataproc|permissionDenied × 2',
      '  b-runs',
    ]);
    assert.deepEqual(shown.slice(-2), ['service vault', '  ! vault permissionDenied']);
    survey.setProjects(['acme']);
    assert.ok(outline(rows).includes('  ! dataproc permissionDenied'));
    assert.ok(!outline(rows).includes('service vault'));
  });

  it('says that it is being read, or that there is nothing', () => {
    const { survey, rows } = rowsOf(by('none', 'newest'));
    survey.beginReading('acme');
    assert.deepEqual(outline(rows), ['(reading)']);
    survey.endReading('acme', true);
    assert.deepEqual(outline(rows), ['(noOperations)']);
  });
});

describe('groups to draw again', () => {
  it('draws the operation alone while it stays where it is', () => {
    for (const shown of [by('service'), by('state'), by('none', 'newest')]) {
      const { store, rows, drawn } = rowsOf(shown);
      fill(store);
      drawn();
      outline(rows);
      put(store, dataproc(), 'b-runs', { statusText: 'half done' });
      assert.deepEqual(drawn(), ['b-runs']);
    }
  });

  it('draws both groups when it goes from one to the other, and the top where one comes or goes', () => {
    const { store, rows, drawn } = rowsOf(by('state'));
    fill(store);
    put(store, dataproc(), 'e-runs');
    drawn();
    outline(rows);
    put(store, dataproc(), 'e-runs', ended(3));
    assert.deepEqual(drawn(), ['state running', 'state succeeded']);
    put(store, dataproc(), 'b-runs', ended(4));
    assert.equal(drawn(), undefined);
  });

  it('draws its group alone when one is added', () => {
    const { store, rows, drawn } = rowsOf(by('service'));
    fill(store);
    drawn();
    outline(rows);
    put(store, deploy('web'), 'new');
    assert.deepEqual(drawn(), ['service clouddeploy']);
  });
});

describe('an arrangement', () => {
  it('is kept as it was chosen; what makes no sense is the usual one', () => {
    for (const groupBy of groupings) {
      for (const sort of sorts) {
        assert.deepEqual(parseArrangement(JSON.parse(JSON.stringify({ groupBy, sort }))), { groupBy, sort });
      }
    }
    for (const value of [
      undefined,
      null,
      7,
      'service',
      {},
      { groupBy: 'colour', sort: 'name' },
      { groupBy: 'state' },
    ]) {
      assert.deepEqual(parseArrangement(value), usualArrangement);
    }
  });
});

describe('the first rows of many', () => {
  it('are those that a sort of all would put first', () => {
    const store = new OperationStore();
    for (let index = 0; index < 500; index++) {
      const at = (index * 7919) % 500;
      put(store, dataproc(), `r-${at}`, at % 3 === 0 ? {} : ended(at));
    }
    const all = { active: Infinity, ended: Infinity };
    for (const sort of sorts) {
      const { shown } = orderOperations(store.all(), all, sort);
      assert.equal(shown.length, 500);
      const mixed = orderOperations(store.all(), { active: 20, ended: 10 }, sort);
      assert.equal(mixed.remaining, 470);
      const first = sort === 'state' ? [...shown.slice(0, 20), ...shown.slice(167, 177)] : shown.slice(0, 30);
      assert.deepEqual(mixed.shown, first, sort);
    }
  });
});
