import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Emitter } from '../../src/base/event.js';
import { openGoogle, type Google } from '../../src/google/google.js';
import { seedServices } from '../../src/google/serviceCatalog/seed.js';
import type { TreeElement } from '../../src/ui/tree/element.js';
import { Rows } from '../../src/ui/tree/rows.js';
import { startWatch, type Watch } from '../../src/watch/watch.js';
import type { Emulator } from '../emulator/index.js';
import { overridesOf, worldOptions } from '../unit/google/bench.js';
import type { Ledger } from './ledger.js';
import type { Network } from './network.js';
import type { Random } from './random.js';
import type { SimulatedTime } from './simulatedTime.js';

export const projects = ['acme-web', 'acme-edge'];
export const regions = ['us-central1', 'europe-west1', 'global'];
const windowCount = 2;

export interface World {
  readonly emulator: Emulator;
  readonly time: SimulatedTime;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly random: Random;
}

/** A window of the editor: the product without VS Code. */
interface Window {
  readonly pid: number;
  readonly google: Google;
  readonly watch: Watch;
  readonly rows: Rows;
}

/** The person's machine: a credential, a disk, and two windows. */
export class Machine {
  readonly #world: World & { readonly folder: string };
  readonly #moved = new Emitter<void>();
  readonly activity = { focused: true, viewVisible: true, onDidChange: this.#moved.event };
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

  /** The accounts that can be signed in here, by what their credential files hold. */
  get logins(): readonly unknown[] {
    return [this.#world.emulator.credentialFile, this.#world.emulator.serviceAccountFile];
  }

  async start(): Promise<void> {
    this.logIn(this.logins[0]);
    for (let index = 0; index < windowCount; index++) {
      this.#windows.push(this.#open());
    }
    await this.#settle();
    this.watches.forEach((watch) => void watch.refresher.refresh());
  }

  /** Undefined logs out. */
  logIn(credential: unknown): void {
    const file = path.join(this.#world.folder, 'application_default_credentials.json');
    if (credential === undefined) {
      rmSync(file, { force: true });
    } else {
      writeFileSync(file, JSON.stringify(credential));
    }
  }

  move(focused: boolean, viewVisible: boolean): void {
    Object.assign(this.activity, { focused, viewVisible });
    this.#moved.fire();
  }

  /** The storage folder cannot be written to, or read, for as long as `blocked`. */
  blockDisk(blocked: boolean): void {
    const [storage, away] = [this.#storage, `${this.#storage}-away`];
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

  /** Ends a window and opens it again, as it is when the editor reloads or crashes. */
  async reload(index: number): Promise<void> {
    const window = this.#windows[index];
    if (window) {
      this.#close(window);
      await this.#settle();
      const opened = this.#open();
      this.#windows[index] = opened;
      await opened.watch.cancellations.restore();
      void opened.watch.refresher.refresh();
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
    await this.#settle();
    return this.#world.time.pending;
  }

  get #storage(): string {
    return path.join(this.#world.folder, 'storage');
  }

  #open(): Window {
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
    const pid = ++this.#lastPid;
    this.#alive.add(pid);
    const processes = { own: pid, isAlive: (other: number) => this.#alive.has(other), startOf: () => undefined };
    const watch = startWatch({
      google,
      settings,
      clock: time.clock,
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      activity: this.activity,
      storageFolder: this.#storage,
      processes,
    });
    watch.cancellations.onDidChange(ledger.onCancellation);
    watch.store.onDidChange(ledger.onStore);
    const shown = {
      services: seedServices,
      servicesChosen: true,
      oauthClientId: undefined,
      showEmptyRegions: false,
      pinnedProjects: [],
    };
    return { pid, google, watch, rows: new Rows({ settings: shown, settingProblems: [], watch }) };
  }

  #close({ pid, watch, google }: Window): void {
    this.#alive.delete(pid);
    watch.dispose();
    google.dispose();
  }

  /** Resolves when no answer is being made and no file is being read or written. */
  async #settle(): Promise<void> {
    for (let calm = 0; calm < 3; calm++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#world.network.underWay > 0 || isDiskBusy()) {
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

function isDiskBusy(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith('FSReq'));
}
