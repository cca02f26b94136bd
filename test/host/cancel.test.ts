import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios, type OperationSpec, type Scenario } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages, ShownMessage } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

/** An hour: no operation of these tests ends before the test moves the time. */
const NEVER_SECONDS = 3600;

interface Case {
  readonly service: string;
  readonly label: string;
  readonly phrase: string;
  readonly spec: Omit<OperationSpec, 'service'>;
}

const cases: readonly Case[] = [
  {
    service: 'Dataproc',
    label: 'Delete cluster etl-7',
    phrase: 'delete cluster etl-7 (us-central1)',
    spec: { location: 'us-central1', verb: 'delete', target: 'etl-7' },
  },
  {
    service: 'Cloud Deploy',
    label: 'Create release web-114',
    phrase: 'create release web-114 (europe-west1)',
    spec: {
      location: 'europe-west1',
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-114',
    },
  },
  {
    service: 'GKE Hub',
    label: 'Update membership edge-3',
    phrase: 'update membership edge-3 (global)',
    spec: { location: 'global', verb: 'update', target: 'projects/acme-web/locations/global/memberships/edge-3' },
  },
  {
    service: 'Vault',
    label: 'Count artifacts in matter m-83',
    phrase: 'count artifacts in matter m-83',
    spec: { target: 'm-83' },
  },
];

const serviceIds: Record<string, string> = {
  Dataproc: 'dataproc',
  'Cloud Deploy': 'clouddeploy',
  'GKE Hub': 'gkehub',
  Vault: 'vault',
};

