import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bulkResults, type BulkCancellation, type BulkResult } from '../../src/watch/bulkCancellation.js';
import { fortyOperations, trueOutcome } from '../bulk/fortyOperations.js';
import { scenarios } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages, ShownMessage } from './support/messages.js';
import { acceptAll } from './support/quickPicks.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('cancelling many', function () {
  this.timeout(40_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    messages.clear();
    host.emulator.control.reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const bulk = (): BulkCancellation => {
    const [latest] = host.explorer.session.watch.bulkCancellations.all();
    assert.ok(latest);
    return latest;
  };
  const results = (): readonly BulkResult[] => bulkResults(bulk(), host.explorer.session.watch.cancellations);
  const modal = (): ShownMessage | undefined => messages.shown.find((message) => message.modal);
  const document = (): string =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.query === bulk().id)?.getText() ?? '';
  const result = (): Promise<ShownMessage> =>
    until(() => messages.shown.find(({ buttons }) => buttons.includes('Show Outcomes')), 'the combined result');

  /** A refresh that was under way before the operations were made shows none of them. */
  const regionWith = (location: string, running: number): Promise<ShownRow> =>
    until(async () => {
      await host.refresh();
      const row = rowNamed(host.explorer, location);
      return row?.description.startsWith(`${running} running`) === true ? row : undefined;
    }, `${running} running operations in ${location}`);

  function create(count: number, location: string, project = 'acme-web', cancelSeconds = 1): string[] {
    return host.emulator.control.createOperations(
      Array.from({ length: count }, (_, index) => ({
        ...{ service: 'dataproc', project, location, target: `c-${location}-${index}` },
        scenario: scenarios.neverEnds(cancelSeconds),
      })),
    );
  }

  it('forty operations over four services and ten regions: forty true outcomes', async () => {
    const names = host.emulator.control.createOperations(fortyOperations());
    assert.equal(new Set(names).size, 40);
    await until(async () => {
      await host.refresh();
      return [...host.explorer.session.watch.store.all()].length === 40;
    }, 'all forty');
    messages.press = 'Cancel 40 Operations';
    await acceptAll(vscode.commands.executeCommand('cloudOperations.cancelAllRunning'));

    assert.match(modal()?.detail ?? '', /^acme-analytics: 13 in 4 regions \(Dataproc 13\)\nacme-edge: 8 in 2 regions/);
    assert.match(modal()?.detail ?? '', /\nGoogle Workspace: 4 \(Vault 4\)\n\nCancellation is best effort/);
    const told = await until(() => result(), 'the result');
    assert.match(told.text, /^40 operations, all decided: /);
    assert.equal(results().length, 40);
    for (const { member, fate } of results()) {
      const { service } = member.collection;
      assert.equal(fate, trueOutcome(host.emulator, service, member.reading.name), member.reading.target);
      assert.equal(host.emulator.control.cancelPosts(member.reading.name), 1, member.reading.target);
    }
    const kinds = new Set(results().map(({ fate }) => fate));
    assert.deepEqual(
      [...kinds].sort(),
      ['cancelled', 'completedAnyway', 'expired', 'failed', 'refused', 'unsupported'].sort(),
    );
    await until(() => document().includes('all decided'), 'the finished document');
    const text = document();
    const listed = text.split('\n').filter((line) => /^ {2}\S.* (?:after|·) /.test(line));
    assert.equal(listed.length, 40);
    const cancelled = results().filter(({ fate }) => fate === 'cancelled').length;
    assert.ok(text.includes(`\nCancelled (${cancelled})\n`));
    assert.match(text, /\n {2}\S.*\n {6}FAILED_PRECONDITION: Past the point of no return\.\n/);
    // Told once and together.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.deepEqual(
      messages.shown.filter((message) => !message.modal),
      [told],
    );
  });

  it('of a region: only that region', async () => {
    const [inside, outside] = [create(3, 'asia-east1'), create(2, 'us-west4')];
    const region = await regionWith('asia-east1', 3);
    assert.ok(region.tokens.includes('cancelsAll'));
    messages.press = 'Cancel 3 Operations';
    await vscode.commands.executeCommand('cloudOperations.cancelAllRunning', region.element);
    assert.match(modal()?.detail ?? '', /^• create cluster c-asia-east1-\d \(asia-east1\), acme-web\n•/);
    assert.match((await result()).text, /^3 operations, all decided: 3 cancelled$/);
    assert.deepEqual(
      [...inside, ...outside].map((name) => host.emulator.control.cancelPosts(name)),
      [1, 1, 1, 0, 0],
    );
  });

  it('says what is left out of a selection and why, and cancels the rest', async () => {
    const running = create(2, 'asia-east1');
    host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'asia-east1', target: 'done' },
      scenario: scenarios.succeeds(0),
    });
    await regionWith('asia-east1', 2);
    const rows = ['Create cluster c-asia-east1-0', 'Create cluster c-asia-east1-1', 'Create cluster done'].map(
      (label) => rowNamed(host.explorer, label)?.element,
    );
    messages.press = 'Cancel 2 Operations';
    await vscode.commands.executeCommand('cloudOperations.cancel', rows[0], rows);
    assert.match(
      modal()?.detail ?? '',
      /\n\nLeft out: 1 ended\n• create cluster done \(asia-east1\): has already ended\n\n(?:Dataproc .+\n\n)?Cancellation/,
    );
    await result();
    assert.deepEqual(
      running.map((name) => host.emulator.control.cancelPosts(name)),
      [1, 1],
    );
    assert.deepEqual(
      bulk().leftOut.map(({ reason }) => reason),
      ['ended'],
    );
  });

  it('tells operations apart that are called alike, in the question and in the document', async () => {
    const pipelines = ['web', 'shop'];
    host.emulator.control.createOperations(
      pipelines.map((pipeline) => ({
        ...{ service: 'clouddeploy', project: 'acme-web', location: 'us-west2', verb: 'create' },
        target: `projects/acme-web/locations/us-west2/deliveryPipelines/${pipeline}/releases/r1`,
        scenario: scenarios.neverEnds(1),
      })),
    );
    messages.press = 'Cancel 2 Operations';
    const region = await regionWith('us-west2', 2);
    await vscode.commands.executeCommand('cloudOperations.cancelAllRunning', region.element);
    await result();
    await vscode.commands.executeCommand('cloudOperations.showBulkCancel', bulk().id);
    await until(() => document().includes('all decided'), 'the document');
    for (const pipeline of pipelines) {
      assert.match(modal()?.detail ?? '', new RegExp(`• create release r1 \\(us-west2\\), acme-web · ${pipeline}\\n`));
      assert.match(document(), new RegExp(`\\n {2}Create release r1 · ${pipeline} `));
    }
  });

  it('sends nothing when the person would rather not', async () => {
    const names = create(3, 'asia-east1');
    messages.press = 'Keep Running';
    const region = await regionWith('asia-east1', 3);
    await vscode.commands.executeCommand('cloudOperations.cancelAllRunning', region.element);
    assert.ok(modal());
    assert.equal(
      names.reduce((sum, name) => sum + host.emulator.control.cancelPosts(name), 0),
      0,
    );
  });

  it('is shown again later, also what is still open', async () => {
    // Long enough that a busy machine sees them open.
    create(2, 'asia-east1', 'acme-web', 6);
    messages.press = 'Cancel 2 Operations';
    const region = await regionWith('asia-east1', 2);
    await vscode.commands.executeCommand('cloudOperations.cancelAllRunning', region.element);
    await vscode.commands.executeCommand('cloudOperations.showBulkCancel', bulk().id);
    assert.match(document(), /\n {2}0 of 2 operations decided: 2 cancelling\n {2}\S.*\n\nCancel requested \(2\)\n/);
    await until(() => document().includes('2 operations, all decided: 2 cancelled'), 'the document to follow');
  });
});
