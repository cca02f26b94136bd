import assert from 'node:assert/strict';
import type { ApiErrorFacts } from '../../../src/google/apiError.js';
import type { Collection } from '../../../src/operations/collection.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection } from '../support/fixtures.js';

const denied: ApiErrorFacts = { kind: 'permissionDenied', message: 'no' };
const unavailable: ApiErrorFacts = { kind: 'unavailable', message: 'later' };

function inRegion(location: string, project = 'acme'): Collection {
  return aCollection({ project, location });
}

describe('survey', () => {
  const [east, west] = [inRegion('us-east1'), inRegion('us-west1')];
  let survey: Survey;
  let changes: string[];

  beforeEach(() => {
    survey = new Survey();
    survey.setProjects(['acme', 'other']);
    changes = [];
    survey.onDidChange((change) =>
      changes.push('project' in change ? `${change.project} ${change.what}` : change.what),
    );
  });

  const fail = (collection: Collection, error: ApiErrorFacts): void =>
    survey.setStatus(collection, { state: 'failed', at: 1, error });
  const read = (collection: Collection, unreachable: readonly string[] = []): void =>
    survey.setStatus(collection, { state: 'read', at: 1, unreachable });
  const problems = () =>
    survey.project('acme')!.problems.map(({ error, locations, everywhere }) => [error.kind, locations, everywhere]);

  it('tells of what is new to those who look, and of no answer that is like the one before', () => {
    read(east);
    assert.deepEqual(changes, ['acme locations']);
    survey.setStatus(east, { state: 'reading' });
    read(east);
    assert.deepEqual(changes, ['acme locations']);
    fail(east, denied);
    survey.setStatus(east, { state: 'reading' });
    fail(east, { ...denied });
    assert.deepEqual(changes, ['acme locations', 'acme problems']);
    read(east);
    assert.deepEqual(changes, ['acme locations', 'acme problems', 'acme problems']);
  });

  it('keeps a problem as it is known until the next answer', () => {
    fail(east, denied);
    const known = survey.project('acme')!.problems[0];
    survey.setStatus(east, { state: 'reading' });
    assert.equal(survey.project('acme')!.problems[0], known);
    assert.deepEqual(survey.status(east), { state: 'reading' });
    fail(east, unavailable);
    assert.deepEqual(problems(), [['unavailable', ['us-east1'], true]]);
  });

  it('is everywhere only as long as every collection of the service fails', () => {
    fail(east, denied);
    assert.deepEqual(problems(), [['permissionDenied', ['us-east1'], true]]);
    read(west);
    assert.deepEqual(problems(), [['permissionDenied', ['us-east1'], false]]);
    fail(west, denied);
    assert.deepEqual(problems(), [['permissionDenied', ['us-east1', 'us-west1'], true]]);
    survey.remove(east);
    assert.deepEqual(problems(), [['permissionDenied', ['us-west1'], true]]);
    survey.remove(west);
    assert.deepEqual(problems(), []);
    assert.deepEqual(survey.project('acme')!.locations, []);
  });

  it('names the only location that a service could not reach', () => {
    const all = aCollection({ location: '-' });
    read(all, ['projects/acme/locations/us-east1']);
    assert.deepEqual(problems(), [['unavailable', ['us-east1'], false]]);
    read(all);
    assert.deepEqual(problems(), []);
  });

  it('is the same view of a root until something of it changes', () => {
    read(east);
    const before = survey.project('acme');
    read(inRegion('us-east1', 'other'));
    fail(inRegion('us-east1', 'other'), denied);
    survey.setStatus(east, { state: 'reading' });
    assert.equal(survey.project('acme'), before);
    read(west);
    assert.notEqual(survey.project('acme'), before);
  });

  it('is being read until the last of several refreshes ends, and partly read when one was cut short', () => {
    const told = (): boolean[] => [survey.project('acme')!.reading, survey.project('acme')!.partlyRead];
    survey.beginReading('acme');
    survey.beginReading('acme');
    assert.deepEqual(told(), [true, false]);
    survey.endReading('acme', false);
    assert.deepEqual(told(), [true, true]);
    survey.endReading('acme', true);
    assert.deepEqual(told(), [false, false]);
    assert.deepEqual(changes, ['acme reading', 'acme partlyRead', 'acme partlyRead', 'acme reading']);
  });

  it('forgets what belonged to roots that are no longer asked, and tells of each of it', () => {
    read(east);
    read(inRegion('us-east1', 'other'));
    const told: string[] = [];
    survey.onDidChangeStatus(({ project }) => told.push(project ?? ''));
    survey.setProjects(['other', undefined]);
    assert.deepEqual(told, ['acme']);
    assert.equal(survey.status(east), undefined);
    assert.deepEqual([...survey.collections()].length, 1);
    assert.deepEqual(
      survey.projects().map(({ id }) => id),
      ['other', undefined],
    );
  });
});

describe('a survey that is cut off', () => {
  const inProject = (project: string): Collection =>
    aCollection({ project, path: `projects/${project}/regions/us-central1/operations` });
  const read = (at: number) => ({ state: 'read', at, unreachable: [] }) as const;
  const failed = (at: number, kind: 'network' | 'permissionDenied') =>
    ({ state: 'failed', at, error: { kind, message: '' } }) as const;

  it('says when the last answer came, once nobody can be reached in any project', () => {
    const survey = new Survey();
    survey.setProjects(['a', 'b', undefined]);
    survey.setStatus(inProject('a'), read(1));
    survey.setStatus(inProject('b'), read(2));
    assert.equal(survey.cutOffSince, undefined);
    survey.setStatus(inProject('a'), failed(3, 'network'));
    assert.equal(survey.cutOffSince, undefined, 'the other project was reached');
    survey.setStatus(inProject('b'), failed(4, 'permissionDenied'));
    assert.equal(survey.cutOffSince, undefined, 'a server that refuses was reached');
    survey.setStatus(inProject('b'), failed(5, 'network'));
    assert.equal(survey.cutOffSince, 2);
    survey.setStatus(aCollection({ project: 'a', location: 'us-east1' }), failed(6, 'permissionDenied'));
    assert.equal(survey.cutOffSince, undefined, 'another server was reached');
    survey.setStatus(inProject('b'), failed(7, 'network'));
    assert.equal(survey.cutOffSince, 2);
    survey.setStatus(inProject('a'), read(8));
    assert.equal(survey.cutOffSince, undefined);
  });

  it('says so when something stops everything', () => {
    const survey = new Survey();
    survey.setProjects(['a']);
    const expired = { kind: 'signInExpired', message: '' } as const;
    survey.setGeneral(expired);
    assert.equal(survey.cutOffSince, undefined, 'there never was an answer');
    survey.setGeneral(undefined);
    survey.setStatus(inProject('a'), read(7));
    survey.setGeneral(expired);
    assert.equal(survey.cutOffSince, 7);
    survey.setGeneral(undefined);
    assert.equal(survey.cutOffSince, undefined);
  });
});
