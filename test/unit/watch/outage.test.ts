import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, type ApiErrorKind } from '../../../src/google/apiError.js';
import type { Google } from '../../../src/google/google.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Collection } from '../../../src/operations/collection.js';
import { startWatch, type Watch } from '../../../src/watch/watch.js';
import { simulateGoogle } from '../../bench/poll/simulatedGoogle.js';
import { ScriptedActivity } from '../../bench/support/attention.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const second = 1_000;
const minute = 60 * second;
const regions = Array.from({ length: 12 }, (_, index) => `region-${index}`);
const [dataproc, deploy] = ['dataproc', 'clouddeploy'].map((id) => seedServices.find((service) => service.id === id)!);

/** How a part of Google is out of reach. */
type Outage = (of: Partial<Collection>) => ApiErrorKind | undefined;

describe('after an outage', function () {
  this.timeout(30_000);
  const clock = new FakeClock();
  let folder: string;
  let watch: Watch;
  let activity: ScriptedActivity;
  let outage: Outage;
  /** What was listed, and when it was asked for. */
  let asked: { readonly id: string; readonly at: number }[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'outage-'));
    outage = () => undefined;
    asked = [];
    activity = new ScriptedActivity({ focused: true, viewVisible: true });
  });
  afterEach(() => {
    watch.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The simulated Google with its outages. */
  function flawed(google: Google): Google {
    const failFor = (of: Partial<Collection>): void => {
      const kind = outage(of);
      if (kind !== undefined) {
        throw new ApiError({ kind, message: 'out of reach', host: of.host ?? 'oauth2.googleapis.com' });
      }
    };
    return {
      ...google,
      credential: {
        ...google.credential,
        accessToken(scopes) {
          return Promise.resolve().then(() => (failFor({}), google.credential.accessToken(scopes)));
        },
      },
      locations: {
        ...google.locations,
        async list(service, project, options) {
          failFor({ host: service.host, project });
          return google.locations.list(service, project, options);
        },
      },
      operations: {
        ...google.operations,
        async *list(collection, options) {
          asked.push({ id: collection.id, at: clock.monotonic() });
          failFor(collection);
          yield* google.operations.list(collection, options);
        },
      },
    };
  }

  async function open(services = [dataproc!]): Promise<void> {
    const google = flawed(simulateGoogle(clock, regions, [dataproc!.host, deploy!.host]));
    const settings = { projects: ['acme-web'], services, regions: [] };
    watch = startWatch({ google, settings, clock, log: new MemoryLog(), activity, storageFolder: folder });
    // What is on a real disk takes real time.
    for (let step = 0; step < 20; step++) {
      await clock.pass(second);
      await wait(2);
    }
  }

  const failing = (): number =>
    [...watch.survey.collections()].filter((each) => watch.survey.status(each)?.state === 'failed').length;

  const answers: ApiErrorKind[] = ['unavailable', 'rateLimited', 'garbled'];
  for (const kind of answers) {
    it(`every place is back within ten minutes, however long it answered "${kind}"`, async () => {
      await open();
      outage = () => kind;
      for (const outMinutes of [15, 31, 90]) {
        outage = () => kind;
        await clock.pass(outMinutes * minute);
        assert.ok(failing() >= regions.length, String(failing()));
        outage = () => undefined;
        await clock.pass(10 * minute);
        assert.equal(failing(), 0, `after ${outMinutes} minutes`);
      }
    });
  }

  it('of the network, the first answer has all others that were lost asked for at once', async () => {
    await open();
    outage = () => 'network';
    await clock.pass(40 * minute);
    assert.ok(failing() >= regions.length);
    outage = () => undefined;
    while (failing() >= regions.length) {
      await clock.pass(second);
    }
    await clock.pass(5 * second);
    assert.equal(failing(), 0);
  });

  it('of one region, what was lost there waits as long as ever: answers of others are no news of it', async () => {
    await open();
    const out = new Set(regions.slice(0, 5).map((region) => `/${region}/`));
    outage = ({ path: at = '' }) => ([...out].some((region) => at.includes(region)) ? 'deadline' : undefined);
    await clock.pass(30 * minute);
    const before = asked.length;
    await clock.pass(60 * minute);
    const ofOut = asked.slice(before).filter(({ id }) => [...out].some((region) => id.includes(region)));
    const places = new Set(ofOut.map(({ id }) => id)).size;
    assert.ok(places >= out.size && ofOut.length <= places * 8, `${ofOut.length} looks at ${places} places in an hour`);
  });

  it('that hid which places there are, they are looked for again', async () => {
    outage = ({ location }) => (location === undefined ? 'network' : undefined);
    await open([deploy!]);
    assert.equal([...watch.survey.collections()].length, 0);
    outage = () => undefined;
    await clock.pass(10 * minute);
    assert.ok([...watch.survey.collections()].length > 0);
    assert.equal(failing(), 0);
    assert.equal(watch.survey.general, undefined);
    assert.deepEqual(watch.survey.projects()[0]?.problems, []);
  });

  it('that hid the locations of one service only, they are asked for again, and only while somebody looks', async () => {
    outage = ({ host, location }) => (host === deploy!.host && location === undefined ? 'unavailable' : undefined);
    await open([dataproc!, deploy!]);
    assert.equal(watch.survey.projects()[0]?.problems.length, 1);
    outage = () => undefined;
    activity.set({ viewVisible: false });
    const before = asked.length;
    await clock.pass(20 * minute);
    assert.equal(asked.length, before);
    activity.set({ viewVisible: true });
    await clock.pass(10 * minute);
    assert.deepEqual(watch.survey.projects()[0]?.problems, []);
  });
});
