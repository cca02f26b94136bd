import assert from 'node:assert/strict';
import { OperationStore } from '../../../src/operations/store.js';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { topOfTree } from '../../../src/ui/tree/staleRows.js';
import { surveyRows } from '../../../src/ui/tree/surveyRows.js';
import { Survey } from '../../../src/watch/survey.js';

const settings = {
  services: [],
  servicesChosen: false,
  oauthClientId: undefined,
  showEmptyRegions: false,
  pinnedProjects: [],
};

describe('rows that a change of the survey puts out of date', () => {
  it('are all of them for another credential where one says a problem, and else none', () => {
    const survey = new Survey();
    const rows = new Rows({ settings, settingProblems: [], watch: { store: new OperationStore(), survey } });
    const draw = (): void => rows.children().forEach((row) => rows.children(row));
    const credential = {
      kind: 'serviceAccount',
      file: undefined,
      project: undefined,
      quotaProject: undefined,
    } as const;
    let stale: string[] = [];
    survey.setProjects(['acme', 'globex']);
    draw();
    survey.onDidChange((change) => stale.push(...surveyRows(change, rows, false).map(({ id }) => id)));
    survey.setCredential({ ...credential, account: 'a@example.com' });
    assert.deepEqual(stale, []);
    const dataproc = { id: 'dataproc', title: 'Dataproc', host: 'dataproc.googleapis.com' };
    survey.setServiceProblem('globex', dataproc, { kind: 'scopeInsufficient', message: 'too narrow' });
    draw();
    stale = [];
    survey.setCredential({ ...credential, account: 'b@example.com' });
    assert.deepEqual(stale, [topOfTree.id]);
  });

  it('are none where a root that says so already begins to be read, and its own when that ends', () => {
    const survey = new Survey();
    const rows = new Rows({ settings, settingProblems: [], watch: { store: new OperationStore(), survey } });
    const stale: string[] = [];
    survey.setProjects(['acme']);
    rows.children().forEach((row) => rows.children(row));
    survey.onDidChange((change) => stale.push(...surveyRows(change, rows, false).map(({ id }) => id)));
    survey.beginReading('acme');
    assert.deepEqual(stale, []);
    survey.endReading('acme', true);
    assert.deepEqual(stale, [rowOf.project('acme').id]);
  });
});
