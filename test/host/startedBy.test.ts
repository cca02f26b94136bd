import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios, type OperationSpec } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
const scenario = scenarios.neverEnds();

describe('who started an operation', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let timeout = 20;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    host.emulator.control.reset();
    // Asked settings: what was learned of logs goes with the session.
    await host.configure({ 'cloudOperations.auditLogStartedBy': true, 'cloudOperations.requestTimeout': ++timeout });
    messages.clear();
  });

  async function rowOf(target: string, spec: Partial<OperationSpec> = {}): Promise<ShownRow> {
    host.emulator.control.createOperation({ ...place, target, scenario, startedBy: 'ada@example.com', ...spec });
    await host.refresh();
    return until(() => rowNamed(host.explorer, `Create cluster ${target}`), target);
  }
  async function pageOf(row: ShownRow): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('cloudOperations.showDetails', row.element);
    return vscode.window.activeTextEditor!.document;
  }
  const asked = (): number => host.emulator.requests.filter(({ service }) => service === 'logging').length;
  const hover = async ({ element }: ShownRow): Promise<string> => {
    const { tooltip } = await host.explorer.tree.resolveTreeItem(host.explorer.tree.getTreeItem(element), element);
    return (tooltip as vscode.MarkdownString).value.replaceAll('\\', '');
  };
  /** What an agent is told that a server wrote. */
  const described = async ({ element }: ShownRow, fields: object = {}): Promise<Record<string, unknown>> => {
    const input = { service: 'dataproc', name: element.type === 'operation' ? element.name : '', ...fields };
    const { token } = new vscode.CancellationTokenSource();
    const answer = await host.explorer.tools.run('cloudOperations_get_operation', input, token);
    return (answer as { operation: { serverText: Record<string, unknown> } }).operation.serverText;
  };
  const find = async (row: ShownRow): Promise<string | undefined> => {
    await vscode.commands.executeCommand('cloudOperations.findStarter', row.element);
    return messages.shown.at(-1)?.text;
  };

  it('is on its page, in its hover and in an agent’s answer, by one request', async () => {
    const row = await rowOf('etl-1', { cancelledElsewhereAfterMs: 0, scenario: scenarios.neverEnds(600) });
    assert.doesNotMatch(await hover(row), /Started by/);
    const document = await pageOf(row);
    const has = (words: RegExp) => (): boolean => words.test(document.getText());
    await until(has(/^ {2}Started by +ada@example\.com$/m), 'the starter on the page');
    assert.match(document.getText(), /^ {2}Cancel asked for by +release-manager@example\.com, /m);
    assert.match(await hover(row), /Started by: ada@example.com/);
    assert.match(await hover(row), /Cancel asked for by: release-manager@example.com/);
    assert.deepEqual((await described(row)).cancelAskedForBy, ['release-manager@example.com']);
    assert.equal((await described(row)).startedBy, 'ada@example.com');
    assert.equal(asked(), 1);
  });

  it('is looked up for an agent that asks for it', async () => {
    const row = await rowOf('etl-2');
    assert.equal((await described(row)).startedBy, undefined);
    assert.equal(asked(), 0);
    assert.equal((await described(row, { who: true })).startedBy, 'ada@example.com');
  });

  it('is found by a command, which says so where the log does not tell', async () => {
    assert.equal(await find(await rowOf('etl-3')), 'ada@example.com started “Create cluster etl-3”.');
    host.emulator.control.setAuditLog({ silent: ['dataproc'] });
    assert.match(
      (await find(await rowOf('etl-4'))) ?? '',
      /^The audit log does not say who started “Create cluster etl-4”/,
    );
    assert.equal(asked(), 2);
  });

  it('is asked of nobody with the setting off', async () => {
    await host.configure({ 'cloudOperations.auditLogStartedBy': false });
    const row = await rowOf('etl-5');
    await pageOf(row);
    assert.match((await find(row)) ?? '', /a setting says so/);
    assert.equal(asked(), 0);
  });

  it('is asked once where a permission is missing, which is told once with what helps', async () => {
    host.emulator.control.denyPermissions({ project: 'acme-web', permissions: ['logging.logEntries.list'] });
    await pageOf(await rowOf('etl-6'));
    const [told] = await until(() => (messages.shown.length > 0 ? messages.shown : undefined), 'the message');
    assert.match(told!.text, /logging\.logEntries\.list.*roles\/logging\.viewer/);
    assert.deepEqual(told!.buttons, ['Copy Grant Command', 'Open Setting…']);
    const page = await pageOf(await rowOf('etl-7'));
    assert.doesNotMatch(page.getText(), /Started by/);
    assert.equal(messages.shown.length, 1);
    assert.equal(asked(), 1);
  });

  it('is asked once where the API is not enabled', async () => {
    host.emulator.control.setEnabledServices({ project: 'acme-web', services: ['dataproc'] });
    await pageOf(await rowOf('etl-8'));
    const [told] = await until(() => (messages.shown.length > 0 ? messages.shown : undefined), 'the message');
    assert.match(told!.text, /API not enabled/);
    await pageOf(await rowOf('etl-9'));
    assert.equal(asked(), 1);
  });
});