describe('cancelling', function () {
  this.timeout(20_000);

  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });

  beforeEach(() => {
    messages.clear();
    messages.press = 'Cancel Operation';
    host.emulator.control.reset();
  });

  /** Creates the operation, has it listed, and returns its name and its row. */
  async function show({ service, label, spec }: Case, scenario: Scenario): Promise<{ name: string; row: ShownRow }> {
    const place = service === 'Vault' ? {} : { project: 'acme-web' };
    const name = host.emulator.control.createOperation({ service: serviceIds[service]!, ...place, ...spec, scenario });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, label), `the row ${label}`);
    return { name, row };
  }

  const notification = (start: string): Promise<ShownMessage> =>
    until(() => messages.shown.find(({ text }) => text.startsWith(start)), `the notification ${start}…`);
  const statusBar = (): string => host.explorer.statusBarText ?? '';
  const cancel = (row: ShownRow): Thenable<unknown> =>
    vscode.commands.executeCommand('cloudOperations.cancel', row.element);
  const errorCode = (name: string): unknown =>
    (host.emulator.control.operation(name).wire as { error?: { code?: number } } | null)?.error?.code;

  for (const each of cases) {
    it(`of ${each.service}: cancelling, and cancelled only when the server says so`, async () => {
      const { name, row } = await show(each, scenarios.neverEnds(NEVER_SECONDS));
      assertTokens(row, ['cancellable', 'running'], ['ended', 'cancelling']);

      await cancel(row);
      assert.equal(host.emulator.control.cancelPosts(name), 1);
      await until(
        () => /^\$\(loading~spin\) Cancelling \S+$/.test(statusBar()),
        'the status bar to say what is under way',
      );
      const cancelling = await until(() => rowNamed(host.explorer, each.label), 'the row');
      assertTokens(cancelling, ['cancelling'], ['cancellable', 'ended']);
      assert.match(cancelling.description, /^cancelling \d+ sec · /);

      // Two looks of the fast lane find it running: the accepted request alone must not make it cancelled.
      const looks = (): number =>
        host.emulator.requests.filter(({ method, url }) => method === 'GET' && url.includes(name)).length;
      const before = looks();
      await until(() => looks() >= before + 2, 'two looks at the operation');
      assert.equal(errorCode(name), undefined);
      assert.match(statusBar(), /^\$\(loading~spin\) Cancelling \S+$/);

      host.emulator.control.advance((NEVER_SECONDS + 1) * 1000);
      await until(() => !statusBar().startsWith('$(loading~spin)'), 'the end');
      assert.equal(errorCode(name), 1);
      assert.equal(statusBar(), `$(circle-slash) cancelled: ${each.phrase}`);
      const cancelled = await until(() => rowNamed(host.explorer, each.label), 'the row');
      assert.equal(cancelled.icon, 'circle-slash');
      assertTokens(cancelled, ['cancelled', 'ended'], ['cancellable', 'running']);
      assert.match(cancelled.description, /^cancelled .+ after .+ · /);
      assert.match(cancelled.spoken ?? '', /, cancelled .* ago|, cancelled just now/);
      assert.equal(host.emulator.control.cancelPosts(name), 1);

      const told = await notification(`Cancelled: ${each.phrase}`);
      assert.deepEqual(told.buttons, ['Show', 'Show Details']);
    });
  }

  it('asks first, with project, region and what a cancel is worth', async () => {
    messages.press = 'Keep Running';
    const { name, row } = await show(cases[0]!, scenarios.neverEnds());
    await cancel(row);
    const [question] = messages.shown;
    assert.equal(question?.text, 'Cancel “Delete cluster etl-7”?');
    assert.equal(question.modal, true);
    assert.match(question.detail ?? '', /Project: acme-web\nRegion: us-central1\nService: Dataproc\nRunning for \d+ s/);
    assert.match(question.detail ?? '', /Cancellation is best effort\. The server may finish the operation anyway/);
    assert.deepEqual(question.buttons, ['Cancel Operation', 'Keep Running']);
    // Long enough for a request that nobody waits for.
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(host.emulator.control.cancelPosts(name), 0);
    assert.equal(rowNamed(host.explorer, 'Delete cluster etl-7')?.icon, 'play-circle');
  });

  it('says so when the operation finishes all the same', async () => {
    const { name, row } = await show(cases[1]!, scenarios.completesAnyway(1));
    await cancel(row);
    await until(() => statusBar().includes('finished'), 'the end');
    assert.equal(statusBar(), '$(pass) web-114: finished before it could be cancelled');
    assert.equal(errorCode(name), undefined);
    await notification('Finished before it could be cancelled: create release web-114');
    assert.match(
      rowNamed(host.explorer, 'Create release web-114')?.description ?? '',
      /^\d+ sec, .+ · create release$/,
    );
  });

  it('says so when it fails instead', async () => {
    const { row } = await show(cases[2]!, scenarios.failsWhenCancelled(1, 13, 'Rollback did not complete.'));
    await cancel(row);
    await until(() => statusBar().includes('failed'), 'the end');
    assert.equal(statusBar(), '$(error) edge-3: failed before it could be cancelled');
    const told = await notification('Failed before it could be cancelled: update membership edge-3');
    assert.equal(told.severity, 'warning');
    assert.match(told.text, /Rollback did not complete\./);
  });

  it('says so when the server refuses, and shows that it runs on', async () => {
    const { row } = await show(cases[0]!, scenarios.refusesCancel('Past the point of no return.'));
    await cancel(row);
    await until(() => statusBar().includes('refused'), 'the refusal');
    assert.equal(statusBar(), '$(warning) cancel refused: delete cluster etl-7 (us-central1)');
    const after = await until(() => rowNamed(host.explorer, 'Delete cluster etl-7'), 'the row');
    assertTokens(after, ['cancellable', 'running'], ['cancelling']);
    assert.match(after.description, /^cancel refused · \d+ sec · delete cluster$/);
    const told = await notification('Cancel refused: delete cluster etl-7');
    assert.match(told.text, /Past the point of no return\. — The operation runs on\.$/);
  });

  it('says so when the service cannot cancel, and hides the action there', async () => {
    const spec = { location: 'us-east1', verb: 'diagnose', target: 'etl-6' };
    const each = { service: 'Dataproc', label: 'Diagnose cluster etl-6', phrase: '', spec };
    const { row } = await show(each, scenarios.cannotBeCancelled());
    await cancel(row);
    await until(() => statusBar().includes('not supported'), 'the answer');
    assert.equal(statusBar(), '$(warning) etl-6: cancel not supported');
    assertTokens(rowNamed(host.explorer, each.label), ['running'], ['cancellable']);
    await notification('Cancel not supported by Dataproc: diagnose cluster etl-6');
    messages.clear();
    // Believed for a while, and the person may ask all the same.
    messages.press = 'Keep Running';
    await cancel(row);
    const [question] = messages.shown;
    assert.equal(question?.text, 'Cancel “Diagnose cluster etl-6”?');
    assert.match(question.detail ?? '', /Dataproc answered .* that it cannot cancel operations of this kind\./);
    messages.press = 'Cancel Operation';
  });

  it('says so when the operation is expired before its end could be read', async () => {
    const { row } = await show(cases[3]!, scenarios.disappearsWhenCancelled(0));
    await cancel(row);
    await until(() => statusBar().includes('expired'), 'the answer');
    assert.equal(statusBar(), '$(question) m-83: expired before its end could be read');
    assert.equal(rowNamed(host.explorer, 'Count artifacts in matter m-83')?.icon, 'question');
    await notification('Expired before its end could be read: count artifacts in matter m-83');
  });

  it('never sends a second POST when the answer was lost, and learns the end by reading', async () => {
    const { name, row } = await show(cases[1]!, scenarios.neverEnds(2));
    host.emulator.control.inject({ method: 'operations.cancel', effect: { kind: 'reset', when: 'after' }, times: 1 });
    await cancel(row);
    await until(() => statusBar().includes('cancelled'), 'the end');
    assert.equal(host.emulator.control.cancelPosts(name), 1);
    await notification('Cancelled: create release web-114');
  });

  it('says what was answered where that does not tell whether the request was taken, and that it still runs', async () => {
    const { name, row } = await show(cases[1]!, scenarios.neverEnds(2));
    const error = { code: 503, status: 'UNAVAILABLE', message: 'The backend restarts.' };
    host.emulator.control.inject({
      method: 'operations.cancel',
      effect: { kind: 'answer', status: 503, json: { error } },
      times: 1,
    });
    await cancel(row);
    const told = await notification('The server answered the cancel request for “create release web-114');
    assert.match(
      told.text,
      /with UNAVAILABLE: The backend restarts\. .* the server reports the operation as running\.$/,
    );
    const shown = rowNamed(host.explorer, 'Create release web-114');
    assert.match(shown?.description ?? '', /^cancel unconfirmed · /);
    assertTokens(shown, ['repeatable', 'running'], ['cancellable', 'cancelling']);
    host.emulator.control.cancelElsewhere({ service: 'clouddeploy', name });
    await notification('Cancelled: create release web-114');
  });

  it('takes several rows, leaves out those that cannot be cancelled, and tells their fate together', async () => {
    messages.press = 'Cancel 2 Operations';
    const rows: ShownRow[] = [];
    for (const [index, scenario] of [scenarios.neverEnds(1), scenarios.neverEnds(1), scenarios.succeeds(0)].entries()) {
      const spec = { location: 'us-central1', target: `many-${index}` };
      const shown = await show(
        { service: 'Dataproc', label: `Create cluster many-${index}`, phrase: '', spec },
        scenario,
      );
      rows.push(shown.row);
    }
    await vscode.commands.executeCommand(
      'cloudOperations.cancel',
      rows[0]!.element,
      rows.map(({ element }) => element),
    );
    const question = await notification('Cancel 2 operations?');
    assert.match(question.detail ?? '', /Left out: 1 ended/);
    assert.match(question.detail ?? '', /• create cluster many-0 \(us-central1\), acme-web\n• create/);
    await until(() => /^\$\(circle-slash\) many-\S+ and 1 more: 2 cancelled$/.test(statusBar()), 'both ends');
    await until(() => messages.shown.find(({ text }) => text.includes('2 cancelled')), 'one notification for both');
    assert.equal(messages.shown.filter(({ text }) => text.startsWith('Cancelled: create cluster many')).length, 0);
  });
});

/** What menus can see of a row: some words it must have, and some it must not. */
function assertTokens(row: ShownRow | undefined, present: readonly string[], absent: readonly string[]): void {
  const tokens = new Set(row?.tokens);
  assert.deepEqual(
    [...present.filter((token) => !tokens.has(token)), ...absent.filter((token) => tokens.has(token))],
    [],
  );
}
