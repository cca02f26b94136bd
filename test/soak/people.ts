import { mayRepeat } from '../../src/operations/cancellation.js';
import { isEnded } from '../../src/operations/operation.js';
import { scenarios, type Scenario } from '../emulator/index.js';
import { projects, type Machine, type World } from './machine.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
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

  /** All faults end; each account looks once more at what it had asked for. */
  async leave(): Promise<void> {
    const { time, network } = this.#world;
    time.endWorld();
    network.disturb(0, true, false);
    if (this.#diskBlocked) {
      this.#machine.blockDisk(false);
    }
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
    const { random, time } = this.#world;
    const watch = random.pick(this.#machine.watches);
    const running = [...watch.store.all()].filter(({ state }) => !isEnded(state));
    const operation = running.length > 0 ? random.pick(running) : undefined;
    if (!operation) {
      return;
    }
    if (random.chance(0.1)) {
      void watch.follows.follow(operation);
    } else if (random.chance(0.15)) {
      void watch.bulkCancellations.start(running.slice(0, 4), []).sent.then((failure) => {
        this.keptBack += failure ? 1 : 0;
      });
    } else {
      const windows = random.chance(0.2) ? this.#machine.watches : [watch];
      for (const { cancellations, store } of windows) {
        const shown = store.find(operation.collection, operation.name);
        const earlier = cancellations.find(operation.collection, operation.name);
        const again = earlier !== undefined && mayRepeat(earlier, time.clock.now());
        if (shown && !isEnded(shown.state)) {
          cancellations.request(shown, again).catch(() => this.keptBack++);
        }
      }
    }
  }

  #disturbNetwork(): void {
    const { random, network, emulator } = this.#world;
    const trouble = random.chance(0.55);
    network.disturb(trouble ? random.between(0.02, 0.7) : 0, random.chance(0.6), trouble && random.chance(0.1));
    if (random.chance(0.1)) {
      emulator.control.expireTokens();
    }
  }

  #look(): void {
    const { random } = this.#world;
    this.#machine.move(random.chance(0.6), random.chance(0.7));
    if (random.chance(0.2)) {
      void random.pick(this.#machine.watches).refresher.refresh();
    }
  }

  #reload(): void {
    const { random } = this.#world;
    this.#happened();
    const index = random.chance(0.5) ? 0 : 1;
    this.#machine.between(() => this.#machine.reload(index));
  }

  #sleep(): void {
    const { time, random } = this.#world;
    this.#happened();
    time.sleep(random.between(0.2 * hour, 10 * hour));
  }

  #setClock(): void {
    const { time, random } = this.#world;
    this.#happened();
    time.setClock(random.pick([-1, 1]) * random.pick([minute, hour, 30 * day]) * random.between(0.5, 1));
  }

  #changeLogin(): void {
    const { random } = this.#world;
    this.#happened();
    this.#machine.logIn(random.chance(0.2) ? undefined : random.pick(this.#machine.logins));
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
    time.in(random.between(minute, 40 * minute), () => {
      this.#machine.blockDisk(false);
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
