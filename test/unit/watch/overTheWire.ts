import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock.js';
import { Emitter } from '../../../src/base/event.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Operation } from '../../../src/operations/operation.js';
import { startWatch, type Watch, type WatchSettings } from '../../../src/watch/watch.js';
import { scenarios } from '../../emulator/index.js';
import { openBench, type Bench, type WorldOptions } from '../google/bench.js';
import { MemoryLog } from '../support/fixtures.js';

/** All of watch/ over an emulator, put together anew for each test of the suite in which it is called. */
export interface WatchBench {
  readonly bench: Bench;
  /** A session with nobody looking at the view. */
  readonly open: (settings?: Partial<WatchSettings>, world?: Partial<WorldOptions>) => Watch;
  /** Starts an operation that never ends by itself; its name. */
  readonly running: (service: string, location?: string, project?: string) => string;
  readonly find: (watch: Watch, name: string) => Operation;
  readonly until: (what: string, condition: () => boolean, ms?: number) => Promise<void>;
}

export function watchOverTheWire(): WatchBench {
  let bench: Bench;
  let folder: string;
  let watches: Watch[];

  before(async () => {
    bench = await openBench();
  });
  after(() => bench.dispose());
  beforeEach(() => {
    bench.emulator.control.reset();
    folder = mkdtempSync(path.join(tmpdir(), 'watch-'));
    watches = [];
  });
  afterEach(async () => {
    watches.forEach((watch) => watch.dispose());
    // A record may still be on its way to the disk. (`rmSync` retries only for the outermost folder.)
    await rm(folder, { recursive: true, maxRetries: 5, retryDelay: 50 });
  });

  return {
    get bench() {
      return bench;
    },
    open(settings = {}, world = {}) {
      const watch = startWatch({
        google: bench.open(world),
        settings: { projects: ['acme-web'], services: seedServices, regions: [], ...settings },
        clock: systemClock,
        log: new MemoryLog(),
        activity: { focused: true, viewVisible: false, onDidChange: new Emitter<void>().event },
        storageFolder: folder,
      });
      watches.push(watch);
      return watch;
    },
    running: (service, location, project = 'acme-web') =>
      bench.emulator.control.createOperation({
        service,
        ...(service === 'vault' ? {} : { project, location: location ?? 'us-central1' }),
        scenario: scenarios.neverEnds(0.3),
      }),
    find(watch, name) {
      const operation = [...watch.store.all()].find((one) => one.name === name);
      assert.ok(operation, `${name} is not in the store`);
      return operation;
    },
    async until(what, condition, ms = 10_000) {
      const end = Date.now() + ms;
      while (!condition()) {
        assert.ok(Date.now() < end, `not within ${ms} ms: ${what}`);
        await wait(10);
      }
    },
  };
}
