import { mayRepeat } from '../../src/operations/cancellation.js';
import { isEnded, type Operation } from '../../src/operations/operation.js';
import type { Watch } from '../../src/watch/watch.js';
import { scenarios, type Scenario } from '../emulator/index.js';
import { projects, type Machine, type World } from './machine.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** No operation that ends at all takes longer, nor does a cancel. */
const longestMs = 2 * hour + minute;
/** How long the server knows an operation that has ended. */
const expiresMs = 20 * hour;

/** Everything that happens to the product: operations, clicks, faults, and what becomes of the machine. */
export class People {
  readonly #machine: Machine;
  readonly #world: World;
  readonly #created: { readonly service: string; readonly name: string; readonly at: number }[] = [];
  #diskBlocked = false;
  /** Clock jumps, sleeps, logins, blocked disks and reloads. */
  disturbances = 0;
  /** Cancels that were not sent because they could not be written down. */
  keptBack = 0;

  constructor(machine: Machine, world: World) {
    this.#machine = machine;
    this.#world = world;
  }

  start(): void {
    this.#again(0, [0.5 * minute, 10 * minute], () => this.#create());
    this.#again(minute, [minute, 20 * minute], () => this.#click());
    this.#again(0.5 * minute, [minute, 30 * minute], () => this.#disturbNetwork());
    this.#again(2 * minute, [minute, hour], () => this.#look());
    this.#again(hour, [0.5 * hour, 6 * hour], () => this.#reload());
    this.#again(2 * hour, [3 * hour, 16 * hour], () => this.#sleep());
    this.#again(1.5 * hour, [hour, 7 * hour], () => this.#setClock());
    this.#again(3 * hour, [2 * hour, 12 * hour], () => this.#changeLogin());
    this.#again(4 * hour, [3 * hour, 14 * hour], () => this.#blockDisk());
    this.#again(hour, [hour, hour], () => this.#forgetOld());
  }

  /**
   * All faults end, and all operations that ever will; then each account looks once more at what it had asked for. What ended
   * while that account was not signed in is no earlier known.
   */
  async leave(): Promise<void> {
    const { time, network } = this.#world;
    time.endWorld();
    network.disturb(0, true, false);
    if (this.#diskBlocked) {
      this.#machine.blockDisk(false);
    }
    this.#machine.move(false, false);
    await this.#machine.run(time.awakeMs + longestMs);
    this.#machine.move(true, true);
    for (const login of this.#machine.logins) {
      this.#machine.logIn(login);
      await this.#machine.run(time.awakeMs + 5 * second);
      for (const index of this.#machine.watches.keys()) {
        await this.#machine.reload(index);
      }
      await this.#machine.run(time.awakeMs + 15 * minute);
    }
  }

