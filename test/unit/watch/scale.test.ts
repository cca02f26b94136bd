import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import { ApiError, type ApiErrorFacts } from '../../../src/google/apiError.js';
import type { OperationPage, OperationsApi } from '../../../src/google/apis/operationsApi.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { OperationStore } from '../../../src/operations/store.js';
import type { TreeElement } from '../../../src/ui/tree/element.js';
import { Redraw } from '../../../src/ui/tree/redraw.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { groupings, usualSort, type GroupBy } from '../../../src/ui/tree/arrangement.js';
import { elementsToDraw, staleBy } from '../../../src/ui/tree/staleRows.js';
import { surveyRows } from '../../../src/ui/tree/surveyRows.js';
import { AccountBudgets } from '../../../src/watch/accountBudgets.js';
import { usualBudget } from '../../../src/watch/budget.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { Follows } from '../../../src/watch/follows.js';
import { Lister } from '../../../src/watch/lister.js';
import { startPolling } from '../../../src/watch/polling.js';
import { Survey } from '../../../src/watch/survey.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { SimulatedServer } from '../support/simulatedServer.js';
import { SimulatedWindow } from '../support/simulatedWindow.js';

const regions = ['us-central1', 'us-east1', 'us-west1', 'europe-west1'];

/** So many projects with four collections each, and a few operations in each, in front of an open tree in which every row is. */
class Cloud {
  readonly clock = new FakeClock();
  readonly store = new OperationStore();
  readonly survey = new Survey();
  readonly collections: readonly Collection[];
  /** What the next listing of a collection answers; an empty page without one. */
  readonly answers = new Map<string, readonly OperationReading[] | ApiErrorFacts>();
  /** How often anything was asked of a collection, which is how whatever goes over all of them shows. */
  visits = 0;
  readonly #lister: Lister;
  readonly #rows: Rows;
  readonly #ends: { dispose(): void }[];

