import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { OperationChange } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import { Rows, type RowsSource } from '../../../src/ui/tree/rows.js';
import { elementsToDraw, staleRows, topOfTree } from '../../../src/ui/tree/staleRows.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection, aReading, cancelledError } from '../support/fixtures.js';
import { describeRow, outline } from '../support/rowText.js';

const minute = 60_000;
const start = Date.UTC(2026, 0, 1);
const name = (id: string): string => `projects/acme/regions/us-central1/operations/${id}`;

/** Rows over a real store and survey. */
function rowsOver(change: { showEmptyRegions?: boolean; pinnedProjects?: string[] } = {}) {
  const store = new OperationStore();
  const survey = new Survey();
  const source: RowsSource = {
    settings: {
      services: seedServices,
      servicesChosen: false,
      oauthClientId: undefined,
      showEmptyRegions: change.showEmptyRegions ?? false,
      pinnedProjects: change.pinnedProjects ?? [],
    },
    settingProblems: [],
    watch: { store, survey },
  };
  return { store, survey, rows: new Rows(source) };
}

describe('rows', () => {
  it('hang operations below their regions, active first, newest first', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme', undefined]);
    survey.beginReading(undefined);
    survey.endReading(undefined, true);
    const listing = store.beginListing(aCollection());
    const ended = { done: true, error: cancelledError };
    listing.page([
      aReading({ name: name('old-end'), ...ended, startTime: start, endTime: start + minute }),
      aReading({ name: name('new-end'), ...ended, startTime: start, endTime: start + 3 * minute }),
      aReading({ name: name('old-run'), startTime: start }),
      aReading({ name: name('new-run'), startTime: start + 2 * minute }),
      aReading({ name: name('timeless'), startTime: undefined }),
    ]);
    assert.deepEqual(outline(rows), [
      'acme',
      '  us-central1',
      '    new-run',
      '    old-run',
      '    timeless',
      '    new-end',
      '    old-end',
      'outside',
      '  (noOperations)',
    ]);
  });

  it('say of a root that it is being read until somebody has read it, and speak of no Workspace before', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme', undefined]);
    assert.deepEqual(outline(rows), ['acme', '  (reading)']);
    for (const project of ['acme', undefined]) {
      survey.beginReading(project);
      survey.endReading(project, true);
    }
    assert.deepEqual(outline(rows), ['acme', '  (noOperations)', 'outside', '  (noOperations)']);
  });

  it('do not say for ever that a root is being read that nobody got to read', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    rows.setRead();
    assert.deepEqual(outline(rows), ['acme', '  (noOperations)']);
  });

  it('hang operations without a region below the root itself', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects([undefined]);
    const vault = aCollection({ service: 'vault', project: undefined, location: undefined, path: 'operations' });
    store.read(vault, aReading({ name: 'operations/7' }));
    assert.deepEqual(outline(rows), ['outside', '  7']);
  });

  it('show empty regions only when asked to', () => {
    for (const showEmptyRegions of [false, true]) {
      const { survey, rows } = rowsOver({ showEmptyRegions });
      survey.setProjects(['acme']);
      survey.setStatus(aCollection(), { state: 'read', at: start, unreachable: [] });
      assert.deepEqual(outline(rows), showEmptyRegions ? ['acme', '  us-central1'] : ['acme', '  (noOperations)']);
    }
  });

  it('show 50 ended operations, then 200 more at a time, in place', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    const ended = Array.from({ length: 300 }, (_, i) =>
      aReading({ name: name(String(i)), done: true, endTime: start + i * minute }),
    );
    store.beginListing(aCollection()).page([...ended, aReading({ name: name('running') })]);
    const region = () => rows.children(rows.children()[0])[0]!;
    const last = () => rows.children(region()).at(-1)!;
    assert.equal(rows.children(region()).length, 1 + 50 + 1);
    assert.equal(describeRow(last()), '+250');
    assert.ok(last().type === 'more');
    rows.showMore(region() as Parameters<Rows['showMore']>[0]);
    assert.equal(rows.children(region()).length, 1 + 250 + 1);
    assert.equal(describeRow(last()), '+50');
    rows.showMore(region() as Parameters<Rows['showMore']>[0]);
    assert.equal(describeRow(last()), '0');
  });

  it('grow as far as it takes to reach an operation', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    const ended = Array.from({ length: 400 }, (_, i) =>
      aReading({ name: name(String(i)), done: true, endTime: start + i * minute }),
    );
    store.beginListing(aCollection()).page(ended);
    const oldest = store.find(aCollection(), name('0'))!;
    assert.equal(rows.find(oldest)?.name, name('0'));
    store.gone(aCollection(), name('0'));
    assert.equal(rows.find(oldest), undefined);
  });

  it('stay the same objects while they say the same', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    store.read(aCollection(), aReading({ name: name('a') }));
    const before = rows.children(rows.children(rows.children()[0])[0]);
    store.read(aCollection(), aReading({ name: name('a'), statusText: 'half done' }));
    store.read(aCollection(), aReading({ name: name('b') }));
    const after = rows.children(rows.children(rows.children()[0])[0]);
    assert.equal(after.length, 2);
    assert.ok(after.includes(before[0]!));
  });

  it('name what failed, once per service, below the project', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    const error = { kind: 'apiDisabled', message: 'not enabled' } as const;
    survey.setServiceProblem('acme', { id: 'clouddeploy', title: 'Cloud Deploy' }, error);
    assert.deepEqual(outline(rows), ['acme', '  ! clouddeploy apiDisabled']);
  });

  it('share one among the APIs that are not enabled', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    const error = { kind: 'apiDisabled', message: 'not enabled' } as const;
    survey.setServiceProblem('acme', { id: 'clouddeploy', title: 'Cloud Deploy' }, error);
    survey.setServiceProblem(
      'acme',
      { id: 'dataproc', title: 'Dataproc' },
      { kind: 'permissionDenied', message: 'no' },
    );
    survey.setServiceProblem('acme', { id: 'gkehub', title: 'GKE Hub' }, error);
    assert.deepEqual(outline(rows), ['acme', '  ! dataproc permissionDenied', '  disabled: clouddeploy,gkehub']);
    const before = rows.children(rows.children()[0]);
    assert.equal(rows.children(rows.children()[0])[1], before[1]);
    survey.setServiceProblem('acme', { id: 'gkehub', title: 'GKE Hub' }, undefined);
    assert.deepEqual(outline(rows), ['acme', '  ! dataproc permissionDenied', '  ! clouddeploy apiDisabled']);
  });

  it('put pinned projects first, in the order of the pins, and Workspace last', () => {
    const { survey, rows } = rowsOver({ pinnedProjects: ['d', 'b', 'elsewhere'] });
    survey.setProjects(['a', 'b', 'c', 'd', undefined]);
    survey.beginReading(undefined);
    survey.endReading(undefined, true);
    assert.deepEqual(rows.children().map(describeRow), ['d', 'b', 'a', 'c', 'outside']);
  });

  it('show Workspace when something is known of it, and go on showing it', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme', undefined]);
    const vault = aCollection({ service: 'vault', project: undefined, location: undefined, path: 'operations' });
    survey.beginReading(undefined);
    assert.deepEqual(rows.children().map(describeRow), ['acme']);
    survey.setStatus(vault, { state: 'read', at: start, unreachable: [] });
    survey.endReading(undefined, true);
    assert.deepEqual(rows.children().map(describeRow), ['acme', 'outside']);
    survey.beginReading(undefined);
    assert.deepEqual(rows.children().map(describeRow), ['acme', 'outside']);
  });

  it('say that they are being read, or were read in part, before they say that there is nothing', () => {
    const { survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    survey.beginReading('acme');
    assert.deepEqual(outline(rows), ['acme', '  (reading)']);
    survey.endReading('acme', false);
    assert.deepEqual(outline(rows), ['acme', '  (partlyRead)']);
    survey.beginReading('acme');
    survey.endReading('acme', true);
    assert.deepEqual(outline(rows), ['acme', '  (noOperations)']);
  });
});

