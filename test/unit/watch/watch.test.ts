import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { whyNotCancellable } from '../../../src/watch/cancellable.js';
import type { Watch } from '../../../src/watch/watch.js';
import { scenarios } from '../../emulator/index.js';
import { requestsOf } from '../google/bench.js';
import { onEndTold, onTold } from '../support/telling.js';
import { watchOverTheWire } from './overTheWire.js';

describe('watch, over the wire', function () {
  this.timeout(20_000);
  const wire = watchOverTheWire();
  const { open, running, find, until } = wire;

  it('asks nobody anything before it is told to', async () => {
    wire.bench.emulator.control.clearRequests();
    open();
    await wait(50);
    assert.equal(wire.bench.emulator.requests.length, 0);
  });

  it('fills the store from all four services, by project and location', async () => {
    const names = [running('dataproc'), running('clouddeploy'), running('gkehub', 'global'), running('vault')];
    const watch = open();
    await watch.refresher.refresh();
    assert.deepEqual(
      names.map((name) => [find(watch, name).collection.project, find(watch, name).location]),
      [
        ['acme-web', 'us-central1'],
        ['acme-web', 'us-central1'],
        ['acme-web', 'global'],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(
      watch.survey.projects().map(({ id, problems }) => [id, problems.length]),
      [
        ['acme-web', 0],
        [undefined, 0],
      ],
    );
  });

  it('takes the project that the credential names when no setting does', async () => {
    const google = wire.bench.open();
    const own = (await google.credential.describe()).project;
    const watch = open({ projects: [] });
    await watch.refresher.refresh();
    assert.deepEqual(watch.survey.projects()[0]?.id, own);
  });

  it('a service that fails in every location is one problem, and the others are read', async () => {
    const name = running('clouddeploy');
    wire.bench.emulator.control.inject({
      service: 'dataproc',
      method: 'operations.list',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
    const watch = open();
    await watch.refresher.refresh();
    const [project] = watch.survey.projects();
    assert.deepEqual(
      project?.problems.map(({ service, everywhere, error }) => [service, everywhere, error.kind]),
      [['dataproc', true, 'permissionDenied']],
    );
    assert.equal(find(watch, name).state, 'running');
  });

  it('never asks an API that is not enabled, and says which one that is', async () => {
    wire.bench.emulator.control.setEnabledServices({
      project: 'acme-web',
      services: ['dataproc', 'compute', 'serviceusage'],
    });
    wire.bench.emulator.control.clearRequests();
    const watch = open();
    await watch.refresher.refresh();
    const asked = new Set(wire.bench.emulator.requests.map(({ service }) => service));
    assert.ok(asked.has('dataproc') && !asked.has('clouddeploy') && !asked.has('gkehub'), [...asked].join());
    assert.deepEqual(
      watch.survey.projects()[0]?.problems.map(({ service, error }) => [service, error.kind]),
      [
        ['clouddeploy', 'apiDisabled'],
        ['gkehub', 'apiDisabled'],
      ],
    );
  });

  it('a location that answers nothing delays only its own row', async () => {
    const name = running('dataproc');
    wire.bench.emulator.control.inject({
      service: 'dataproc',
      location: 'europe-west4',
      method: 'operations.list',
      effect: { kind: 'hang' },
    });
    const watch = open({ services: seedServices.slice(0, 1) }, { deadlineMs: 2_000 });
    const refresh = watch.refresher.refresh();
    await until(
      'the others',
      () => watch.survey.projects()[0]?.reading === true && [...watch.store.all()].length === 1,
      1_500,
    );
    assert.equal(find(watch, name).state, 'running');
    await refresh;
    assert.deepEqual(
      watch.survey.projects()[0]?.problems.map(({ locations, error }) => [locations, error.kind]),
      [[['europe-west4'], 'deadline']],
    );
  });

  it('a wildcard that is refused falls back to single locations', async () => {
    const name = running('gkehub', 'global');
    wire.bench.emulator.control.inject({
      service: 'gkehub',
      location: '-',
      effect: {
        kind: 'answer',
        status: 400,
        json: { error: { code: 400, message: 'No -.', status: 'INVALID_ARGUMENT' } },
      },
    });
    const watch = open({ services: seedServices.filter(({ id }) => id === 'gkehub') });
    await watch.refresher.refresh();
    assert.equal(find(watch, name).location, 'global');
    assert.deepEqual(watch.survey.projects()[0]?.problems, []);
  });

  it('a wildcard that begins to be refused costs no row, also of a location that does not answer then', async () => {
    const names = [running('gkehub', 'global'), running('gkehub', 'us-central1'), running('gkehub', 'europe-west4')];
    const gone = running('gkehub', 'us-east1');
    const watch = open({ services: seedServices.filter(({ id }) => id === 'gkehub') });
    await watch.refresher.refresh();
    assert.equal([...watch.survey.collections()].length, 1, 'all locations at once');
    const vanished: string[] = [];
    watch.store.onDidChange((changes) =>
      changes.forEach(({ operation, to }) => to === undefined && vanished.push(operation.name)),
    );
    const refusal = { code: 501, message: 'Operation is not implemented.', status: 'UNIMPLEMENTED' };
    const answer = { kind: 'answer', status: 501, json: { error: refusal } } as const;
    wire.bench.emulator.control.inject({ service: 'gkehub', location: '-', effect: answer });
    wire.bench.emulator.control.inject({
      service: 'gkehub',
      location: 'europe-west4',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
    wire.bench.emulator.control.inject({
      service: 'gkehub',
      location: 'us-east1',
      method: 'operations.list',
      effect: { kind: 'answer', status: 200, json: {} },
    });
    await watch.refresher.refresh();
    assert.deepEqual(vanished, [gone]);
    assert.deepEqual([...watch.store.all()].map((operation) => operation.name).sort(), [...names].sort());
    await watch.refresher.refresh();
    assert.deepEqual([...watch.store.all()].map((operation) => operation.name).sort(), [...names].sort());
    assert.deepEqual(
      watch.survey.projects()[0]?.problems.map(({ locations }) => locations),
      [['europe-west4']],
    );
  });

  for (const { id } of seedServices) {
    it(`${id}: cancelled only when the server says so, and told once`, async () => {
      const name = running(id);
      const watch = open();
      await watch.refresher.refresh();
      const told: string[] = [];
      onTold(watch.cancellations, ({ outcome }) => told.push(outcome));
      watch.store.onDidChange(() => {
        const shown = wire.bench.emulator.control.operation({ service: id, name }).wire as { error?: { code: number } };
        assert.ok(find(watch, name).state !== 'cancelled' || shown.error?.code === 1);
      });
      await watch.cancellations.request(find(watch, name));
      assert.equal(find(watch, name).state, 'cancelling');
      await until('CANCELLED', () => find(watch, name).state === 'cancelled');
      await until('told', () => told.length > 0);
      assert.deepEqual(told, ['cancelled']);
      assert.equal(wire.bench.emulator.control.cancelPosts(name), 1);
      assert.equal(watch.history.entries()[0]?.outcome, 'cancelled');
    });
  }

  it('two clicks send one request', async () => {
    const name = running('dataproc');
    const watch = open();
    await watch.refresher.refresh();
    const operation = find(watch, name);
    await Promise.all([watch.cancellations.request(operation), watch.cancellations.request(operation)]);
    assert.equal(wire.bench.emulator.control.cancelPosts(name), 1);
  });

  it('a cancel whose answer was lost is decided by reading, without a second POST', async () => {
    const name = running('dataproc');
    const watch = open();
    await watch.refresher.refresh();
    wire.bench.emulator.control.inject({
      service: 'dataproc',
      method: 'operations.cancel',
      times: 1,
      effect: { kind: 'reset', when: 'after' },
    });
    const request = await watch.cancellations.request(find(watch, name));
    assert.equal(request.delivery, 'unconfirmed');
    await until('CANCELLED', () => find(watch, name).state === 'cancelled');
    assert.equal(wire.bench.emulator.control.cancelPosts(name), 1);
  });

  it('another session takes up a request that this one left, and a second window does not tell again', async () => {
    const name = running('dataproc');
    const first = open();
    await first.refresher.refresh();
    await first.cancellations.request(find(first, name));
    first.dispose();

    const told: string[] = [];
    const [second, third] = [open({ services: [] }), open({ services: [] })];
    for (const watch of [second, third]) {
      onTold(watch.cancellations, ({ outcome }) => told.push(outcome));
      await watch.cancellations.restore();
    }
    const decided = (watch: Watch): boolean =>
      watch.store.find(find(watch, name).collection, name)?.state === 'cancelled';
    await until('both windows know', () => decided(second) && decided(third));
    await wait(300);
    assert.deepEqual(told, ['cancelled']);
    assert.equal(
      requestsOf(wire.bench.emulator, 'operations.cancel').filter(({ url }) => url.includes(name)).length,
      1,
    );
    const later = open({ services: [] });
    await later.cancellations.restore();
    assert.deepEqual([...later.store.all()], [], 'a row that no server lists');
  });

  it('UNIMPLEMENTED is believed of the same kind of operation alone, by the next session too', async () => {
    const cannot = { ends: { kind: 'never' }, cancel: { kind: 'unimplemented' } } as const;
    const start = (location: string, target: string): string =>
      wire.bench.emulator.control.createOperation({
        service: 'clouddeploy',
        project: 'acme-web',
        location,
        verb: 'create',
        target: `projects/acme-web/locations/${location}/${target}`,
        scenario: cannot,
      });
    const name = start('us-central1', 'targets/one');
    const [alike, otherwise] = [start('europe-west1', 'targets/two'), start('us-central1', 'deliveryPipelines/web')];
    const watch = open();
    await watch.refresher.refresh();
    const asked = Date.now();
    assert.equal((await watch.cancellations.request(find(watch, name))).outcome, 'unsupported');
    const next = open();
    await next.refresher.refresh();
    await next.cancellations.restore();
    for (const session of [watch, next]) {
      const by = { cancellations: session.cancellations, mayChange: () => true };
      const why = (each: string) => whyNotCancellable(find(session, each), by);
      assert.deepEqual([name, alike, otherwise].map(why), ['saidUnsupported', 'saidUnsupported', undefined]);
      assert.ok((session.cancellations.unsupportedSince(find(session, alike)) ?? 0) >= asked);
    }
    // The person may ask all the same.
    assert.equal((await next.cancellations.request(find(next, alike))).outcome, 'unsupported');
    assert.equal(wire.bench.emulator.control.cancelPosts(alike), 1);
  });

  it('a followed operation is told of once, when it has ended', async () => {
    const name = wire.bench.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      scenario: scenarios.succeeds(3600),
    });
    const watch = open();
    await watch.refresher.refresh();
    const ends: string[] = [];
    onEndTold(watch.follows, watch.claims, ({ state }) => ends.push(state));
    await watch.follows.follow(find(watch, name));
    wire.bench.emulator.control.advance(3_600_000);
    await watch.refresher.refresh();
    await until('told', () => ends.length > 0);
    assert.deepEqual(ends, ['succeeded']);
    assert.equal(watch.follows.isFollowed(find(watch, name).collection, name), false);
  });

  it('without a usable credential there is one message and no row', async () => {
    wire.bench.emulator.control.failRefresh('invalidGrant');
    const watch = open();
    await watch.refresher.refresh();
    wire.bench.emulator.control.failRefresh(null);
    assert.equal(watch.survey.general?.kind, 'signInExpired');
    assert.equal([...watch.survey.collections()].length, 0);
  });
});
