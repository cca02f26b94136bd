import assert from 'node:assert/strict';
import type { Operation } from '../../../src/operations/operation.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';
import { SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer, type Fault } from '../support/simulatedServer.js';
import { SimulatedWindow } from '../support/simulatedWindow.js';

const collection = aCollection();
const name = `${collection.path}/a`;
const minute = 60_000;
const jumps = { 'a minute': minute, 'an hour': 60 * minute, '30 days': 30 * 24 * 60 * minute };

for (const [what, ms] of Object.entries(jumps)) {
  for (const byMs of [-ms, ms]) {
    describe(`with the clock set ${byMs < 0 ? 'back' : 'forward'} by ${what}`, () => {
      let clock: FakeClock;
      let fault: Fault;
      let server: SimulatedServer;
      let window: SimulatedWindow;

      beforeEach(async () => {
        clock = new FakeClock();
        fault = 'none';
        const world = { nextFault: () => fault, nextDelayMs: () => 0, skewMs: 0 };
        const script = {
          error: undefined,
          cancelRefusal: undefined,
          refusesSecond: false,
          showsFlag: false,
          forgottenAt: undefined,
        };
        server = new SimulatedServer(clock, [{ name, endsAt: 90_000, cancelTakes: 20_000, ...script }], world);
        window = new SimulatedWindow(server, new SharedDisk(), clock, new Set([1]), 1, collection);
        await clock.pass(1_000);
      });

      afterEach(() => {
        window.crash();
        assert.equal(clock.pending, 0);
      });

      const operation = (): Operation => {
        const found = window.store.find(collection, name);
        assert.ok(found);
        return found;
      };

      async function cancel(): Promise<void> {
        void window.cancellations.request(operation());
        await settle();
      }

      it('a watched cancel is decided as soon as without', async () => {
        await cancel();
        await clock.pass(10_000);
        clock.set(byMs);
        await clock.pass(10_000 + 20_000);
        assert.equal(window.cancellations.find(collection, name)?.outcome, 'cancelled');
      });

      it('a server in trouble is asked again when it wanted to be', async () => {
        await cancel();
        await clock.pass(5_000);
        fault = 'rateLimited';
        await clock.pass(2_000);
        fault = 'none';
        clock.set(byMs);
        await clock.pass(40_000);
        assert.equal(window.cancellations.find(collection, name)?.outcome, 'cancelled');
      });

      it('the end of a followed operation is told as soon as without', async () => {
        let ended = 0;
        window.follows.onDidEnd(() => ended++);
        await window.follows.follow(operation());
        await clock.pass(60_000);
        clock.set(byMs);
        await clock.pass(30_000 + 20_000);
        assert.equal(ended, 1);
      });

      it('what is on screen is brought up to date as soon as without', async () => {
        await clock.pass(30_000);
        clock.set(byMs);
        await clock.pass(60_000 + 20_000);
        assert.equal(operation().state, 'succeeded');
      });
    });
  }
}
