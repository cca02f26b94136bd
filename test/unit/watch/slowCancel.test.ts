import assert from 'node:assert/strict';
import type { CallOptions } from '../../../src/google/apis/operationsApi.js';
import { isDecided, type Cancellation } from '../../../src/operations/cancellation.js';
import type { Collection } from '../../../src/operations/collection.js';
import { cancelNoteOf } from '../../../src/google/serviceCatalog/service.js';
import { catalog } from '../serviceCatalog/catalogFile.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';
import { SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer } from '../support/simulatedServer.js';
import { SimulatedWindow } from '../support/simulatedWindow.js';

const second = 1_000;
const minute = 60 * second;
const place = { service: 'logging', host: 'logging.googleapis.com', version: 'v2', location: 'global' };
const collection = aCollection({ ...place, path: 'projects/acme/locations/global/operations' });
const name = `${collection.path}/copy-1`;

class CountingServer extends SimulatedServer {
  readonly looks: number[] = [];
  readonly #clock: FakeClock;

  constructor(clock: FakeClock, cancelTakes: number, showsFlag: boolean) {
    const end = { endsAt: Infinity, error: undefined, forgottenAt: undefined };
    const script = { name, ...end, cancelTakes, cancelRefusal: undefined, refusesSecond: false, showsFlag };
    super(clock, [script], { nextFault: () => 'none', nextDelayMs: () => 40, skewMs: 0 });
    this.#clock = clock;
  }

  override get(of: Collection, asked: string, options?: CallOptions): ReturnType<SimulatedServer['get']> {
    this.looks.push(this.#clock.monotonic());
    return super.get(of, asked, options);
  }
}

/** gcloud: up to ten minutes until the status of the operation changes. */
describe('a cancel of Cloud Logging', function () {
  this.timeout(20_000);

  it('is one that may take ten minutes by the catalogue', () => {
    const logging = catalog().find(({ id }) => id === 'logging')!;
    assert.equal(cancelNoteOf(logging, 'copy'), 'takesTenMinutes');
  });

  for (const showsFlag of [true, false]) {
    for (const minutes of [2, 10, 25]) {
      const said = showsFlag ? 'is told as under way' : 'shows nowhere';
      it(`that ${said} for ${minutes} minutes is looked at until the end, and not given up`, async () => {
        const clock = new FakeClock();
        const server = new CountingServer(clock, minutes * minute, showsFlag);
        const told: Cancellation[] = [];
        const window = new SimulatedWindow(server, new SharedDisk(), clock, new Set([1]), 1, collection, {
          onTold: (cancellation) => told.push(cancellation),
        });
        // Nobody looks at the view meanwhile: whoever asked for a cancel waits for it all the same.
        await clock.pass(second);
        window.focus(false);
        void window.cancellations.request([...window.store.all()][0]!);
        const end = clock.monotonic() + minutes * minute;
        while (clock.monotonic() < end - second) {
          await clock.pass(second);
          const asked = window.cancellations.find(collection, name);
          assert.ok(asked && !isDecided(asked), `decided ${asked?.outcome} after ${clock.monotonic()} ms`);
          assert.equal(window.store.find(collection, name)?.state, 'cancelling');
        }
        assert.deepEqual(told, [], 'nothing is said while nothing is decided');
        const gaps = server.looks.map((at, index) => at - (server.looks[index - 1] ?? at));
        assert.ok(Math.max(...gaps) <= 17 * second, String(Math.max(...gaps)));
        assert.ok(server.looks.length >= minutes * 3, String(server.looks.length));
        await clock.pass(20 * second);
        assert.equal(window.cancellations.find(collection, name)?.outcome, 'cancelled');
        assert.equal(window.store.find(collection, name)?.state, 'cancelled');
        assert.equal(server.posts.get(name), 1);
        window.crash();
      });
    }
  }
});
