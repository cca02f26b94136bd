import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiError, type ApiErrorKind } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle, type SimulatedGoogle } from '../../bench/poll/simulatedGoogle.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const second = 1_000;
const minute = 60 * second;
const gkehub = seedServices.find(({ id }) => id === 'gkehub')!;
const project = 'acme-web';
const places = ['global', 'europe-west1', 'us-central1'];

describe('a list of all locations that is refused while it is polled', () => {
  let clock: FakeClock;
  let google: SimulatedGoogle;
  let folder: string;
  let watch: Watch;
  let listed: string[];
  /** What lists of all locations are answered with, if not with what they show. */
  let refusal: ApiErrorKind | undefined;
  let locationsFail: boolean;

  beforeEach(async () => {
    clock = new FakeClock();
    listed = [];
    refusal = undefined;
    locationsFail = false;
    google = simulateGoogle(clock, places, [gkehub.host], (of) => of && listed.push(of.location ?? ''));
    folder = mkdtempSync(path.join(tmpdir(), 'wildcard-'));
    places.slice(0, 2).forEach((location) => add(location));
    const activity = new ScriptedActivity({ focused: true, viewVisible: false });
    watch = startWatch({
      google: refusing(),
      settings: { projects: [project], services: [gkehub], regions: [] },
      ...{ clock, log: new MemoryLog(), activity, storageFolder: folder },
    });
    activity.set({ viewVisible: true });
    await clock.pass(10 * second);
  });
  afterEach(() => {
    watch.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function add(location: string): string {
    const name = `projects/${project}/locations/${location}/operations/${location}`;
    google.add({
      ...{ host: gkehub.host, project, location, name },
      ...{ createdAt: clock.now(), endsAt: clock.now() + 1_000 * minute },
    });
    return name;
  }

  function refusing(): Google {
    const { operations, locations } = google;
    return {
      ...google,
      operations: {
        ...operations,
        async *list(collection, options) {
          for await (const page of operations.list(collection, options)) {
            if (refusal !== undefined && collection.location === '-') {
              throw new ApiError({ kind: refusal, message: 'no' });
            }
            yield page;
          }
        },
      },
      locations: {
        ...locations,
        list: (...asked) =>
          locationsFail
            ? Promise.reject(new ApiError({ kind: 'permissionDenied', message: 'no' }))
            : locations.list(...asked),
      },
    };
  }

  const asked = (): readonly string[] => [...watch.survey.collections()].map(({ location }) => location ?? '').sort();
  const shown = (): readonly string[] => [...watch.store.all()].map(({ location }) => location ?? '').sort();

  for (const kind of ['invalidArgument', 'unimplemented'] as const) {
    it(`is left for its locations as soon as a look meets it (${kind}), and no row goes`, async () => {
      assert.deepEqual(asked(), ['-']);
      const gone: string[] = [];
      watch.store.onDidChange((changes) =>
        changes.forEach(({ operation, to }) => to === undefined && gone.push(operation.name)),
      );
      refusal = kind;
      await clock.pass(2 * minute);
      assert.deepEqual(asked(), [...places].sort());
      assert.deepEqual(shown(), ['europe-west1', 'global']);
      assert.deepEqual(gone, []);
      assert.deepEqual(watch.survey.project(project)?.problems, []);
      assert.ok(places.every((location) => listed.includes(location)));
      // Each location keeps its own rows from now on.
      add('us-central1');
      await clock.pass(12 * minute);
      assert.deepEqual(shown(), [...places].sort());
      assert.ok(!listed.slice(listed.indexOf('global')).includes('-'));
    });
  }

  it('stays while the locations cannot be learned, is told, and is left when they can', async () => {
    refusal = 'invalidArgument';
    locationsFail = true;
    await clock.pass(2 * minute);
    assert.deepEqual(asked(), ['-']);
    assert.deepEqual(shown(), ['europe-west1', 'global']);
    const kinds = (): readonly string[] =>
      (watch.survey.project(project)?.problems ?? []).map(({ error }) => error.kind);
    assert.ok(kinds().includes('permissionDenied'), kinds().join());
    locationsFail = false;
    await clock.pass(12 * minute);
    assert.deepEqual(asked(), [...places].sort());
    assert.deepEqual(kinds(), []);
  });

  it('stays where it fails for another reason', async () => {
    refusal = 'unavailable';
    await clock.pass(5 * minute);
    assert.deepEqual(asked(), ['-']);
    assert.deepEqual(shown(), ['europe-west1', 'global']);
  });
});
