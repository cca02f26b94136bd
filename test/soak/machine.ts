import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Emitter } from '../../src/base/event.js';
import { openGoogle, type Google } from '../../src/google/google.js';
import { seedServices } from '../../src/google/serviceCatalog/seed.js';
import type { Cancellation } from '../../src/operations/cancellation.js';
import type { TreeElement } from '../../src/ui/tree/element.js';
import { Rows } from '../../src/ui/tree/rows.js';
import type { Activity } from '../../src/watch/activity.js';
import { startWatch, type Watch } from '../../src/watch/watch.js';
import type { Emulator } from '../emulator/index.js';
import { overridesOf, worldOptions } from '../unit/google/bench.js';
import { runIn, type HostProcess } from './hostProcess.js';
import type { Ledger } from './ledger.js';
import type { Network } from './network.js';
import type { Random } from './random.js';
import type { SimulatedTime } from './simulatedTime.js';
import type { Trace } from './trace.js';

export const projects = ['acme-web', 'acme-edge'];
export const regions = ['us-central1', 'europe-west1', 'global'];
const windowCount = 2;
/** How long what became of a request is gathered before it is told. */
const notifierMs = 1_500;

export interface World {
  readonly emulator: Emulator;
  readonly time: SimulatedTime;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly trace: Trace;
}

/** A window of the editor: the product without VS Code. */
interface Window {
  readonly process: HostProcess;
  readonly google: Google;
  readonly watch: Watch;
  readonly rows: Rows;
  readonly moved: Emitter<void>;
}

/** The person's machine: a credential, a disk, and two windows. */
export class Machine {
  readonly #world: World & { readonly folder: string };
  readonly #attention = { focused: true, viewVisible: true };
  #windows: Window[] = [];
  /** Windows by the number of their process. */
  readonly #alive = new Set<number>();
  #lastPid = 1_000;
  #due: (() => Promise<void>) | undefined;
  #steps = 0;
  /** Rows of operations that are not there, or operations being cancelled without a row. */
  wrongRows = 0;

  constructor(world: World & { readonly folder: string }) {
    this.#world = world;
  }

  get watches(): readonly Watch[] {
    return this.#windows.map(({ watch }) => watch);
  }

