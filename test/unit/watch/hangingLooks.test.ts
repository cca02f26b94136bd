import assert from 'node:assert/strict';
import type { CallOptions, OperationPage } from '../../../src/google/apis/operationsApi.js';
import { isDecided } from '../../../src/operations/cancellation.js';
import type { Collection } from '../../../src/operations/collection.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';
import { SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer } from '../support/simulatedServer.js';
import { SimulatedWindow } from '../support/simulatedWindow.js';

const second = 1_000;
const collection = aCollection();

/** Its listings hang, from some moment on. */
class HangingServer extends SimulatedServer {
  hanging = false;
  readonly limits: (number | undefined)[] = [];

  override async *list(of: Collection, options?: CallOptions): AsyncIterable<OperationPage> {
    if (this.hanging) {
      await new Promise(() => undefined);
    }
    yield* super.list(of, options);
  }

  override get(of: Collection, name: string, options?: CallOptions): ReturnType<SimulatedServer['get']> {
    this.limits.push(options?.withinMs);
    return super.get(of, name, options);
  }
}

describe('looks at what somebody waits for', () => {
  for (const count of [1, 6]) {
    it(`hang no longer than ten seconds, at ${count} in one collection`, async () => {
      const clock = new FakeClock();
      const names = Array.from({ length: count }, (_, index) => `${collection.path}/${index}`);
      const script = { endsAt: Infinity, cancelTakes: 30 * second, refusesSecond: false, showsFlag: false };
      const scripts = names.map((name) => ({ name, ...script, error: undefined, cancelRefusal: undefined }));
      const server = new HangingServer(
        clock,
        scripts.map((each) => ({ ...each, forgottenAt: undefined })),
        { nextFault: () => 'none', nextDelayMs: () => 10, skewMs: 0 },
      );
      const window = new SimulatedWindow(server, new SharedDisk(), clock, new Set([1]), 1, collection);
      await clock.pass(second);
      for (const operation of [...window.store.all()]) {
        void window.cancellations.request(operation);
      }
      await clock.pass(second);
      server.hanging = true;
      await clock.pass(49 * second);
      const { cancellations } = window;
      assert.deepEqual(
        names.map((name) => {
          const cancellation = cancellations.find(collection, name);
          return cancellation && isDecided(cancellation) && cancellation.outcome;
        }),
        names.map(() => 'cancelled'),
      );
      assert.deepEqual([...new Set(server.limits)], [10 * second]);
      window.crash();
    });
  }
});
