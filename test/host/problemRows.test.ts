import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { startEmulator } from '../emulator/index.js';
import { selfSignedIdentity } from '../emulator/network/certificate.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { OpenedLinks } from './support/openedLinks.js';
import { acceptAll } from './support/quickPicks.js';
import { allRows, clickRemedy, rowNamed } from './support/tree.js';
import { until } from './support/until.js';

describe('rows of other troubles', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let links: OpenedLinks;

  before(async () => {
    messages = new Messages();
    links = new OpenedLinks();
    host = await openHost();
    await host.configure({ 'cloudOperations.projects': ['acme-web'], 'cloudOperations.regions': ['us-central1'] });
  });

  after(async () => {
    links.restore();
    messages.restore();
    await host.close();
  });

  beforeEach(() => {
    links.clear();
    messages.clear();
    host.emulator.control.reset();
  });

  const described = (label: string): Promise<string> =>
    until(() => rowNamed(host.explorer, label)?.description, `the row ${label}`);

  it('no answer, broken answers, pages without end', async () => {
    const { control } = host.emulator;
    await host.configure({ 'cloudOperations.requestTimeout': 1 });
    control.inject({ service: 'dataproc', method: 'operations.list', effect: { kind: 'hang' } });
    control.inject({ service: 'clouddeploy', method: 'operations.list', effect: { kind: 'truncate' } });
    control.createOperation({ service: 'clouddeploy', project: 'acme-web', location: 'us-central1' });
    control.createOperation({ service: 'vault', target: 'm-1' });
    control.inject({ service: 'vault', method: 'operations.list', effect: { kind: 'tokenLoop' } });
    await host.refresh();
    assert.equal(await described('Dataproc'), 'No answer in time · Try Again');
    assert.equal(await described('Cloud Deploy'), 'Answer not understood · Try Again');
    assert.equal(await described('Vault'), 'Listing never ends · Try Again');
    await host.configure({ 'cloudOperations.requestTimeout': undefined });
  });

  it('nobody who listens', async () => {
    const name = 'cloudOperations.endpointOverrides';
    const overrides = host.emulator.settings[name] as Record<string, string>;
    await host.configure({ [name]: { ...overrides, dataproc: `http://127.0.0.1:${await freePort()}` } });
    await host.refresh();
    assert.equal(await described('Dataproc'), 'Not reachable (ECONNREFUSED) · Try Again');
    await host.configure(host.emulator.settings);
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
  });

  it('a certificate that nobody vouches for', async () => {
    const name = 'cloudOperations.endpointOverrides';
    const overrides = host.emulator.settings[name] as Record<string, string>;
    const intercepting = await startEmulator({ tls: selfSignedIdentity() });
    await host.configure({ [name]: { ...overrides, dataproc: `${intercepting.url}/dataproc` } });
    await host.refresh();
    assert.equal(await described('Dataproc'), 'Certificate not trusted · Proxy Settings…');
    assert.equal(intercepting.requests.length, 0);
    await intercepting.stop();
    await host.configure(host.emulator.settings);
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
  });

  for (const [failure, title] of [
    ['invalidGrant', 'Sign-in has expired'],
    ['invalidRapt', 'Fresh sign-in required'],
    ['raptRequired', 'Fresh sign-in required'],
  ] as const) {
    it(`the credential: ${failure}`, async () => {
      const { control } = host.emulator;
      // A session of its own, so that no token is left over from the one before.
      control.failRefresh(failure);
      await host.configure({ 'cloudOperations.requestTimeout': failure.length });
      await host.refresh();
      assert.equal(await described('Google Cloud'), `${title} · Copy Login Command`);
      await clickRemedy(rowNamed(host.explorer, 'Google Cloud')!);
      assert.equal(await vscode.env.clipboard.readText(), 'gcloud auth application-default login');
      control.failRefresh(null);
      await new Promise((resolve) => setTimeout(resolve, 2100)); // a refusal stands for two seconds
      await host.refresh();
      assert.equal(rowNamed(host.explorer, 'Google Cloud'), undefined);
    });
  }

  it('several APIs that are not enabled share a calm row, with a choice of which to enable', async () => {
    host.emulator.control.setEnabledServices({
      project: 'acme-web',
      services: ['dataproc', 'compute', 'serviceusage'],
    });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'APIs not enabled'), 'the row');
    assert.equal(row.description, 'Cloud Deploy, GKE Hub · Enable…');
    assert.equal(row.icon, 'info');
    assert.equal(allRows(host.explorer).filter(({ element }) => element.type === 'problem').length, 0);
    await acceptAll(clickRemedy(row));
    assert.deepEqual(links.urls, [
      'https://console.developers.google.com/apis/api/clouddeploy.googleapis.com/overview?project=acme-web',
    ]);
    // Enabled meanwhile: a refresh by hand asks again.
    host.emulator.control.setEnabledServices({ project: 'acme-web', services: 'all' });
    await host.refresh();
    assert.equal(rowNamed(host.explorer, 'APIs not enabled'), undefined);
  });

  it('Workspace without its scope stays closed and calm, and says how to get it', async () => {
    host.emulator.control.inject({ service: 'vault', effect: { kind: 'error', case: 'scopeInsufficient' } });
    // By itself it would not be offered to an account that may not read it.
    await host.configure({ 'cloudOperations.services': ['dataproc', 'clouddeploy', 'gkehub', 'vault'] });
    // A session of its own: the root was open for a reason before.
    host.explorer.tree.expansion.set({ id: 'outside' } as never, false);
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Vault'), 'the row');
    assert.equal(row.icon, 'info');
    assert.equal(row.description, 'Token lacks a scope · Copy Login Command');
    const root = rowNamed(host.explorer, 'Google Workspace')!;
    const { collapsibleState } = host.explorer.tree.getTreeItem(root.element);
    assert.equal(collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    await clickRemedy(row);
    assert.match(await vscode.env.clipboard.readText(), /--scopes=.*cloud-platform,.*\/auth\/ediscovery$/);
    await host.configure({ 'cloudOperations.services': undefined });
  });

  it('an unknown project has one row, which leads to the projects', async () => {
    await host.configure({ 'cloudOperations.projects': ['acme-web', 'no-such-project'] });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Project not found'), 'the row');
    assert.equal(row.description, 'or nothing in it is yours to see · Choose Projects…');
    assert.equal(row.remedy?.command, 'cloudOperations.selectProjects');
    const project = allRows(host.explorer).find(({ label }) => label === 'no-such-project');
    assert.deepEqual(
      project?.children.map(({ label }) => label),
      ['Project not found'],
    );
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
  });

  it('shows the server’s words in the reader’s language, and its links as things to do', async () => {
    const type = (name: string): string => `type.googleapis.com/google.rpc.${name}`;
    const link = { description: 'Why this is not offered', url: 'https://cloud.google.com/support' };
    const details = [
      { '@type': type('LocalizedMessage'), locale: 'de', message: 'Hier nicht möglich.' },
      { '@type': type('Help'), links: [link] },
    ];
    const json = { error: { code: 501, status: 'UNIMPLEMENTED', message: 'Not here.', details } };
    const effect = { kind: 'answer', status: 501, json } as const;
    host.emulator.control.inject({ service: 'dataproc', method: 'operations.list', effect });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Dataproc'), 'the row');
    const { tooltip } = host.explorer.tree.getTreeItem(row.element);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /Hier nicht möglich/);
    assert.doesNotMatch(tooltip.value, /Not here/);
    await acceptAll(vscode.commands.executeCommand('cloudOperations.showProblems', row.element));
    assert.deepEqual(links.urls, [link.url]);
    await vscode.commands.executeCommand('cloudOperations.copyError', row.element);
    assert.match(await vscode.env.clipboard.readText(), /"message": "Hier nicht möglich\."/);
  });
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
