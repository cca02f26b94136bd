import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../src/ui/viewId.js';
import { scenarios } from '../emulator/index.js';
import { extension, type Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('links to operations', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let name: string;
  let typed: string | undefined;
  let boxes: vscode.InputBoxOptions[];
  const { showInputBox } = vscode.window;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
    Object.assign(vscode.window, {
      showInputBox: (options: vscode.InputBoxOptions) => {
        boxes.push(options);
        return Promise.resolve(typed);
      },
    });
  });
  after(() => Object.assign(vscode.window, { showInputBox }));

  beforeEach(async () => {
    messages.clear();
    boxes = [];
    typed = undefined;
    host.emulator.control.reset();
    name = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'us-central1', target: 'etl-7' },
      scenario: scenarios.neverEnds(3600),
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await host.refresh();
  });

  const linkTo = (wanted: string): vscode.Uri =>
    vscode.Uri.from({
      ...{ scheme: vscode.env.uriScheme, authority: EXTENSION_ID, path: '/operation' },
      query: new URLSearchParams({ service: 'dataproc', name: wanted }).toString(),
    });
  const asked = (wanted: string): number =>
    host.emulator.control.requests().filter(({ url }) => url.includes(wanted)).length;
  const opened = () => until(() => vscode.window.activeTextEditor?.document.getText(), 'a document');

  it('are copied from a row and open what they name', async () => {
    assert.equal(extension().id, EXTENSION_ID);
    const row = await until(() => rowNamed(host.explorer, 'Create cluster etl-7'), 'the row');
    await vscode.commands.executeCommand('cloudOperations.copyLink', row.element);
    const link = vscode.Uri.parse(await vscode.env.clipboard.readText(), true);
    assert.deepEqual([link.authority, link.path], [EXTENSION_ID, '/operation']);
    await host.explorer.openLink(link);
    assert.match(await opened(), new RegExp(name));
    assert.deepEqual(messages.shown, []);
  });

  it('act on nothing, whatever else they hold', async () => {
    await host.explorer.openLink(linkTo(name).with({ path: '/cancel' }));
    await host.explorer.openLink(linkTo(name).with({ query: `${linkTo(name).query}&cancel=1&command=cancel` }));
    assert.equal(host.emulator.control.cancelPosts(name), 0);
    assert.match(messages.shown[0]?.text ?? '', /names no operation/);
    await opened();
  });

  it('ask the person before anything is asked of a project that is not on show', async () => {
    const other = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-edge', location: 'us-central1', target: 'etl-8' },
      scenario: scenarios.neverEnds(3600),
    });
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
    await host.refresh();
    const before = asked(other);
    await host.explorer.openLink(linkTo(other));
    assert.match(messages.shown[0]?.text ?? '', /project acme-edge, which is not on show/);
    assert.equal(asked(other), before);
    messages.press = 'Read Operation';
    await host.explorer.openLink(linkTo(other));
    assert.match(await opened(), /etl-8/);
  });

  it('say what there is not', async () => {
    await host.explorer.openLink(linkTo(name.replace(/[^/]+$/, 'gone')));
    await host.explorer.openLink(linkTo('projects/acme-web/disks/1'));
    assert.match(messages.shown[0]?.text ?? '', /does not know this operation/);
    assert.match(messages.shown[1]?.text ?? '', /None of the services/);
  });

  it('say why an operation cannot be read', async () => {
    const other = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'us-central1', target: 'etl-9' },
      scenario: scenarios.neverEnds(3600),
    });
    host.emulator.control.inject({ service: 'dataproc', effect: { kind: 'error', case: 'permissionDenied' } });
    await host.explorer.openLink(linkTo(other));
    assert.equal(messages.shown.length, 1);
    assert.match(messages.shown[0]?.text ?? '', /[Pp]ermission/);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('show what is read-only or protected, and still act on nothing', async () => {
    await host.configure({ 'cloudOperations.readOnly': true, 'cloudOperations.protectedProjects': ['acme-*'] });
    try {
      await host.refresh();
      await host.explorer.openLink(linkTo(name));
      assert.match(await opened(), new RegExp(name));
      assert.deepEqual(messages.shown, []);
      assert.equal(host.emulator.control.cancelPosts(name), 0);
    } finally {
      await host.configure({ 'cloudOperations.readOnly': undefined, 'cloudOperations.protectedProjects': undefined });
    }
  });

  it('are read from a name, an address, and a gcloud command; what is copied is offered', async () => {
    const id = name.slice(name.lastIndexOf('/') + 1);
    const texts = [
      name,
      `https://dataproc.googleapis.com/v1/${name}`,
      `gcloud dataproc operations describe ${id} --region=us-central1 --project=acme-web`,
    ];
    for (const text of texts) {
      await vscode.env.clipboard.writeText(text);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      typed = text;
      await vscode.commands.executeCommand('cloudOperations.openFromLink');
      assert.match(await opened(), new RegExp(id), text);
      assert.equal(boxes.at(-1)?.value, text);
    }
    await vscode.env.clipboard.writeText('a secret');
    await vscode.commands.executeCommand('cloudOperations.openFromLink');
    assert.equal(boxes.at(-1)?.value, undefined);
    assert.equal(boxes.at(-1)?.validateInput?.('nonsense'), 'This names no operation of a service that is on show.');
  });

  it('of a page of the Console narrow the view to what the page is about', async () => {
    typed = 'https://console.cloud.google.com/dataproc/clusters/etl-7/monitoring?region=us-central1&project=acme-web';
    await vscode.commands.executeCommand('cloudOperations.openFromLink');
    assert.equal(host.explorer.tree.filter?.text, 'service:"dataproc" project:"acme-web" target:"etl-7"');
    await until(() => rowNamed(host.explorer, 'Create cluster etl-7'), 'the row');
    await vscode.commands.executeCommand('cloudOperations.clearFilter');
  });
});
