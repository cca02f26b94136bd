import assert from 'node:assert/strict';
import { OperationStore } from '../../../src/operations/store.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { topOfTree } from '../../../src/ui/tree/staleRows.js';
import { surveyRows } from '../../../src/ui/tree/surveyRows.js';
import { Survey } from '../../../src/watch/survey.js';

describe('rows that a change of the survey puts out of date', () => {
  it('are all of them for another credential where one says a problem, and else none', () => {
    const survey = new Survey();
    const settings = {
      services: [],
      servicesChosen: false,
      oauthClientId: undefined,
      showEmptyRegions: false,
      pinnedProjects: [],
    };
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
});
