import assert from 'node:assert/strict';
import type { ApiErrorKind } from '../../../src/google/apiError.js';
import { byCause } from '../../../src/watch/problem.js';
import { Survey } from '../../../src/watch/survey.js';

describe('problems by cause', () => {
  function problems(project: string | undefined, kinds: Readonly<Record<string, ApiErrorKind>>): string[] {
    const survey = new Survey();
    survey.setProjects([project]);
    for (const [id, kind] of Object.entries(kinds)) {
      survey.setServiceProblem(project, { id, title: id }, { kind, message: `${id} says no` });
    }
    const shown = byCause(survey.project(project)?.problems ?? []);
    assert.equal(new Set(shown.map(({ id }) => id)).size, shown.length);
    return shown.map(({ service, error }) => `${service ?? 'all'} ${error.kind}`);
  }

  it('name one that lies in the project or the credential once, however many services answer for it', () => {
    assert.deepEqual(
      problems('acme', {
        a: 'scopeInsufficient',
        b: 'scopeInsufficient',
        c: 'permissionDenied',
        d: 'permissionDenied',
        e: 'scopeInsufficient',
        f: 'quotaProjectMissing',
        g: 'quotaProjectMissing',
        h: 'billingDisabled',
      }),
      [
        'all scopeInsufficient',
        'c permissionDenied',
        'd permissionDenied',
        'all quotaProjectMissing',
        'h billingDisabled',
      ],
    );
  });

  it('leave apart what lies outside projects, where each service asks for a scope of its own', () => {
    assert.deepEqual(problems(undefined, { a: 'scopeInsufficient', b: 'scopeInsufficient' }), [
      'a scopeInsufficient',
      'b scopeInsufficient',
    ]);
  });
});
