import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isReadOnly, isReadOnlyProject, protectedProject } from '../../../src/ui/protection.js';
import { aCollection } from '../support/fixtures.js';

const none = { readOnly: false, readOnlyProjects: [], protectedProjects: [] };

function subject(project: string | undefined, named = project) {
  const parent = named === undefined ? '' : `projects/${named}/regions/us-central1/`;
  return { collection: aCollection({ project }), name: `${parent}operations/one` };
}

describe('protection', () => {
  const cases: [pattern: string, project: string, is: boolean][] = [
    ['acme-prod', 'acme-prod', true],
    ['acme-prod', 'acme-prod-eu', false],
    ['acme-prod', 'my-acme-prod', false],
    ['*-prod', 'acme-prod', true],
    ['*-prod', 'acme-production', false],
    ['acme-*', 'acme-', true],
    ['acme-*-eu', 'acme-eu', false],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*', 'anything', true],
    ['**', 'anything', true],
    ['Acme-PROD', 'acme-prod', true],
    ['acme.prod', 'acme-prod', false],
    ['example.com:*', 'example.com:etl', true],
  ];
  for (const [pattern, project, is] of cases) {
    it(`${pattern} ${is ? 'means' : 'does not mean'} ${project}`, () => {
      assert.equal(isReadOnly({ ...none, readOnlyProjects: [pattern] }, subject(project)), is);
      assert.equal(
        protectedProject({ ...none, protectedProjects: [pattern] }, subject(project)),
        is ? project : undefined,
      );
    });
  }

  it('a pattern means what the same regular expression means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), maxLength: 6 });
    fc.assert(
      fc.property(pattern, letters, (wild, project) => {
        const expected = new RegExp(`^${wild.replaceAll('*', '.*')}$`).test(project);
        assert.equal(isReadOnlyProject({ ...none, readOnlyProjects: [wild] }, project), expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('knows a project also by the other of its two names', () => {
    const byNumber = subject('1234567890', 'acme-prod');
    assert.equal(isReadOnly({ ...none, readOnlyProjects: ['acme-prod'] }, byNumber), true);
    assert.equal(protectedProject({ ...none, protectedProjects: ['acme-prod'] }, byNumber), '1234567890');
  });

  it('read-only everywhere includes what lies outside projects; patterns of projects do not', () => {
    assert.equal(isReadOnly({ ...none, readOnly: true }, subject(undefined)), true);
    assert.equal(isReadOnly({ ...none, readOnlyProjects: ['*'] }, subject(undefined)), false);
    assert.equal(isReadOnlyProject({ ...none, readOnly: true }, undefined), true);
  });
});
