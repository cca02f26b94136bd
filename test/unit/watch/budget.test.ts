import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Budget, type BackgroundPurpose, type BudgetLimits } from '../../../src/watch/budget.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('budget', () => {
  let now: number;
  const clock = { monotonic: () => now };

  beforeEach(() => {
    now = 1_000_000;
  });

  const open = (limits: BudgetLimits = { perHour: 6_000, perMinute: 300 }): Budget => new Budget(clock, limits);

  /** One call of one request, if it may be made. */
  function ask(budget: Budget, purpose: BackgroundPurpose = 'quiet', project = 'acme'): boolean {
    const allowance = budget.admit(purpose, project);
    allowance?.onSent();
    allowance?.end();
    return allowance !== undefined;
  }

  /** When calls were made for `ms`, each as soon as it may be. */
  function askFor(budget: Budget, ms: number, purpose: BackgroundPurpose = 'quiet'): number[] {
    const times: number[] = [];
    for (const end = now + ms; now < end;) {
      if (ask(budget, purpose)) {
        times.push(now);
      } else {
        now = Math.min(end, now + budget.msUntil(purpose));
      }
    }
    return times;
  }

  function mostWithin(times: readonly number[], spanMs: number): number {
    let first = 0;
    return times.reduce((most, time, index) => {
      while (times[first]! <= time - spanMs) {
        first++;
      }
      return Math.max(most, index - first + 1);
    }, 0);
  }

  it('lets through no more in any minute and any hour than it says, and not much less', () => {
    const times = askFor(open(), 5 * hour, 'lively');
    assert.ok(mostWithin(times, minute) <= 300);
    assert.ok(mostWithin(times, hour) <= 6_000);
    assert.ok(times.length > 5 * 5_400);
  });

  it('keeps to any limits', () => {
    const limit = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 2_000 }));
    fc.assert(
      fc.property(limit, limit, fc.constantFrom('lively' as const, 'quiet' as const), (perHour, perMinute, purpose) => {
        const times = askFor(open({ perHour, perMinute }), 3 * hour, purpose);
        assert.ok(mostWithin(times, minute) <= perMinute);
        assert.ok(mostWithin(times, hour) <= perHour);
        assert.ok(times.length > 0);
      }),
      { numRuns: 60 },
    );
  });

  it('lets nothing through in the background when a limit is 0, and what is asked by hand', () => {
    for (const limits of [
      { perHour: 0, perMinute: 300 },
      { perHour: 6_000, perMinute: 0 },
    ]) {
      const budget = open(limits);
      now += hour;
      assert.equal(ask(budget, 'lively'), false);
      assert.equal(budget.msUntil('lively'), Infinity);
      budget.byHand('acme')();
      assert.deepEqual(budget.spent(), { byHand: 1, background: 0 });
    }
  });

  it('never keeps a lively place waiting because of quiet ones', () => {
    const budget = open();
    askFor(budget, 2 * hour, 'quiet');
    while (ask(budget, 'quiet')) {
      assert.ok(budget.msUntil('lively') === 0);
    }
    for (let asked = 0; asked < 60; asked++) {
      assert.equal(ask(budget, 'lively'), true);
    }
  });

  it('lets what is asked by hand empty it, but makes no debt of it', () => {
    const budget = open();
    const onSent = budget.byHand('acme');
    for (let sent = 0; sent < 50_000; sent++) {
      onSent();
    }
    assert.equal(ask(budget, 'lively'), false);
    now += 700;
    assert.equal(ask(budget, 'lively'), true);
    assert.equal(budget.spent().byHand, 50_000);
  });

  it('counts every page and every retry of a call, and holds the next calls back for them', () => {
    const budget = open({ perHour: 600, perMinute: 300 });
    const storm = budget.admit('lively', 'acme');
    for (let sent = 0; sent < 100; sent++) {
      storm?.onSent();
    }
    storm?.end();
    assert.deepEqual(budget.spent(), { byHand: 0, background: 100 });
    // 40 more than the bucket holds, at nine a minute.
    assert.ok(budget.msUntil('lively') > 4 * minute);
  });

  it('takes back what a call that was given up has not sent', () => {
    const budget = open({ perHour: 1, perMinute: 1 });
    budget.admit('lively', 'acme')?.end();
    now += minute + second;
    assert.equal(ask(budget, 'lively'), true);
    assert.equal(budget.spent().background, 1);
  });

  it('refills nothing when its clock goes back, and no more than it holds when it leaps', () => {
    const budget = open();
    askFor(budget, hour, 'lively');
    now -= 10 * hour;
    assert.equal(ask(budget, 'lively'), false);
    assert.ok(budget.msUntil('lively') <= minute + second);
    now += 1_000 * hour;
    const times = askFor(budget, hour, 'lively');
    assert.ok(times.length <= 6_000);
  });

  it('keeps what was spent when its limits change', () => {
    const budget = open({ perHour: 600, perMinute: 300 });
    askFor(budget, second, 'lively');
    budget.setLimits({ perHour: 1_200, perMinute: 300 });
    let admitted = 0;
    while (ask(budget, 'lively')) {
      admitted++;
    }
    assert.ok(admitted <= 61, String(admitted));
    budget.setLimits({ perHour: 0, perMinute: 300 });
    assert.equal(ask(budget, 'lively'), false);
  });

  it('knows for an hour what was spent, in all and in a project', () => {
    const budget = open();
    ask(budget, 'quiet', 'acme');
    budget.byHand('zeta')();
    now += 59 * minute;
    assert.deepEqual(budget.spent(), { byHand: 1, background: 1 });
    assert.deepEqual([budget.spentIn('acme'), budget.spentIn('zeta'), budget.spentIn('other')], [1, 1, 0]);
    now += 2 * minute;
    assert.deepEqual(budget.spent(), { byHand: 0, background: 0 });
  });
});