describe('rows: what stops everything', () => {
  it('welcomes who has no credential, and shows any other trouble as a row', () => {
    const { survey, rows } = rowsOver();
    survey.setGeneral({ kind: 'credentialsMissing', message: 'none' });
    assert.deepEqual(outline(rows), []);
    assert.equal(rows.welcome(), 'install');
    survey.setGeneral({ kind: 'signInExpired', message: 'expired' });
    assert.deepEqual(outline(rows), ['!  signInExpired']);
    assert.equal(rows.welcome(), undefined);
  });

  it('keeps what was read when the credential goes away later', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme']);
    store.read(aCollection(), aReading({ name: name('a') }));
    survey.setGeneral({ kind: 'credentialsMissing', message: 'none' });
    assert.deepEqual(outline(rows), ['!  credentialsMissing', 'acme', '  us-central1', '    a']);
  });

  it('asks for projects once it is known that there is none', () => {
    const { survey, rows } = rowsOver();
    assert.equal(rows.welcome(), undefined);
    survey.setProjects([undefined]);
    rows.setRead();
    assert.deepEqual(outline(rows), []);
    assert.equal(rows.welcome(), 'noProjects');
  });

  it('asks for projects beside Workspace operations too', () => {
    const { store, survey, rows } = rowsOver();
    survey.setProjects([undefined]);
    rows.setRead();
    const vault = aCollection({ service: 'vault', project: undefined, location: undefined, path: 'operations' });
    store.read(vault, aReading({ name: 'operations/7' }));
    assert.deepEqual(outline(rows), ['(noProjects)', 'outside', '  7']);
  });
});

