import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('Diagnose Connection', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });

  async function diagnose(): Promise<string> {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.env.clipboard.writeText('');
    messages.press = 'Copy Report';
    await vscode.commands.executeCommand('cloudOperations.diagnoseConnection');
    const tab = await until(() => vscode.window.tabGroups.activeTabGroup.activeTab, 'the preview');
    assert.ok(
      tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('markdown.preview'),
      tab.label,
    );
    assert.ok(messages.shown.some(({ buttons }) => buttons.includes('Copy Report')));
    return await until(async () => (await vscode.env.clipboard.readText()) || undefined, 'the copied report');
  }

  it('tells credential, proxy and how each API answers, and nothing that is secret', async () => {
    const { control } = host.emulator;
    control.inject({ service: 'dataproc', project: 'acme-web', effect: { kind: 'error', case: 'permissionDenied' } });
    control.setEnabledServices({ project: 'acme-edge', services: ['dataproc', 'compute', 'serviceusage'] });
    await vscode.workspace
      .getConfiguration('http')
      .update('proxyAuthorization', 'Basic bWU6aHVudGVyMg==', vscode.ConfigurationTarget.Global);
    process.env.HTTPS_PROXY = 'http://me:hunter2@proxy.invalid:3128';
    const text = await diagnose().finally(async () => {
      delete process.env.HTTPS_PROXY;
      await vscode.workspace
        .getConfiguration('http')
        .update('proxyAuthorization', undefined, vscode.ConfigurationTarget.Global);
    });
    for (const line of [
      /^# Cloud Operations: connection diagnosis$/m,
      /^\| kind \| `user` \|$/m,
      /^\| account \| `dev@example\.com` \|$/m,
      /^\| https:\/\/www\.googleapis\.com\/auth\/cloud-platform \| ok \| 200 \| \d+ ms \| {2}\|$/m,
      /^\| HTTPS\\_PROXY \| `http:\/\/\*\*\*@proxy\.invalid:3128` \|$/m,
      /^\| http\.proxyAuthorization \| `set` \|$/m,
      /^### acme-web$/m,
      /^\| Dataproc \| global \| permissionDenied IAM\\_PERMISSION\\_DENIED \| 403 \| \d+ ms \| No permission dataproc\.operations\.list: Copy Grant Command \|$/m,
      /^\| Cloud Deploy \| {2}\| apiDisabled \| {2}\| not asked \| API not enabled: Enable… \|$/m,
      /^\| GKE Hub \| - \| ok \| 200 \| \d+ ms \| {2}\|$/m,
      /^- `Dataproc`: `dataproc\.googleapis\.com: Permission 'dataproc\.operations\.list' denied/m,
    ]) {
      assert.match(text, line);
    }
    assert.doesNotMatch(text, /hunter2|bWU6aHVudGVyMg|Bearer/);
    assert.ok(!text.includes(homedir()));
    for (const secret of control.secrets()) {
      assert.ok(!text.includes(secret));
    }
  });

  it('works without a credential', async () => {
    const { GOOGLE_APPLICATION_CREDENTIALS, CLOUDSDK_CONFIG } = process.env;
    delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    process.env.CLOUDSDK_CONFIG = '/nonexistent';
    await host.configure({ 'cloudOperations.credentials.source': 'applicationDefault' });
    const text = await diagnose();
    assert.match(text, /^\| kind \| `none` \|$/m);
    assert.match(text, /credentialsMissing noneFound \| {2}\| \d+ ms \| No credential found: Choose Credentials…/);
    assert.match(text, /^Nobody was asked, because there is no access token\.$/m);
    process.env.GOOGLE_APPLICATION_CREDENTIALS = GOOGLE_APPLICATION_CREDENTIALS;
    if (CLOUDSDK_CONFIG === undefined) {
      delete process.env.CLOUDSDK_CONFIG;
    } else {
      process.env.CLOUDSDK_CONFIG = CLOUDSDK_CONFIG;
    }
    await host.configure({ 'cloudOperations.credentials.source': undefined });
  });
});
