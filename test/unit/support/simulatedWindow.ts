import { Emitter } from '../../../src/base/event.js';
import type { Cancellation } from '../../../src/operations/cancellation.js';
import type { Collection } from '../../../src/operations/collection.js';
import { OperationStore } from '../../../src/operations/store.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { Follows } from '../../../src/watch/follows.js';
import { Lister } from '../../../src/watch/lister.js';
import { startPolling } from '../../../src/watch/polling.js';
import { Survey } from '../../../src/watch/survey.js';
import type { FakeClock } from './fakeClock.js';
import { MemoryLog } from './fixtures.js';
import { MemoryRecords, type SharedDisk } from './memoryRecords.js';
import type { SimulatedServer } from './simulatedServer.js';
import { onTold as onToldBy } from './telling.js';

/** One editor window: the real parts above the simulated server and disk. */
export class SimulatedWindow {
  readonly #ends: { dispose(): void }[];
  readonly #disk: MemoryRecords;
  readonly #activity = { focused: true, viewVisible: true, changed: new Emitter<void>() };
  readonly store = new OperationStore();
  readonly cancellations: Cancellations;
  readonly follows: Follows;

  constructor(
    server: SimulatedServer,
    disk: SharedDisk,
    clock: FakeClock,
    alive: Set<number>,
    pid: number,
    collection: Collection,
    listeners: {
      readonly check?: () => void;
      readonly onTold?: (cancellation: Cancellation) => void;
    } = {},
  ) {
    const { check = () => undefined, onTold = () => undefined } = listeners;
    const log = new MemoryLog();
    const survey = new Survey();
    const { store } = this;
    this.#disk = new MemoryRecords(disk);
    const processes = { own: pid, isAlive: (other: number) => alive.has(other), startOf: () => undefined };
    const records = new CancellationRecords(this.#disk, clock, log, processes);
    let click = 0;
    const newId = (): string => `${pid}-${click++}`;
    this.cancellations = new Cancellations({ api: server, store, records, clock, log, newId });
    this.follows = new Follows(store, this.#disk, clock, log);
    const lister = new Lister(server, store, survey, clock);
    const { cancellations, follows } = this;
    const activity = this.#activity;
    const watched = {
      get focused() {
        return activity.focused;
      },
      viewVisible: true,
      onDidChange: activity.changed.event,
    };
    const polling = startPolling({
      ...{ api: server, store, survey, lister, cancellations, follows, activity: watched, clock },
      ...{ budgets: new AccountBudgets(clock, usualBudget), random: () => 0.5 },
    });
    this.#ends = [polling, follows, cancellations, survey, store];
    store.onDidChange(check);
    cancellations.onDidChange(check);
    onToldBy(cancellations, onTold);
    void cancellations.restore();
    // The first look at the collection, as the refresher takes it when the view opens.
    void lister.list(collection, new AbortController().signal);
  }

  focus(focused: boolean): void {
    this.#activity.focused = focused;
    this.#activity.changed.fire();
  }

  crash(): void {
    this.#disk.crashed = true;
    this.#ends.forEach((part) => part.dispose());
  }
}