  /** Calls `act` now and then. */
  #again(first: number, [shortest, longest]: readonly [number, number], act: () => void): void {
    const { time, random } = this.#world;
    time.in(first, () => {
      act();
      this.#again(random.between(shortest, longest), [shortest, longest], act);
    });
  }

  #create(): void {
    const { emulator, random, time } = this.#world;
    const service = random.pick(['dataproc', 'clouddeploy', 'gkehub', 'vault']);
    const location =
      service === 'gkehub' ? random.pick(['global', 'us-central1']) : random.pick(['us-central1', 'europe-west1']);
    const place = service === 'vault' ? {} : { project: random.pick(projects), location };
    const scenario = { ...this.#scenario(), expiresMs };
    const name = emulator.control.createOperation({ service, ...place, scenario });
    this.#created.push({ service, name, at: time.now() });
  }

  #scenario(): Scenario {
    const { random } = this.#world;
    const seconds = (low: number, high: number): number => random.between(low, high);
    return random.pick([
      () => scenarios.succeeds(seconds(60, 7200), seconds(1, 300)),
      () => scenarios.fails(seconds(60, 7200), random.pick([3, 7, 13]), 'broke', seconds(1, 200)),
      () => scenarios.neverEnds(seconds(1, 30)),
      () => scenarios.neverEnds(seconds(1, 3600)),
      () => scenarios.completesAnyway(seconds(5, 600)),
      () => scenarios.failsWhenCancelled(seconds(5, 600), 13, 'broke'),
      () => scenarios.refusesCancel(),
      () => scenarios.disappears(seconds(600, 7200)),
      () => scenarios.disappearsWhenCancelled(seconds(5, 300)),
      () => scenarios.endsWithoutResult(seconds(60, 3600)),
    ])();
  }

  /** One row or four, in one window or in both at once. */
  #click(): void {
    const { random } = this.#world;
    const watch = random.pick(this.#machine.watches);
    const running = [...watch.store.all()].filter(({ state }) => !isEnded(state));
    const operation = running.length > 0 ? random.pick(running) : undefined;
    if (!operation) {
      return;
    }
    if (random.chance(0.1)) {
      this.#machine.inWindow(watch, () => void watch.follows.follow(operation));
    } else if (random.chance(0.15)) {
      this.#machine.inWindow(watch, () => this.#cancelMany(watch, running.slice(0, 4)));
    } else {
      const windows = random.chance(0.2) ? this.#machine.watches : [watch];
      windows.forEach((each) => this.#machine.inWindow(each, () => this.#cancel(each, operation)));
    }
  }

  #cancelMany({ bulkCancellations }: Watch, operations: readonly Operation[]): void {
    void bulkCancellations.start(operations, []).sent.then((failure) => {
      this.keptBack += failure ? 1 : 0;
    });
  }

  #cancel({ cancellations, store }: Watch, { collection, name }: Operation): void {
    const { time } = this.#world;
    const shown = store.find(collection, name);
    const earlier = cancellations.find(collection, name);
    const again = earlier !== undefined && mayRepeat(earlier, time.clock.now());
    if (shown && !isEnded(shown.state)) {
      cancellations.request(shown, again).catch(() => this.keptBack++);
    }
  }

  #disturbNetwork(): void {
    const { random, network, emulator } = this.#world;
    const trouble = random.chance(0.55);
    const rate = trouble ? random.between(0.02, 0.7) : 0;
    const offline = trouble && random.chance(0.1);
    network.disturb(rate, random.chance(0.6), offline);
    this.#world.trace.note(`network: ${offline ? 'none' : `faults at ${rate}`}`);
    if (random.chance(0.1)) {
      emulator.control.expireTokens();
    }
  }

  #look(): void {
    const { random } = this.#world;
    this.#machine.move(random.chance(0.6), random.chance(0.7));
    if (random.chance(0.2)) {
      const watch = random.pick(this.#machine.watches);
      this.#machine.inWindow(watch, () => void watch.refresher.refresh());
    }
  }

  #reload(): void {
    const { random } = this.#world;
    this.#happened();
    const index = random.chance(0.5) ? 0 : 1;
    const crash = random.chance(0.5);
    this.#world.trace.note(`${crash ? 'crash' : 'reload'} of window ${index}`);
    this.#machine.between(() => this.#machine.reload(index, crash));
  }

  #sleep(): void {
    const { time, random, trace } = this.#world;
    this.#happened();
    const ms = random.between(0.2 * hour, 10 * hour);
    trace.note(`asleep for ${ms} ms`);
    time.sleep(ms);
  }

  #setClock(): void {
    const { time, random, trace } = this.#world;
    this.#happened();
    const byMs = random.pick([-1, 1]) * random.pick([minute, hour, 30 * day]) * random.between(0.5, 1);
    trace.note(`clock set by ${byMs} ms`);
    time.setClock(byMs);
  }

  #changeLogin(): void {
    const { random } = this.#world;
    this.#happened();
    const index = random.chance(0.2) ? -1 : random.chance(0.5) ? 0 : 1;
    this.#world.trace.note(`login ${index}`);
    this.#machine.logIn(this.#machine.logins[index]);
    this.#machine.between(async () => {
      await Promise.resolve();
      this.#happened();
    });
  }

  #blockDisk(): void {
    const { time, random } = this.#world;
    if (this.#diskBlocked) {
      return;
    }
    this.#happened();
    this.#diskBlocked = true;
    this.#machine.blockDisk(true);
    this.#world.trace.note('disk refuses');
    time.in(random.between(minute, 40 * minute), () => {
      this.#machine.blockDisk(false);
      this.#world.trace.note('disk takes again');
      this.#diskBlocked = false;
      this.#happened();
    });
  }

  /** So that the emulator does not grow for ever: names that it no longer knows. */
  #forgetOld(): void {
    const { emulator, time } = this.#world;
    while (this.#created[0] && time.now() - this.#created[0].at > 3 * day) {
      const key = this.#created.shift();
      if (key && emulator.control.operation(key).wire === null) {
        emulator.control.deleteOperation(key);
      }
    }
  }

  #happened(): void {
    this.disturbances++;
    this.#world.ledger.restartedAtMs = this.#world.time.awakeMs;
  }
}
