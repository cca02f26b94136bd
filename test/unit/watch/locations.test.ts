import assert from 'node:assert/strict';
import { ApiError, type ApiErrorKind } from '../../../src/google/apiError.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { LocationDirectory } from '../../../src/watch/locations.js';
import { atOnce } from '../../../src/watch/pace.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

const hour = 3_600_000;
const [dataproc] = seedServices;
const signal = new AbortController().signal;

describe('the regions of a project', () => {
  let clock: FakeClock;
  let asked: number;
  let failure: ApiErrorKind | undefined;
  let directory: LocationDirectory;

  beforeEach(() => {
    clock = new FakeClock();
    asked = 0;
    failure = undefined;
    const computeRegions = (): Promise<readonly string[]> => {
      asked++;
      return failure
        ? Promise.reject(new ApiError({ kind: failure, message: 'no' }))
        : Promise.resolve(['us-central1']);
    };
    directory = new LocationDirectory({ computeRegions, list: () => assert.fail('not asked') }, clock, new MemoryLog());
  });

  const regions = (): Promise<readonly string[]> =>
    directory.of(dataproc!, { from: 'computeRegions' }, 'acme-web', atOnce(signal));

  it('are asked for once an hour', async () => {
    assert.deepEqual(await regions(), ['global', 'us-central1']);
    await clock.pass(hour - 1);
    await regions();
    assert.equal(asked, 1);
    await clock.pass(1);
    await regions();
    assert.equal(asked, 2);
  });

  it('are the built-in ones for an hour where Compute Engine may not be asked', async () => {
    failure = 'permissionDenied';
    assert.ok((await regions()).length > 30);
    failure = undefined;
    assert.ok((await regions()).length > 30);
    assert.equal(asked, 1);
  });

  it('are the built-in ones for one look where Compute Engine is in trouble', async () => {
    failure = 'unavailable';
    assert.ok((await regions()).length > 30);
    failure = undefined;
    assert.deepEqual(await regions(), ['global', 'us-central1']);
  });
});