  constructor(projects: number, groupBy: GroupBy) {
    const { clock, store, survey } = this;
    const ids = Array.from({ length: projects }, (_, index) => `project-${index}`);
    this.collections = ids.flatMap((project) =>
      regions.map((location) => this.#counted(aCollection({ project, location }))),
    );
    survey.setProjects(ids);
    const log = new MemoryLog();
    const disk = new MemoryRecords(new SharedDisk());
    const api = { list: (collection: Collection) => this.#list(collection) } as unknown as OperationsApi;
    const records = new CancellationRecords(disk, clock, log);
    const cancellations = new Cancellations({ api, store, records, clock, log, newId: () => 'click' });
    const follows = new Follows(store, disk, clock, log);
    this.#lister = new Lister(api, store, survey, clock);
    const polling = startPolling({
      ...{ api, store, survey, cancellations, follows, clock },
      lister: this.#lister,
      activity: { focused: true, viewVisible: true, onDidChange: new Emitter<void>().event },
      budgets: new AccountBudgets(clock, usualBudget),
      random: () => 0.5,
    });
    const settings = {
      services: seedServices,
      servicesChosen: true,
      oauthClientId: undefined,
      showEmptyRegions: true,
      pinnedProjects: [],
    };
    const arrangement = { groupBy, sort: usualSort(groupBy) };
    this.#rows = new Rows({ settings, settingProblems: [], watch: { store, survey } }, true, { arrangement });
    const redraw = new Redraw(clock, (stale) =>
      (elementsToDraw(stale, this.#rows) ?? [undefined]).forEach((row) => this.#draw(row)),
    );
    store.onDidChange((changes) => redraw.mark(staleBy(changes, this.#rows)));
    survey.onDidChange((change) => redraw.mark(surveyRows(change, this.#rows, true)));
    this.#ends = [redraw, polling, follows, cancellations, survey, store];
  }

  /** What one listing and all that follows within a second comes to. */
  async visitsOf(collection: Collection, answer: readonly OperationReading[] | ApiErrorFacts): Promise<number> {
    this.visits = 0;
    this.answers.set(collection.id, answer);
    await this.#lister.list(collection, new AbortController().signal);
    await this.clock.pass(1000);
    return this.visits;
  }

  async readAll(): Promise<void> {
    await Promise.all(
      this.collections.map((collection) => this.#lister.list(collection, new AbortController().signal)),
    );
    await this.clock.pass(1000);
  }

  dispose(): void {
    this.#ends.forEach((end) => end.dispose());
  }

  /** As VS Code does for a row that is open. */
  #draw(row: TreeElement | undefined): void {
    if (row?.type === 'project' || row?.type === 'group') {
      this.#rows.outline.countsBelow(row);
    }
    this.#rows.children(row).forEach((child) => this.#draw(child));
  }

  #counted(collection: Collection): Collection {
    return new Proxy(collection, {
      get: (target, property, receiver): unknown => {
        this.visits++;
        return Reflect.get(target, property, receiver);
      },
    });
  }

  async *#list(collection: Collection): AsyncGenerator<OperationPage> {
    await Promise.resolve();
    const answer = this.answers.get(collection.id) ?? endedIn(collection);
    if ('kind' in answer) {
      throw new ApiError(answer);
    }
    yield { readings: answer, unreachable: [] };
  }
}

function endedIn({ path }: Collection): readonly OperationReading[] {
  return ['a', 'b'].map((id) => aReading({ name: `${path}/${id}`, done: true }));
}

describe('what an event costs', function () {
  this.timeout(20_000);

  const reading = (project: string): OperationReading =>
    aReading({ name: `projects/${project}/regions/us-central1/operations/one` });
  const denied: ApiErrorFacts = { kind: 'permissionDenied', message: 'no' };
  const events: Record<string, readonly OperationReading[] | ApiErrorFacts> = {
    'an answer that is like the one before': [],
    'a new operation': [reading('project-0')],
    'its end': [{ ...reading('project-0'), done: true }],
    'a listing that fails': denied,
    'and one that works again': [],
  };

  async function costs(projects: number, groupBy: GroupBy): Promise<Record<string, number>> {
    const cloud = new Cloud(projects, groupBy);
    await cloud.readAll();
    const found: Record<string, number> = {};
    for (const [event, answer] of Object.entries(events)) {
      found[event] = await cloud.visitsOf(cloud.collections[0]!, answer);
    }
    cloud.dispose();
    return found;
  }

  for (const groupBy of groupings) {
    // So few that a list of all already has more than it shows.
    it(`does not depend on how many collections there are, grouped by ${groupBy}`, async () => {
      const [few, many] = [await costs(50, groupBy), await costs(500, groupBy)];
      for (const event of Object.keys(events)) {
        assert.ok(few[event]! > 0);
        assert.ok(
          many[event]! <= few[event]! + 20,
          `${event}: ${few[event]} visits, and ${many[event]} of 10 times as many`,
        );
      }
    });
  }

  it('is planned for together with what comes at the same time, however many are watched', async () => {
    const [few, many] = [await plansFor(12), await plansFor(120)];
    assert.ok(few > 0);
    assert.ok(many <= few + 10, `${few} times, and ${many} times for ten times as many`);
  });

  /** How often the poller goes through what is watched, in the second in which so many cancels are asked for. */
  async function plansFor(count: number): Promise<number> {
    const clock = new FakeClock();
    const collection = aCollection();
    const script = { endsAt: Infinity, cancelTakes: 3_600_000, refusesSecond: false, showsFlag: false };
    const scripts = Array.from({ length: count }, (_, index) => ({
      name: `${collection.path}/${index}`,
      ...script,
      ...{ error: undefined, cancelRefusal: undefined, forgottenAt: undefined },
    }));
    const server = new SimulatedServer(clock, scripts, { nextFault: () => 'none', nextDelayMs: () => 10, skewMs: 0 });
    const window = new SimulatedWindow(server, new SharedDisk(), clock, new Set([1]), 1, collection);
    await clock.pass(1000);
    const { follows } = window;
    const active = follows.active.bind(follows);
    let plans = 0;
    follows.active = () => {
      plans++;
      return active();
    };
    const requests = [...window.store.all()].map((operation) => window.cancellations.request(operation));
    await clock.pass(1000);
    assert.equal((await Promise.all(requests)).length, count);
    window.crash();
    return plans;
  }
});
