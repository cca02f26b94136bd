import assert from 'node:assert/strict';
import type { ApiErrorKind } from '../../../src/google/apiError.js';
import { unreadOf, type Unread } from '../../../src/ui/tree/unread.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection } from '../support/fixtures.js';

const project = 'acme';

/** The services of what could not be read, those that are not there in brackets. */
function text({ broken, absent }: Unread): string[] {
  return [...broken.map(({ service }) => service ?? 'root'), ...absent.map(({ service }) => `(${service ?? 'root'})`)];
}

describe('what could not be read', () => {
  const surveyOf = (...failures: [service: string, location: string, kind: ApiErrorKind][]): Survey => {
    const survey = new Survey();
    survey.setProjects([project]);
    for (const [service, location, kind] of failures) {
      const id = `${service}/${location}`;
      const error = { kind, message: 'no' };
      survey.setStatus(aCollection({ id, service, project, location }), { state: 'failed', at: 0, error });
    }
    return survey;
  };
  const at = (survey: Survey, location?: string): string[] => text(unreadOf(survey.project(project), location));

  it('counts in its root, and in the locations that it names', () => {
    const survey = surveyOf(['dataproc', 'us-east1', 'permissionDenied'], ['vault', 'us-east1', 'unavailable']);
    assert.deepEqual(at(survey), ['dataproc', 'vault']);
    assert.deepEqual(at(survey, 'us-east1'), ['dataproc', 'vault']);
    assert.deepEqual(at(survey, 'us-west1'), []);
  });

  it('tells what is not there from what hides operations', () => {
    const survey = surveyOf(['dataproc', 'us-east1', 'unavailable'], ['gkehub', 'us-east1', 'apiDisabled']);
    assert.deepEqual(at(survey), ['dataproc', '(gkehub)']);
  });

  it('is one where one cause stops several services', () => {
    const survey = surveyOf(['dataproc', 'us-east1', 'billingDisabled'], ['gkehub', 'us-east1', 'billingDisabled']);
    assert.deepEqual(at(survey), ['root']);
  });

  it('goes over problems once for every change of them, however many rows ask', () => {
    const survey = surveyOf(['dataproc', 'us-east1', 'unavailable']);
    const once = unreadOf(survey.project(project), 'us-east1');
    assert.equal(unreadOf(survey.project(project), 'us-east1'), once);
    const collection = aCollection({ id: 'dataproc/us-east1', service: 'dataproc', project, location: 'us-east1' });
    survey.setStatus(collection, { state: 'read', at: 1, unreachable: [] });
    assert.deepEqual(at(survey, 'us-east1'), []);
  });

  it('is nothing where nothing is known of the root', () => {
    assert.deepEqual(text(unreadOf(undefined)), []);
  });
});