describe('rows to draw again', () => {
  /** A tree that VS Code has opened, and what is drawn for each change of the store. */
  function watched() {
    const { store, survey, rows } = rowsOver();
    survey.setProjects(['acme', 'other']);
    store.read(aCollection(), aReading({ name: name('a') }));
    outline(rows);
    const changes: OperationChange[] = [];
    store.onDidChange((fired) => changes.push(...fired));
    const drawn = (): string[] | undefined =>
      elementsToDraw(changes.splice(0).flatMap(staleRows), rows)?.map(describeRow);
    return { store, rows, drawn };
  }

  it('draws the operation alone when it says something else about itself', () => {
    const { store, drawn } = watched();
    store.read(aCollection(), aReading({ name: name('a'), statusText: 'half done' }));
    assert.deepEqual(drawn(), ['a']);
    store.setCancelRequested(aCollection(), name('a'), true);
    assert.deepEqual(drawn(), ['a']);
  });

  it('draws its project, and nothing below that again, when it ends', () => {
    const { store, drawn } = watched();
    store.read(aCollection(), aReading({ name: name('a'), done: true }));
    assert.deepEqual(drawn(), ['acme']);
  });

  it('draws its region alone when an ended one is added', () => {
    const { store, drawn } = watched();
    store.read(aCollection(), aReading({ name: name('b'), done: true }));
    assert.deepEqual(drawn(), ['us-central1']);
  });

  it('draws the project when a region appears, and when its last operation goes', () => {
    const { store, rows, drawn } = watched();
    const europe = aCollection({ location: 'europe-west1' });
    const inEurope = 'projects/acme/regions/europe-west1/operations/x';
    store.read(europe, aReading({ name: inEurope, done: true }));
    assert.deepEqual(drawn(), ['acme']);
    outline(rows);
    store.gone(europe, inEurope);
    assert.deepEqual(drawn(), ['acme']);
  });

  it('draws nothing for an operation that is not on screen', () => {
    const { store, rows, drawn } = watched();
    const closed = aCollection({ project: 'other', path: 'projects/other/regions/us-central1/operations' });
    const elsewhere = 'projects/other/regions/us-central1/operations/x';
    store.read(closed, aReading({ name: elsewhere }));
    drawn();
    rows.children(rows.children()[1]);
    store.read(closed, aReading({ name: elsewhere, statusText: 'half done' }));
    assert.deepEqual(drawn(), []);
  });

  it('draws everything when the roots are not the right ones', () => {
    const { rows } = watched();
    assert.equal(elementsToDraw([topOfTree], rows), undefined);
  });
});
