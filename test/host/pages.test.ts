import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios, type OperationSpec } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;

describe('the page of an operation', function () {
  this.timeout(30_000);
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

  /** Makes an operation, opens its page and returns the document. */
  async function open(spec: Partial<OperationSpec>, label: string): Promise<vscode.TextDocument> {
    host.emulator.control.createOperation({ ...place, ...spec });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, label), label);
    host.emulator.control.clearRequests();
    await vscode.commands.executeCommand('cloudOperations.showDetails', row.element);
    return vscode.window.activeTextEditor!.document;
  }

  const gets = (): number => host.emulator.requests.filter(({ operation }) => operation === 'operations.get').length;
  const lenses = ({ uri }: vscode.TextDocument): Thenable<vscode.CodeLens[]> =>
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri);
  const titles = async (document: vscode.TextDocument): Promise<string[]> =>
    (await lenses(document)).map(({ command }) => command!.title);
  const press = async (document: vscode.TextDocument, title: string): Promise<void> => {
    const command = (await lenses(document)).find((lens) => lens.command?.title === title)?.command;
    assert.ok(command, title);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  };
  const lines = (document: vscode.TextDocument): string[] => document.getText().split('\n');

  it('of a failure begins with code, message and what helps', async () => {
    const message = "Insufficient 'CPUS' quota. Requested 96.0, available 24.0.";
    const spec = { target: 'etl-5', createdAgoMs: 60_000, scenario: scenarios.fails(18, 8, message) };
    const document = await open(spec, 'Create cluster etl-5');
    assert.deepEqual(lines(document).slice(0, 7), [
      'Create cluster etl-5',
      '  Failed after 18 sec: RESOURCE_EXHAUSTED',
      `  ${message}`,
      '',
      'What helps',
      '  A quota is used up. Free some of it or ask for more, then start it again.',
      '',
    ]);
    assert.deepEqual(await titles(document), [
      'Open Quotas…',
      'Open in Console',
      'Copy as gcloud',
      'Copy as curl',
      'Show as YAML',
    ]);
    assert.equal(gets(), 1);
    const others = host.emulator.requests.filter(({ service }) => service !== 'logging');
    assert.equal(others.length, 1, 'opening a page reads one operation');
  });

  it('tells the server’s own history, with how long each state lasted', async () => {
    const scenario = { ...scenarios.succeeds(64), pendingMs: 4_000 };
    const document = await open({ target: 'etl-6', createdAgoMs: 3_600_000, scenario }, 'Create cluster etl-6');
    const text = document.getText();
    assert.match(
      text,
      /\nSteps, as the server tells them \([^)]+\)\n.* PENDING {2}4 sec\n.* RUNNING {2}1 min\n.* DONE\n/,
    );
    assert.match(text, /^ {2}Started +\w+ \d+, \d+, \d+:\d\d:\d\d [AP]M \S+$/m);
  });

  it('offers only acts that are possible, and does them', async () => {
    const running = { target: 'etl-7', scenario: scenarios.neverEnds(1) };
    const document = await open(running, 'Create cluster etl-7');
    const always = ['Open in Console', 'Copy as gcloud', 'Copy as curl', 'Show as YAML'];
    assert.deepEqual(await titles(document), ['Cancel…', 'Watch', ...always, 'Read Again']);

    await press(document, 'Watch');
    assert.deepEqual(await titles(document), ['Cancel…', 'Stop Watching', ...always, 'Read Again']);
    await press(document, 'Copy as gcloud');
    assert.match(await vscode.env.clipboard.readText(), /^gcloud dataproc operations describe /);

    await host.configure({ 'cloudOperations.readOnly': true });
    await until(async () => !(await titles(document)).includes('Cancel…'), 'no cancel while read-only');
    await host.configure({ 'cloudOperations.readOnly': undefined });
    await until(async () => (await titles(document)).includes('Cancel…'), 'cancel to be back');

    messages.press = 'Cancel Operation';
    await press(document, 'Cancel…');
    await until(async () => !(await titles(document)).includes('Stop Watching'), 'the end');
    assert.deepEqual(await titles(document), always);
    await until(() => /^ {2}Cancelled after/m.test(document.getText()), 'the end on the page');
  });

  it('follows the operation and leaves the cursor where it is', async () => {
    const document = await open({ target: 'etl-8', scenario: scenarios.neverEnds(1) }, 'Create cluster etl-8');
    const editor = vscode.window.activeTextEditor!;
    const before = lines(document).findIndex((line) => line.includes('"operationType"'));
    editor.selection = new vscode.Selection(before, 6, before, 6);
    messages.press = 'Cancel Operation';
    await press(document, 'Cancel…');
    await until(() => document.getText().includes('"code": 1'), 'the end');
    const after = lines(document).findIndex((line) => line.includes('"operationType"'));
    assert.notEqual(after, before);
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [after, 6]);
  });

  it('is shown as YAML on demand, without another request, and so are the pages after it', async () => {
    const document = await open({ target: 'etl-9', scenario: scenarios.neverEnds(1) }, 'Create cluster etl-9');
    host.emulator.control.clearRequests();
    await press(document, 'Show as YAML');
    await until(() => /\nYAML\nname: projects\/acme-web\/.*\nmetadata:\n/.test(document.getText()), 'YAML');
    assert.equal(gets(), 0);
    const next = await open({ target: 'etl-10', scenario: scenarios.neverEnds(1) }, 'Create cluster etl-10');
    assert.match(next.getText(), /\nYAML\nname: /);
    await press(next, 'Show as JSON');
    await until(() => next.getText().includes('\nJSON\n{\n'), 'JSON');
  });

  it('says why it could not be read, and is read again on demand', async () => {
    host.emulator.control.inject({ method: 'operations.get', effect: { kind: 'error', case: 'permissionDenied' } });
    const document = await open({ target: 'etl-11', scenario: scenarios.neverEnds(1) }, 'Create cluster etl-11');
    assert.match(document.getText(), /\nNot read\n {2}No permission dataproc\.operations\.get\. /);
    assert.ok(!(await titles(document)).includes('Show as YAML'));
    host.emulator.control.clearFaults();
    await press(document, 'Read Again');
    await until(() => document.getText().includes('\nJSON\n{\n'), 'the answer');
    assert.doesNotMatch(document.getText(), /\nNot read\n/);
  });

  it('has a language of its own, without minimap, and keeps texts of others on their lines', async () => {
    const target = 'a\u202eb](command:x)\n\nJSON';
    const document = await open({ target, scenario: scenarios.neverEnds(1) }, 'Create cluster ab](command:x) JSON');
    assert.equal(document.languageId, 'cloud-operations-page');
    const editor = vscode.workspace.getConfiguration('editor', document);
    assert.equal(editor.get('minimap.enabled'), false);
    // Else the first word of each page would be marked wherever it stands.
    assert.equal(editor.get('occurrencesHighlight'), 'off');
    assert.equal(editor.get('wordWrap'), 'on');
    assert.equal(vscode.workspace.getConfiguration('editor').get('minimap.enabled'), true);
    assert.equal(lines(document).filter((line) => line === 'JSON').length, 1);
    assert.doesNotMatch(document.getText(), /\u202e/);
  });
});