  /** Does something in a window, as a person does by a click there. */
  inWindow(watch: Watch, act: () => void): void {
    runIn(this.#windows.find((window) => window.watch === watch)?.process, act);
  }

  /** The accounts that can be signed in here, by what their credential files hold. */
  get logins(): readonly unknown[] {
    return [this.#world.emulator.credentialFile, this.#world.emulator.serviceAccountFile];
  }

  async start(): Promise<void> {
    this.logIn(this.logins[0]);
    for (let index = 0; index < windowCount; index++) {
      this.#windows.push(this.#open());
    }
    this.watches.forEach((watch) => this.inWindow(watch, () => void watch.refresher.refresh()));
    await this.#settle();
  }

  /** Undefined logs out. */
  logIn(credential: unknown): void {
    const file = path.join(this.#world.folder, 'application_default_credentials.json');
    if (credential === undefined) {
      rmSync(file, { force: true });
    } else {
      const seconds = this.#world.time.clock.now() / 1000;
      writeFileSync(file, JSON.stringify(credential));
      utimesSync(file, seconds, seconds);
    }
  }

  move(focused: boolean, viewVisible: boolean): void {
    Object.assign(this.#attention, { focused, viewVisible });
    this.#windows.forEach(({ process, moved }) => runIn(process, () => moved.fire()));
  }

  /** The storage folder cannot be written to, or read, for as long as `blocked`. */
  blockDisk(blocked: boolean): void {
    const [storage, away] = [this.#storage, `${this.#storage}-away`];
    this.#world.ledger.setDisk(blocked);
    if (blocked) {
      renameSync(storage, away);
      writeFileSync(storage, '');
    } else {
      rmSync(storage);
      renameSync(away, storage);
    }
  }

  /** Does something between two steps, when nothing is under way. */
  between(act: () => Promise<void>): void {
    const before = this.#due;
    this.#due = before ? () => before().then(act) : act;
  }

  /** Ends a window and opens it again. @param crash it has no time for anything. */
  async reload(index: number, crash = false): Promise<void> {
    const window = this.#windows[index];
    if (window) {
      window.process.crashed = crash;
      this.#close(window);
      await this.#settle();
      const opened = this.#open();
      this.#windows[index] = opened;
      runIn(
        opened.process,
        () => void opened.watch.cancellations.restore().then(() => opened.watch.refresher.refresh()),
      );
    }
  }

  /** Until `end`, in time awake; not longer than to `deadline`, in real time. */
  async run(end: number, deadline = Infinity): Promise<void> {
    const { time } = this.#world;
    while (time.awakeMs < end && performance.now() < deadline) {
      time.step(end);
      await this.#settle();
      if (this.#due) {
        const act = this.#due;
        this.#due = undefined;
        await act();
        await this.#settle();
      }
      if (++this.#steps % 500 === 0) {
        this.#windows.forEach((window) => this.#checkRows(window));
      }
    }
  }

  /** @returns how many timers the product left behind. */
  async stop(): Promise<number> {
    this.#windows.forEach((window) => this.#close(window));
    // What is being written comes to its end.
    await this.run(this.#world.time.awakeMs + 60_000);
    return this.#world.time.pending;
  }

  get #storage(): string {
    return path.join(this.#world.folder, 'storage');
  }

  #open(): Window {
    const process: HostProcess = { pid: ++this.#lastPid, crashed: false };
    return runIn(process, () => this.#openIn(process));
  }

  #openIn(process: HostProcess): Window {
    const { emulator, time, ledger, folder } = this.#world;
    const google = openGoogle({
      ...worldOptions({ clock: time.clock, endpointOverrides: overridesOf(emulator), deadlineMs: 30_000 }),
      credential: {
        source: 'applicationDefault',
        metadataServer: false,
        gcloud: { path: 'no-gcloud', account: undefined, configuration: undefined },
        impersonate: undefined,
        subject: undefined,
        signIn: undefined,
        env: { CLOUDSDK_CONFIG: folder },
      },
    });
    const settings = { projects, services: seedServices, regions };
    const nothing = (): void => undefined;
    const { pid } = process;
    this.#alive.add(pid);
    const moved = new Emitter<void>();
    const attention = this.#attention;
    const activity: Activity = {
      get focused() {
        return attention.focused;
      },
      get viewVisible() {
        return attention.viewVisible;
      },
      onDidChange: moved.event,
    };
    const processes = { own: pid, isAlive: (other: number) => this.#alive.has(other), startOf: () => undefined };
    const watch = startWatch({
      google,
      settings,
      clock: time.clock,
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      activity,
      storageFolder: this.#storage,
      processes,
    });
    watch.cancellations.onDidChange(ledger.onCancellation);
    watch.cancellations.onDidChange(({ cancellation, tell }) => tell && this.#tellSoon(process, watch, cancellation));
    watch.store.onDidChange(ledger.onStore);
    const shown = {
      services: seedServices,
      servicesChosen: true,
      oauthClientId: undefined,
      showEmptyRegions: false,
      pinnedProjects: [],
    };
    return { process, google, watch, moved, rows: new Rows({ settings: shown, settingProblems: [], watch }) };
  }

  #close({ process, watch, google }: Window): void {
    this.#alive.delete(process.pid);
    this.#world.ledger.onClosed(process.pid);
    runIn(process, () => {
      watch.dispose();
      google.dispose();
    });
  }

  /** As the notifier does: after a while in which more may come, and unless another window has told it. */
  #tellSoon(process: HostProcess, watch: Watch, cancellation: Cancellation): void {
    const { time, ledger } = this.#world;
    time.onMachine(notifierMs, () => {
      if (this.#alive.has(process.pid)) {
        runIn(process, () => {
          void watch.cancellations.claimTelling(cancellation).then((mine) => mine && ledger.onTold(cancellation));
        });
      }
    });
  }

  /** Resolves when no answer is being made and nothing more comes of the last ones. */
  async #settle(): Promise<void> {
    for (let calm = 0; calm < 2; calm++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#world.network.underWay > 0) {
        calm = -1;
      }
    }
  }

  #checkRows({ watch, rows }: Window): void {
    const shown = new Set<string>();
    const walk = (parent?: TreeElement): void => {
      for (const row of rows.children(parent)) {
        if (row.type === 'operation') {
          shown.add(row.name);
        }
        walk(row);
      }
    };
    walk();
    const roots = new Set(watch.survey.projects().map(({ id }) => id));
    for (const { collection, reading } of watch.cancellations
      .active()
      .filter((each) => roots.has(each.collection.project))) {
      const stored = watch.store.find(collection, reading.name);
      if (stored?.state === 'cancelling' && !shown.has(reading.name)) {
        this.wrongRows++;
        this.#world.ledger.note(`no row: ${reading.name}`);
      }
    }
  }
}
