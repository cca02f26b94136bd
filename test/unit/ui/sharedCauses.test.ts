import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { ApiErrorFacts } from '../../../src/google/apiError.js';
import { OperationStore } from '../../../src/operations/store.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { elementsToDraw } from '../../../src/ui/tree/staleRows.js';
import { rowOf } from '../../../src/ui/tree/elements.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection, aReading } from '../support/fixtures.js';
import { describeRow, outline } from '../support/rowText.js';

const services = ['dataproc', 'clouddeploy'].map((id) => ({ id, title: id }));
const offline: ApiErrorFacts = { kind: 'network', message: 'no route', networkCode: 'ENETUNREACH' };
const refused: ApiErrorFacts = { kind: 'billingDisabled', message: 'no billing' };

function rowsOf(...projects: string[]) {
  const store = new OperationStore();
  const survey = new Survey();
  survey.setProjects(projects);
  const settings = {
    ...{ services: seedServices, servicesChosen: true, oauthClientId: undefined },
    ...{ showEmptyRegions: false, pinnedProjects: [] },
  };
  const rows = new Rows({ settings, settingProblems: [], watch: { store, survey } }, true);
  const fail = (project: string, error: ApiErrorFacts | undefined): void =>
    services.forEach((service) => survey.setServiceProblem(project, service, error));
  return { store, survey, rows, fail };
}

describe('one cause that keeps several projects from being read', () => {
  it('is one row at the top, where neither of them is to blame', () => {
    const { store, rows, fail } = rowsOf('acme', 'web', 'edge');
    store.read(aCollection(), aReading());
    fail('acme', offline);
    assert.deepEqual(outline(rows).slice(0, 2), ['acme', '  !  network']);
    fail('web', offline);
    fail('edge', refused);
    assert.deepEqual(outline(rows), [
      '! |network × 2',
      'acme',
      '  us-central1',
      '    one',
      'web',
      '  (unread)',
      'edge',
      '  !  billingDisabled',
    ]);
  });

  it('is told once, by what stops everything, where that says the same', () => {
    const { survey, rows, fail } = rowsOf('acme', 'web');
    fail('acme', offline);
    fail('web', offline);
    survey.setGeneral(refused);
    assert.deepEqual(
      outline(rows).filter((row) => row.startsWith('!')),
      ['!  billingDisabled', '! |network × 2'],
    );
    survey.setGeneral(offline);
    assert.deepEqual(
      outline(rows).filter((row) => row.startsWith('!')),
      ['!  network'],
    );
  });

  it('stays a row of each project where the cause lies there, or in one region', () => {
    const { survey, rows, fail } = rowsOf('acme', 'web');
    fail('acme', refused);
    fail('web', refused);
    assert.deepEqual(outline(rows), ['acme', '  !  billingDisabled', 'web', '  !  billingDisabled']);
    fail('acme', undefined);
    fail('web', undefined);
    for (const project of ['acme', 'web']) {
      const at = (location: string) =>
        aCollection({ project, location, path: `projects/${project}/regions/${location}/operations` });
      survey.setStatus(at('us-east1'), { state: 'failed', at: 0, error: offline });
      survey.setStatus(at('us-west1'), { state: 'read', at: 0, unreachable: [] });
    }
    assert.deepEqual(outline(rows), ['acme', '  ! dataproc network', 'web', '  ! dataproc network']);
  });

  it('draws the whole tree when it comes, takes in a project or goes, and else a project alone', () => {
    const { rows, fail } = rowsOf('acme', 'web', 'edge');
    const drawn = (project: string): string[] | undefined => {
      const elements = elementsToDraw([rowOf.project(project)], rows);
      outline(rows);
      return elements?.map(describeRow);
    };
    outline(rows);
    fail('acme', offline);
    assert.deepEqual(drawn('acme'), ['acme']);
    fail('web', offline);
    assert.equal(drawn('web'), undefined);
    fail('edge', refused);
    assert.deepEqual(drawn('edge'), ['edge']);
    fail('edge', offline);
    assert.equal(drawn('edge'), undefined);
    fail('edge', undefined);
    fail('web', undefined);
    assert.equal(drawn('web'), undefined);
    assert.deepEqual(drawn('web'), ['web']);
  });
});
