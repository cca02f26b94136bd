import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isEnded, type Operation } from '../../src/operations/operation.js';
import { usualArrangement } from '../../src/ui/tree/arrangement.js';
import { demoDay } from '../emulator/index.js';
import type { Host } from './support/host.js';
import { openedPick } from './support/quickPicks.js';
import { isSelected, rowNamed, shownRows } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('group and sort', function () {
  this.timeout(30_000);
  let host: Host;

  useHost((opened) => (host = opened));
  before(async () => {
    demoDay(host.emulator);
    await host.refresh();
    await until(() => rowNamed(host.explorer, 'Google Workspace'), 'the demo’s operations');
  });
  after(() => host.explorer.tree.arrange(usualArrangement));

  /** Runs the command and chooses an entry of its picker. */
  async function choose(label: string): Promise<void> {
    const { showQuickPick } = vscode.window;
    const pick = (items: readonly vscode.QuickPickItem[]): Promise<unknown> =>
      Promise.resolve(items.find((item) => item.label === label));
    Object.assign(vscode.window, { showQuickPick: pick });
    try {
      await vscode.commands.executeCommand('cloudOperations.arrange');
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
  }

  const top = (): string[] => shownRows(host.explorer).map(({ label }) => label);
  const operations = () => [...host.explorer.session.watch.store.all()];
  const ofService = (service: string) => operations().filter(({ collection }) => collection.service === service);

  it('puts operations of a service together, says so beside the title, and goes on in a new session', async () => {
    await choose('Service');
    await until(() => top().includes('Dataproc'), 'the group');
    assert.ok(!top().includes('acme-analytics'));
    assert.match(host.explorer.viewDescription ?? '', /by service$/);
    const group = rowNamed(host.explorer, 'Dataproc');
    const running = ofService('dataproc').filter(({ state }) => !isEnded(state)).length;
    assert.equal(group?.description, `${running} running of ${ofService('dataproc').length}`);
    await host.configure({ 'cloudOperations.requestTimeout': 29 });
    await host.refresh();
    await until(() => top().includes('Dataproc'), 'the group in a new session');
    assert.deepEqual(host.explorer.tree.arrangement, { groupBy: 'service', sort: 'state' });
  });

  it('cancels all that run in a group, and no others', async () => {
    await choose('Service');
    await until(() => top().includes('Dataproc'), 'the group');
    const row = rowNamed(host.explorer, 'Dataproc');
    assert.ok(row?.tokens.includes('cancelsAll'));
    const { pick, ended } = await openedPick<vscode.QuickPickItem & { readonly operation?: Operation }>(() =>
      vscode.commands.executeCommand('cloudOperations.cancelAllRunning', row!.element),
    );
    const offered = pick.items.flatMap(({ operation }) => operation ?? []);
    pick.hide();
    await ended;
    const running = ofService('dataproc').filter(({ state }) => state === 'running');
    assert.deepEqual(offered.map(({ name }) => name).sort(), running.map(({ name }) => name).sort());
  });

  it('shows states in their order, and one list by name', async () => {
    await choose('State');
    await until(() => top().includes('Running'), 'the groups');
    const states = top().filter((label) => /^(?:Cancelling|Running|Failed|Cancelled|Succeeded)$/.test(label));
    assert.deepEqual(
      states,
      ['Cancelling', 'Running', 'Failed', 'Cancelled', 'Succeeded'].filter((label) => states.includes(label)),
    );
    const failed = operations().filter(({ state }) => state === 'failed').length;
    assert.equal(rowNamed(host.explorer, 'Failed')?.description, String(failed));
    await choose('One List');
    assert.match(host.explorer.viewDescription ?? '', /one list$/);
    await choose('Name');
    assert.match(host.explorer.viewDescription ?? '', /one list, by name$/);
    const rows = shownRows(host.explorer).filter(({ element }) => element.type === 'operation');
    assert.equal(rows.length, operations().length);
    // It says where each runs, because no row above it does.
    assert.ok(rows.every(({ description }) => /acme-|Google Workspace/.test(description)));
  });

  it('finds an operation wherever it is', async () => {
    await choose('State');
    const [operation] = operations().filter(({ state }) => state === 'succeeded');
    await vscode.commands.executeCommand('cloudOperations.reveal', operation);
    await until(() => isSelected(host.explorer, operation!.name), 'the selection');
    await choose('Project and Region');
    await until(() => top().includes('acme-analytics'), 'the projects');
  });
});
