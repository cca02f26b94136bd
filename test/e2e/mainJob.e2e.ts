import assert from 'node:assert/strict';
import { scenarios, type OperationSpec, type Scenario } from '../emulator/index.js';
import { Explorer } from './explorer.js';
import { eventually } from './eventually.js';

/** One operation of each service, and the words for it. */
const services = [
  {
    title: 'Dataproc',
    operation: {
      service: 'dataproc',
      project: 'acme-analytics',
      location: 'us-central1',
      verb: 'create',
      target: 'etl-7',
    },
    label: 'Create cluster etl-7',
    inPlace: 'create cluster etl-7 (us-central1)',
  },
  {
    title: 'Cloud Deploy',
    operation: {
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'europe-west1',
      verb: 'create',
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-114',
    },
    label: 'Create release web-114',
    inPlace: 'create release web-114 (europe-west1)',
  },
  {
    title: 'GKE Hub',
    operation: {
      service: 'gkehub',
      project: 'acme-edge',
      location: 'global',
      verb: 'update',
      target: 'projects/acme-edge/locations/global/memberships/edge-3',
    },
    label: 'Update membership edge-3',
    inPlace: 'update membership edge-3 (global)',
  },
  {
    title: 'Vault',
    operation: { service: 'vault', verb: 'count', target: '83ab4c1e-7f02-4d5b-9a3e-5b0c9f1d2e77' },
    label: 'Count artifacts in matter 83ab4c1e…',
    inPlace: 'count artifacts in matter 83ab4c1e…',
  },
] satisfies { title: string; operation: OperationSpec; label: string; inPlace: string }[];

/** Longer than any test waits: time in the emulator is moved by hand. */
const SECONDS = 600;

describe('List, cancel, and see what became of it', function () {
  this.timeout(90_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });

  after(() => explorer.close());

  const show = async (operation: OperationSpec, scenario: Scenario): Promise<string> => {
    // Four minutes ago by the wall's clock: earlier tests moved the emulator's on.
    const createdAgoMs = explorer.emulator.control.now() - Date.now() + 240_000;
    const [name] = await explorer.show([{ ...operation, createdAgoMs, scenario }]);
    assert.ok(name !== undefined);
    return name;
  };
  const looksAt = (name: string): number =>
    explorer.emulator.requests.filter(({ operation, url }) => operation === 'operations.get' && url.includes(name))
      .length;
  const statusText = async (): Promise<string> => (await explorer.status.allInnerTexts()).join().trim();
  /** Rows are drawn a moment after the status bar. */
  const rowSays = (label: string, fact: string | RegExp): Promise<void> =>
    explorer.workbench.row(label).filter({ hasText: fact }).waitFor();

  for (const { title, operation, label, inPlace } of services) {
    it(`${title}: cancelled when the server's operation ended with error code 1, not before`, async () => {
      const name = await show(operation, scenarios.neverEnds(SECONDS));
      await rowSays(label, '4 min');
      assert.equal(await statusText(), '');

      await explorer.askToCancel(label);
      const question = await explorer.workbench.dialog.innerText();
      for (const fact of [label, title, operation.project, operation.location, 'Cancellation is best effort.']) {
        assert.ok(question.includes(fact ?? ''), `“${fact ?? ''}” is missing in: ${question}`);
      }
      await explorer.workbench.answer('Cancel Operation');
      await explorer.status.filter({ hasText: 'Cancelling ' }).waitFor();
      await rowSays(label, 'cancelling');

      await eventually(() => looksAt(name) >= 2, 'the poller looks at the operation');
      assert.match(await statusText(), /^Cancelling \S+$/);
      assert.equal(explorer.errorCode(name), undefined);

      explorer.emulator.control.advance(SECONDS * 1000);
      await explorer.status.filter({ hasText: `cancelled: ${inPlace}` }).waitFor();
      assert.equal(explorer.errorCode(name), 1);
      await rowSays(label, 'cancelled');
      await explorer.workbench.notification(`Cancelled: ${inPlace}`).waitFor();

      const posts = explorer.emulator.requests.filter(({ operation: method }) => method === 'operations.cancel');
      assert.deepEqual(
        posts.map(({ body, headers }) => [body, headers['content-length']]),
        [['', '0']],
      );
    });
  }

  const label = 'Update cluster etl-8';
  /** Each test has a region of its own: the window remembers what it was asked to cancel in the others. */
  const inRegion = (location: string): { operation: OperationSpec; inPlace: string } => ({
    operation: { service: 'dataproc', project: 'acme-analytics', location, verb: 'update', target: 'etl-8' },
    inPlace: `update cluster etl-8 (${location})`,
  });

  it('says so when the operation finished despite the cancel', async () => {
    const { operation } = inRegion('us-east1');
    const name = await show(operation, scenarios.completesAnyway(SECONDS));
    await explorer.cancel(label);
    await explorer.status.filter({ hasText: 'Cancelling ' }).waitFor();
    explorer.emulator.control.advance(SECONDS * 1000);
    await explorer.status.filter({ hasText: 'etl-8: finished before it could be cancelled' }).waitFor();
    assert.equal(explorer.errorCode(name), undefined);
    await rowSays(label, /, (?:just now|.+ ago)/);
    // What is not told when the window is loaded again is told by the next test's session, together with what ends there.
    await explorer.workbench.notification(/Finished before it could be cancelled/).waitFor();
  });

  it('says so, with the reason, when the server refuses', async () => {
    const { operation, inPlace } = inRegion('us-east4');
    await show(operation, scenarios.refusesCancel('Too late to cancel.'));
    await explorer.cancel(label);
    await explorer.status.filter({ hasText: `cancel refused: ${inPlace}` }).waitFor();
    await explorer.workbench.notification('Too late to cancel.').waitFor();
    await rowSays(label, 'cancel refused · 4 min');
  });

  it('asks nothing of the server when the person keeps it running', async () => {
    const { operation } = inRegion('us-west1');
    const name = await show(operation, scenarios.neverEnds());
    await explorer.askToCancel(label);
    await explorer.workbench.answer('Keep Running');
    await explorer.workbench.runCommand('Cloud Operations: Refresh');
    assert.equal(explorer.emulator.control.cancelPosts(name), 0);
    assert.equal(await statusText(), '');
  });

  it('cancels from the command palette, which asks which one', async () => {
    const { operation, inPlace } = inRegion('us-west4');
    await show(operation, scenarios.neverEnds(SECONDS));
    await explorer.workbench.row(label).waitFor();
    await explorer.workbench.runCommand('Cloud Operations: Cancel Operation…');
    await explorer.workbench.pick(label);
    await explorer.workbench.answer('Cancel Operation');
    await explorer.status.filter({ hasText: 'Cancelling ' }).waitFor();
    explorer.emulator.control.advance(SECONDS * 1000);
    await explorer.status.filter({ hasText: `cancelled: ${inPlace}` }).waitFor();
    await explorer.workbench.notification(`Cancelled: ${inPlace}`).waitFor();
  });

  it('says so when the service cannot cancel, and again before it is asked once more', async () => {
    const { operation } = inRegion('europe-west1');
    await show(operation, scenarios.cannotBeCancelled());
    await explorer.cancel(label);
    await explorer.status.filter({ hasText: 'etl-8: cancel not supported' }).waitFor();
    await explorer.askToCancel(label);
    const question = await explorer.workbench.dialog.innerText();
    assert.match(
      question,
      /Dataproc answered .+ that it cannot cancel operations of this kind\. You may ask all the same\./,
    );
    await explorer.workbench.answer('Keep Running');
  });
});
