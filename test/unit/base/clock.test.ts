import assert from 'node:assert/strict';
import { machineClock, sleep, type Clock } from '../../../src/base/clock.js';
import { FakeClock } from '../support/fakeClock.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const jumps = { 'a minute': minute, 'an hour': 60 * minute, '30 days': 30 * day };

/** A clock on a machine whose ticks do not count what it sleeps. */
class Machine {
  readonly #ticks = new FakeClock();
  readonly clock: Clock;
  readonly longest = { ms: 0 };

  constructor() {
    this.clock = machineClock({
      wall: () => this.#ticks.now(),
      ticks: () => this.#ticks.monotonic(),
      setTimer: (ms, callback) => {
        this.longest.ms = Math.max(this.longest.ms, ms);
        return this.#ticks.schedule(ms, callback);
      },
    });
  }

  get timers(): number {
    return this.#ticks.pending;
  }

  run(ms: number): Promise<void> {
    return this.#ticks.pass(ms);
  }

  setWall(byMs: number): void {
    this.#ticks.set(byMs);
  }
}

describe('the machine’s clock', () => {
  let machine: Machine;
  let start: number;

  beforeEach(() => {
    machine = new Machine();
    start = machine.clock.monotonic();
  });

  const elapsed = (): number => machine.clock.monotonic() - start;

  for (const [what, ms] of Object.entries(jumps)) {
    it(`set back by ${what}, changes no duration and no timer`, async () => {
      let fired = false;
      machine.clock.schedule(minute, () => (fired = true));
      await machine.run(minute / 2);
      machine.setWall(-ms);
      assert.equal(elapsed(), minute / 2);
      await machine.run(minute / 2 - 1);
      assert.equal(fired, false);
      await machine.run(1);
      assert.equal(fired, true);
      assert.equal(elapsed(), minute);
    });

    it(`counts a sleep of ${what}, once, and wakes what is due`, async () => {
      let fired = 0;
      machine.clock.schedule(20_000, () => fired++);
      await machine.run(7_000);
      machine.setWall(ms);
      await machine.run(5_000);
      assert.equal(fired, 1, 'not within five seconds after the sleep');
      assert.equal(elapsed(), ms + 12_000);
      machine.setWall(-ms);
      await machine.run(minute);
      assert.equal(elapsed(), ms + 12_000 + minute);
      assert.equal(fired, 1);
    });
  }

  it('takes a wall clock that is put right bit by bit for no sleep', async () => {
    for (let second = 0; second < 600; second++) {
      await machine.run(1_000);
      machine.setWall(second % 2 === 0 ? 300 : 200);
      machine.clock.monotonic();
    }
    assert.equal(elapsed(), 600_000);
  });

  it('waits as long as it is told, however long, with timers of a few seconds', async () => {
    let fired = false;
    machine.clock.schedule(2 ** 31 + 10, () => (fired = true));
    machine.clock.schedule(Infinity, () => assert.fail('for ever is never'));
    await machine.run(minute);
    assert.equal(fired, false);
    assert.ok(machine.longest.ms <= 5_000);
    machine.setWall(2 ** 31);
    await machine.run(5_000);
    assert.equal(fired, true);
  });

  it('leaves no timer behind', async () => {
    const timers = [10, minute, Infinity].map((ms) => machine.clock.schedule(ms, () => assert.fail('ended before')));
    const given = new AbortController();
    const waiting = assert.rejects(sleep(machine.clock, minute, given.signal), /enough/);
    timers.forEach((timer) => timer.dispose());
    given.abort(new Error('enough'));
    await waiting;
    assert.equal(machine.timers, 0);
    await machine.run(2 * minute);
  });
});
