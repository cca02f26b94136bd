import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('commands', function () {
  this.timeout(20_000);
  let host: Host;
  let messages: Messages;
  let name: string;
  let row: ShownRow;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });

  beforeEach(async () => {
    messages.clear();
    host.emulator.control.reset();
    name = host.emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'europe-west1',
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-114',
      scenario: scenarios.neverEnds(1),
    });
    await host.refresh();
    row = await until(() => rowNamed(host.explorer, 'Create release web-114'), 'the row');
  });

  /** Accepts the first entry of the quick pick as soon as one is open. */
  async function acceptFirst(command: Thenable<unknown>): Promise<void> {
    const open = async (): Promise<boolean> => {
      // Where a command changes something, no entry is chosen before the person chooses one.
      await vscode.commands.executeCommand('quickInput.first');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return false;
    };
    let ended = false;
    void command.then(() => (ended = true));
    await until(async () => ended || (await open()), 'the command to end');
  }

  const documentText = (): string | undefined =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'cloud-operations')?.getText();

  it('shows details, whose server’s words keep up with what happens', async () => {
    await vscode.commands.executeCommand('cloudOperations.showDetails', row.element);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'cloud-operations');
    const text = document.getText();
    assert.match(
      text,
      /^Create release web-114\n {2}Running, begun \d+ sec\.? ago\n\nOperation\n {2}Action +create release\n/,
    );
    assert.match(text, /^ {2}Place +acme-web · europe-west1$/m);
    const json = JSON.parse(text.slice(text.indexOf('\nJSON\n') + 6)) as { name: string; done?: boolean };
    assert.equal(json.name, name);
    assert.equal(json.done, undefined);

    messages.press = 'Cancel Operation';
    await vscode.commands.executeCommand('cloudOperations.cancel', row.element);
    await until(() => documentText()?.includes('"code": 1'), 'the server’s last word in the document');
    const seen = /\nSeen from here\n.* running → cancelling\n.* cancelling → cancelled +CANCELLED: .*\n\nJSON\n/;
    await until(() => seen.test(documentText() ?? ''), 'the transitions in the document');
    assert.match(documentText() ?? '', /\nCancel request\n {2}Asked .*\n {2}Outcome +cancelled\n/);
  });

  it('does not ask a server that an address names', async () => {
    const query = JSON.stringify([['evil.example/v1/projects/p/locations/l/operations', 'operations/1']]);
    const uri = vscode.Uri.from({ scheme: 'cloud-operations', path: '/cloud-operations/x', query });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(), /^This operation is not known any more\./);
  });

  it('copies resource names, of all selected rows', async () => {
    const target = 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-115';
    const place = { service: 'clouddeploy', project: 'acme-web', location: 'europe-west1' };
    const second = host.emulator.control.createOperation({ ...place, target, scenario: scenarios.neverEnds(1) });
    await host.refresh();
    const other = await until(() => rowNamed(host.explorer, 'Create release web-115'), 'the second row');
    await vscode.commands.executeCommand('cloudOperations.copyName', row.element, [row.element, other.element]);
    assert.equal(await vscode.env.clipboard.readText(), `${name}\n${second}`);
  });

  it('prompts where there is no row: cancel', async () => {
    messages.press = 'Keep Running';
    await acceptFirst(vscode.commands.executeCommand('cloudOperations.cancel'));
    assert.ok(messages.shown.some(({ text }) => text === 'Cancel “Create release web-114”?'));
  });

  it('prompts where there is no row: details and name', async () => {
    await acceptFirst(vscode.commands.executeCommand('cloudOperations.copyName'));
    assert.equal(await vscode.env.clipboard.readText(), name);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await acceptFirst(vscode.commands.executeCommand('cloudOperations.showDetails'));
    await until(() => vscode.window.activeTextEditor?.document.uri.scheme === 'cloud-operations', 'the details');
  });

  it('opens the details of a recent operation', async () => {
    messages.press = 'Cancel Operation';
    await vscode.commands.executeCommand('cloudOperations.cancel', row.element);
    await until(() => host.explorer.statusBarText?.includes('cancelled'), 'the end');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await acceptFirst(vscode.commands.executeCommand('cloudOperations.showRecent'));
    const editor = await until(() => vscode.window.activeTextEditor, 'the details');
    assert.match(editor.document.uri.path, /Create release web-114/);
  });

  it('reveals the row of an operation, however old', async () => {
    const specs = Array.from({ length: 300 }, (_, index) => ({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-west1',
      target: `c-${index}`,
      createdAgoMs: 3_600_000 + index * 60_000,
    }));
    const names = host.emulator.control.createOperations(specs);
    await host.refresh();
    const { store } = host.explorer.session.watch;
    const oldest = [...store.all()].find((operation) => operation.name === names.at(-1))!;
    await vscode.commands.executeCommand('cloudOperations.reveal', oldest);
    const selected = await until(() => host.explorer.selection[0], 'a selected row');
    assert.equal(selected.type === 'operation' && selected.name, names.at(-1));
  });

  it('leaves the row selected when a setting changes and everything is read anew', async () => {
    const { store } = host.explorer.session.watch;
    await vscode.commands.executeCommand('cloudOperations.reveal', [...store.all()][0]);
    const selected = await until(() => host.explorer.selection[0]?.id, 'a selected row');
    const before = host.explorer.session.watch;
    // Slow enough that for a while nothing of the new session can be drawn.
    host.emulator.control.setLatency(300);
    await host.configure({ 'cloudOperations.requestTimeout': 31 });
    assert.notEqual(host.explorer.session.watch, before);
    await until(() => [...host.explorer.session.watch.store.all()].length > 0, 'the operation to be read again');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.deepEqual(
      host.explorer.selection.map(({ id }) => id),
      [selected],
    );
    host.emulator.control.setLatency(0);
    await host.configure({ 'cloudOperations.requestTimeout': undefined });
  });

  it('refreshes one project alone when invoked on its row', async () => {
    host.emulator.control.clearRequests();
    await vscode.commands.executeCommand('cloudOperations.refresh', rowNamed(host.explorer, 'acme-web')?.element);
    const asked = host.emulator.requests.map(({ url }) => /projects\/([^/?]+)/.exec(url)?.[1]).filter(Boolean);
    assert.deepEqual([...new Set(asked)], ['acme-web']);
  });

  it('opens web pages only', async () => {
    const opened: string[] = [];
    const { openExternal } = vscode.env;
    Object.assign(vscode.env, { openExternal: (uri: vscode.Uri) => Promise.resolve(opened.push(uri.toString(true))) });
    for (const url of ['https://console.cloud.google.com/x', 'file:///etc/passwd', 'command:evil', undefined]) {
      await vscode.commands.executeCommand('cloudOperations.openLink', url);
    }
    Object.assign(vscode.env, { openExternal });
    assert.deepEqual(opened, ['https://console.cloud.google.com/x']);
  });

  it('shows what a command fails at, once', async () => {
    const { openExternal } = vscode.env;
    Object.assign(vscode.env, { openExternal: () => Promise.reject(new Error('No browser.')) });
    await vscode.commands.executeCommand('cloudOperations.openLink', 'https://console.cloud.google.com/x');
    Object.assign(vscode.env, { openExternal });
    assert.deepEqual(
      messages.shown.map(({ severity, text }) => `${severity}: ${text}`),
      ['error: Cloud Operations: No browser.'],
    );
  });
});
