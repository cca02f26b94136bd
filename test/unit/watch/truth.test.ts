import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDecided, type Cancellation } from '../../../src/operations/cancellation.js';
import { operationKey } from '../../../src/operations/operation.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer, type Fault, type Script } from '../support/simulatedServer.js';
import { SimulatedWindow } from '../support/simulatedWindow.js';

const collection = aCollection();
const names = ['a', 'b', 'c', 'd', 'e'].map((id) => `${collection.path}/${id}`);
const healthyAfterMs = 120_000;
const runs = Number(process.env['TRUTH_RUNS'] ?? 500);

/** What a person and the machine do, in order; `window` 0 or 1. */
type Act =
  | { readonly type: 'cancel'; readonly window: number; readonly operation: number; readonly again: boolean }
  | { readonly type: 'crash'; readonly window: number }
  | { readonly type: 'focus'; readonly window: number; readonly focused: boolean }
  | { readonly type: 'pass'; readonly ms: number };

interface World {
  readonly scripts: readonly Script[];
  readonly acts: readonly Act[];
  readonly faults: readonly Fault[];
  readonly delays: readonly number[];
  readonly skewMs: number;
  /** When somebody sets the machine's clock, and by how much. */
  readonly clockSet: readonly { readonly atMs: number; readonly byMs: number }[];
}

const time = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 90_000 }));

const script = (name: string): fc.Arbitrary<Script> =>
  fc.record({
    name: fc.constant(name),
    endsAt: fc.oneof(time, fc.integer({ min: 0, max: 900_000 })),
    error: fc.option(fc.record({ code: fc.integer({ min: 2, max: 16 }), message: fc.constant('failed') }), {
      nil: undefined,
    }),
    cancelTakes: fc.option(time, { nil: undefined }),
    cancelRefusal: fc.option(fc.constantFrom('failedPrecondition', 'permissionDenied', 'unimplemented'), {
      nil: undefined,
      freq: 4,
    }),
    refusesSecond: fc.boolean(),
    showsFlag: fc.boolean(),
    forgottenAt: fc.option(time, { nil: undefined, freq: 3 }),
  });

const window = fc.integer({ min: 0, max: 1 });
/** A minute, an hour and 30 days, back and forward. */
const clockJumps = [60_000, 3_600_000, 30 * 86_400_000].flatMap((ms) => [-ms, ms]);

const world: fc.Arbitrary<World> = fc.record({
  scripts: fc.integer({ min: 1, max: names.length }).chain((count) => fc.tuple(...names.slice(0, count).map(script))),
  acts: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          type: fc.constant('cancel'),
          window,
          operation: fc.integer({ min: 0, max: 4 }),
          again: fc.boolean(),
        }),
      },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('crash'), window }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('focus'), window, focused: fc.boolean() }) },
      { weight: 3, arbitrary: fc.record({ type: fc.constant('pass'), ms: time }) },
    ) as fc.Arbitrary<Act>,
    { maxLength: 12 },
  ),
  faults: fc.array(
    fc.constantFrom<Fault>(
      'none',
      'none',
      'lostBefore',
      'lostAfter',
      'rateLimited',
      'unavailable',
      'garbled',
      'internal',
      'givenUp',
      'unreached',
    ),
    { maxLength: 40 },
  ),
  delays: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3_000 })), { minLength: 1, maxLength: 8 }),
  skewMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  clockSet: fc.array(fc.record({ atMs: time, byMs: fc.constantFrom(...clockJumps) }), { maxLength: 3 }),
});

