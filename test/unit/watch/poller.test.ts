import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import type { Cancellations } from '../../../src/watch/cancellations.js';
import type { Follows } from '../../../src/watch/follows.js';
import type { Look, LookPlan } from '../../../src/watch/lookPlan.js';
import { Poller } from '../../../src/watch/poller.js';
import { FakeClock } from '../support/fakeClock.js';

describe('the poller', () => {
  it('takes each of two hundred thousand looks when it is due', async () => {
    const clock = new FakeClock();
    const taken = new Set<string>();
    const looks = Array.from({ length: 200_000 }, (_, index): Look => {
      const id = `look ${index}`;
      return { id, dueAt: index === 150_000 ? 1_000 : 60_000, take: () => Promise.resolve(void taken.add(id)) };
    });
    const changed = new Emitter<never>();
    const plan: Pick<LookPlan, 'watched' | 'next' | 'trouble' | 'onDidChange'> = {
      watched: () => looks.filter(({ id }) => !taken.has(id)),
      next: () => undefined,
      trouble: () => undefined,
      onDidChange: new Emitter<void>().event,
    };
    const poller = new Poller({
      plan: plan as LookPlan,
      cancellations: { onDidChange: changed.event } as unknown as Cancellations,
      follows: { onDidChange: changed.event } as unknown as Follows,
      activity: { focused: false, viewVisible: false, onDidChange: new Emitter<void>().event },
      budgets: new AccountBudgets(clock, usualBudget),
      clock,
    });
    changed.fire(undefined as never);
    await clock.pass(2_000);
    assert.deepEqual([...taken], ['look 150000']);
    await clock.pass(60_000);
    assert.equal(taken.size, looks.length);
    poller.dispose();
  });
});
