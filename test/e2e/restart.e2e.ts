import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbench } from '../vscode/workbench.js';
import { scenarios } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Restartable } from './restartable.js';

const LABEL = 'Create release web-114';

describe('A cancel request across crashes, restarts and windows', function () {
  this.timeout(150_000);
  let vscode: Restartable;
  let workbench: Workbench;

  beforeEach(async () => {
    vscode = await Restartable.open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench.picture(
        path.resolve(`out/pictures/failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`),
      );
    }
    await vscode.close();
  });

  const create = (cancelSeconds: number): string =>
    vscode.emulator.control.createOperation({
      ...{ service: 'clouddeploy', project: 'acme-web', location: 'europe-west1' },
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-114',
      scenario: scenarios.neverEnds(cancelSeconds),
    });
  const posts = (name: string): number => vscode.emulator.control.cancelPosts(name);
  const errorCode = (name: string): unknown =>
    (vscode.emulator.control.operation(name).wire as { error?: { code?: number } } | null)?.error?.code;
  const cancel = async (): Promise<void> => {
    await workbench.chooseFromMenuOf(workbench.row(LABEL), 'Cancel Operation…', workbench.dialog);
    await workbench.answer('Cancel Operation');
  };
  const recordOf = (name: string): { delivery: string; outcome: string } | undefined =>
    (
      vscode.records() as {
        value: { cancellation?: { reading: { name: string }; delivery: string; outcome: string } };
      }[]
    )
      .map(({ value }) => value.cancellation)
      .find((cancellation) => cancellation?.reading.name === name);

  it('killed after the request is on disk and before it leaves: unconfirmed, not sent by itself, cancelled when asked again', async () => {
    const { control } = vscode.emulator;
    const name = create(2);
    // Tokens that last three seconds: the cancel has to wait for a new one, and does not get it.
    const json = { access_token: control.issueAccessToken(), expires_in: 6, token_type: 'Bearer' };
    control.inject({ service: 'oauth2', effect: { kind: 'answer', status: 200, json } });
    await vscode.start();
    workbench = await vscode.openWindow();
    await workbench.row(LABEL).waitFor();
    control.clearFaults();
    control.inject({ service: 'oauth2', effect: { kind: 'hang' } });
    await sleep(4_000);
    await cancel();
    await eventually(() => recordOf(name)?.delivery === 'pending', 'the request is on disk');
    assert.equal(posts(name), 0);
    await vscode.kill();
    control.clearFaults();

    await vscode.start();
    workbench = await vscode.openWindow();
    await workbench.row(LABEL).filter({ hasText: 'cancel unconfirmed' }).waitFor();
    await sleep(3_000);
    assert.equal(posts(name), 0);
    assert.equal(errorCode(name), undefined);

    await workbench.chooseFromMenuOf(workbench.row(LABEL), 'Cancel Again…', workbench.dialog);
    await workbench.dialog.getByText('nobody knows whether it arrived').waitFor();
    await workbench.picture(path.resolve('out/pictures/cancel-again.png'));
    await workbench.answer('Cancel Again');
    await workbench
      .statusItem('cloudOperations.cancellations')
      .filter({ hasText: 'cancelled: create release' })
      .waitFor();
    assert.equal(errorCode(name), 1);
    assert.equal(posts(name), 1);
  });

  it('killed between the request and its answer: the server’s word is found by reading, without a second request', async () => {
    const { control } = vscode.emulator;
    const name = create(600);
    await vscode.start();
    workbench = await vscode.openWindow();
    await workbench.row(LABEL).waitFor();
    control.inject({ method: 'operations.cancel', effect: { kind: 'stall' } });
    await cancel();
    await eventually(() => posts(name) === 1, 'the request has arrived');
    assert.equal(recordOf(name)?.delivery, 'pending');
    await vscode.kill();
    control.clearFaults();

    await vscode.start();
    workbench = await vscode.openWindow();
    // Cloud Deploy's own flag says that the request was carried out.
    await workbench.row(LABEL).filter({ hasText: 'cancelling' }).waitFor();
    assert.equal(errorCode(name), undefined);
    control.advance(601_000);
    await workbench
      .statusItem('cloudOperations.cancellations')
      .filter({ hasText: 'cancelled: create release' })
      .waitFor();
    assert.equal(errorCode(name), 1);
    assert.equal(posts(name), 1);
    assert.equal(recordOf(name)?.outcome, 'cancelled');
  });

  it('two windows on one account: both show the end, one tells it', async () => {
    const { control } = vscode.emulator;
    const name = create(3);
    const other = control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'us-central1', target: 'etl-7' },
      scenario: scenarios.succeeds(600),
    });
    await vscode.start({ 'cloudOperations.notifications': 'all' });
    const second = await vscode.openWindow();
    await second.row(LABEL).waitFor();
    workbench = await vscode.openWindow();
    await workbench.row(LABEL).waitFor();
    const both = [workbench, second];
    /** In how many windows it was told within the time; a toast goes by itself after a while. */
    const told = async (text: string, ms: number): Promise<number> => {
      const seen = new Set<Workbench>();
      const end = Date.now() + ms;
      while (Date.now() < end) {
        for (const one of both) {
          if ((await one.notifications.filter({ hasText: text }).count()) > 0) {
            seen.add(one);
          }
        }
        await sleep(200);
      }
      return seen.size;
    };

    await cancel();
    assert.equal(await told('Cancelled: create release web-114', 12_000), 1);
    await Promise.all(both.map((one) => one.row(LABEL).filter({ hasText: 'cancelled' }).waitFor()));
    assert.equal(posts(name), 1);

    control.advance(601_000);
    assert.equal(control.operation(other).phase, 'done');
    await workbench.runCommand('Cloud Operations: Refresh');
    await second.runCommand('Cloud Operations: Refresh');
    assert.equal(await told('create cluster etl-7', 15_000), 1);
    await Promise.all(
      both.map((one) =>
        one
          .row('Create cluster etl-7')
          .filter({ hasText: /, (?:just now|.+ ago)/ })
          .waitFor(),
      ),
    );
  });
});