/** Lives through a world and checks it at every change and at its end. */
async function live({ scripts, acts, faults, delays, skewMs, clockSet }: World): Promise<void> {
  const clock = new FakeClock();
  const start = clock.monotonic();
  let asked = 0;
  const nextFault = (): Fault => (clock.monotonic() - start < healthyAfterMs ? (faults[asked++] ?? 'none') : 'none');
  const nextDelayMs = (): number => delays[asked++ % delays.length] ?? 0;
  const server = new SimulatedServer(clock, scripts, { nextFault, nextDelayMs, skewMs });
  const disk = new SharedDisk();
  const alive = new Set<number>();
  const clicks = new Map<string, Set<string>>();
  const told = new Set<string>();
  let nextPid = 1;

  // Collected, because what is thrown inside a listener or a request is caught by the code under test.
  const wrong = new Set<string>();
  const expect = (condition: boolean, otherwise: string): void => {
    if (!condition) {
      wrong.add(otherwise);
    }
  };
  const check = (): void => {
    for (const { name } of scripts) {
      for (const { store, cancellations } of windows) {
        const shown = store.find(collection, name)?.state === 'cancelled';
        const told = cancellations.find(collection, name)?.outcome === 'cancelled';
        expect(
          server.saidCancelled.has(name) || !(shown || told),
          `${name} called cancelled, and the server never said so`,
        );
      }
      const posts = server.posts.get(name) ?? 0;
      expect(posts <= (clicks.get(name)?.size ?? 0), `${posts} POSTs for ${clicks.get(name)?.size ?? 0} clicks`);
    }
  };
  /** After a while without faults, what is shown as cancelling was asked for at the server, or is just being sent. */
  const checkCancelling = (): void => {
    for (const { store, cancellations } of windows) {
      for (const { name, state } of store.all()) {
        const sender = Number(cancellations.find(collection, name)?.id.split('-')[0]);
        const asked = (server.posts.get(name) ?? 0) > 0 || alive.has(sender);
        expect(state !== 'cancelling' || asked, `${name} is shown as cancelling, and no request was ever sent`);
      }
    }
  };
  const open = (): SimulatedWindow => {
    const pid = nextPid++;
    alive.add(pid);
    const onTold = ({ id, outcome, reading }: Cancellation): void => {
      expect(isDecided({ outcome }), `${reading.name}: told as ${outcome}, which is not final`);
      expect(!told.has(id), `${reading.name}: told twice`);
      told.add(id);
    };
    return new SimulatedWindow(server, disk, clock, alive, pid, collection, { check: () => check(), onTold });
  };
  server.onPost = (name) => {
    expect(
      [...disk.files.keys()].some((id) => id.endsWith(operationKey({ collection, name }))),
      `${name}: the POST left before its record`,
    );
  };
  const windows: SimulatedWindow[] = [];
  const pids = [nextPid, nextPid + 1];
  windows.push(open(), open());
  clockSet.forEach(({ atMs, byMs }) => clock.schedule(atMs, () => clock.set(byMs)));
  await clock.pass(0);

  for (const act of acts) {
    const actor = 'window' in act ? windows[act.window] : undefined;
    switch (act.type) {
      case 'pass':
        await clock.pass(act.ms);
        if (act.ms > 60_000 && faults.length === 0) {
          checkCancelling();
        }
        break;
      case 'focus':
        actor?.focus(act.focused);
        break;
      case 'crash':
        actor?.crash();
        alive.delete(pids[act.window] ?? 0);
        pids[act.window] = nextPid;
        windows[act.window] = open();
        break;
      case 'cancel': {
        const operation = actor?.store.find(collection, names[act.operation] ?? '');
        if (actor && operation && !operation.done) {
          const seen = clicks.get(operation.name) ?? new Set();
          clicks.set(operation.name, seen.add(`click ${seen.size}`));
          void actor.cancellations.request(operation, act.again);
          await settle();
        }
      }
    }
  }
  // Every script has ended by now, and the server is well again: two hours are enough for the slowest lane.
  await clock.pass(healthyAfterMs + 2 * 3_600_000);
  check();
  for (const { id, value } of await new MemoryRecords(disk).load()) {
    if (id.startsWith('cancel ')) {
      const { cancellation } = value as { cancellation: { id: string; reading: { name: string }; outcome: string } };
      for (const { cancellations, store } of windows) {
        const known = cancellations.find(collection, cancellation.reading.name);
        assert.ok(known, `${cancellation.reading.name}: the request is forgotten`);
        assert.ok(isDecided(known), `${cancellation.reading.name}: still ${known.outcome} after the server's end`);
        assert.ok(told.has(known.id), `${cancellation.reading.name}: ${known.outcome}, and nobody was told`);
        const shown = store.find(collection, cancellation.reading.name)?.state;
        const ended = known.reading.done || known.outcome === 'expired';
        assert.ok(
          !ended || (shown !== 'running' && shown !== 'cancelling'),
          `${known.outcome}, but shown as ${shown ?? '-'}`,
        );
      }
    }
  }
  assert.deepEqual([...wrong], []);
  windows.forEach((one) => one.crash());
  assert.equal(clock.pending, 0, 'a timer outlived its window');
}

describe('the truth about a cancel', () => {
  it(`holds in ${runs} random worlds: delays, lost answers, 429, 503, 404, 501, clocks skewed and set, crashes, two windows`, async function () {
    this.timeout(600_000);
    const seed = Number(process.env['TRUTH_SEED'] ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed} (TRUTH_SEED=${seed} repeats it)`);
    await fc.assert(fc.asyncProperty(world, live), { numRuns: runs, seed });
  });
});
