import assert from 'node:assert/strict';
import type { Google } from '../../../src/google/google.js';
import { Budget } from '../../../src/watch/budget.js';
import { countedGoogle } from '../../../src/watch/countedGoogle.js';
import { collection, hurriedClock, listAll, openBench, type Bench } from '../google/bench.js';

describe('what Google is asked', () => {
  let bench: Bench;
  let google: Google;
  let budget: Budget;
  const from = collection('dataproc', 'acme-web', 'us-central1');

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    budget = new Budget({ monotonic: () => 0 }, { perHour: 6_000, perMinute: 300 });
    google = countedGoogle(bench.open({ clock: hurriedClock() }), { current: budget });
  });

  /** Requests that the server got, without those for tokens. */
  const arrived = (): number => bench.emulator.requests.filter(({ operation }) => operation !== 'token').length;

  it('is counted as it leaves: each page, each project', async () => {
    const operations = Array.from({ length: 3 }, () =>
      bench.emulator.control.createOperation({ service: 'dataproc', project: 'acme-web', location: 'us-central1' }),
    );
    bench.emulator.control.clearRequests();
    await listAll(google, from);
    await google.operations.get(from, operations[0]!);
    await google.services.enabled('acme-web', {});
    const { byHand, background } = budget.spent();
    assert.deepEqual([byHand, background], [arrived(), 0]);
    assert.equal(budget.spentIn('acme-web'), byHand);
  });

  it('costs each time that it is tried again', async () => {
    bench.emulator.control.clearRequests();
    bench.emulator.control.inject({ service: 'dataproc', effect: { kind: 'error', case: 'rateLimited' } });
    const allowance = budget.admit('quiet', 'acme-web');
    const pages = google.operations.list(from, { onSent: allowance?.onSent })[Symbol.asyncIterator]();
    await assert.rejects(pages.next());
    allowance?.end();
    const { background } = budget.spent();
    assert.ok(background > 1);
    assert.equal(background, arrived());
  });
});
