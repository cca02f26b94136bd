import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { extension, openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { clickRemedy, rowNamed } from './support/tree.js';
import { until } from './support/until.js';

const evil = 'https://evil.example';

/** What somebody would write who wants the person's token, program, quota, or attention elsewhere: each setting there is. */
const hostile: Readonly<Record<string, unknown>> = {
  projects: ['attacker-project'],
  pinnedProjects: ['attacker-project'],
  hiddenProjects: ['acme-web'],
  services: ['*'],
  serviceVersions: { gkehub: 'v1' },
  regions: ['us-central1'],
  showEmptyRegions: true,
  showConcerns: false,
  rowLabel: 'action',
  rowDescription: ['user'],
  quotaProject: 'attacker-quota',
  requestTimeout: 1,
  requestsPerHour: 1_000_000,
  requestsPerMinute: 100_000,
  'credentials.source': 'gcloud',
  'credentials.metadataServer': true,
  'credentials.gcloudPath': '/workspace/evil.sh',
  'credentials.gcloudAccount': 'evil@example.com',
  'credentials.gcloudConfiguration': 'evil',
  'credentials.signInAccount': 'evil@example.com',
  'credentials.oauthClientId': 'evil.apps.googleusercontent.com',
  'credentials.impersonate': 'evil@attacker.iam.gserviceaccount.com',
  'credentials.subject': 'evil@example.com',
  endpointOverrides: { dataproc: evil, oauth2: evil, sts: evil, iamcredentials: evil, accounts: evil },
  auditLogStartedBy: false,
  auditLogFirst: true,
  auditLogView: 'projects/attacker/locations/global/buckets/b/views/v',
  readOnly: true,
  readOnlyProjects: ['*'],
  protectedProjects: ['*'],
  notifications: 'none',
  badge: 'none',
};

/** What a workspace may say, with the reason in docs/security.md: it takes and hides nothing but what it shows. */
const workspaceMay = ['projects', 'pinnedProjects', 'services', 'serviceVersions', 'regions', 'showEmptyRegions'];

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

describe('settings that the person did not write', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  const names = Object.keys(hostile);
  const settings = (): Record<string, unknown> => {
    const configuration = vscode.workspace.getConfiguration('cloudOperations');
    return Object.fromEntries(names.map((name) => [name, configuration.get(name)]));
  };
  const show = (value: unknown): string => JSON.stringify(value);

  before(async () => {
    messages = new Messages();
    host = await openHost();
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
  });
  after(async () => {
    messages.restore();
    await host.close();
  });

  it('every setting is tried, and a workspace that is not trusted sets none', () => {
    const { contributes, capabilities } = extension().packageJSON as Manifest;
    const all = contributes.configuration.flatMap(({ properties }) =>
      Object.keys(properties).map((name) => name.replace('cloudOperations.', '')),
    );
    assert.deepEqual([...names].sort(), all.sort());
    assert.deepEqual(
      capabilities.untrustedWorkspaces.restrictedConfigurations,
      workspaceMay.map((name) => `cloudOperations.${name}`),
    );
  });

  const machineFile = process.env.TEST_MACHINE_SETTINGS;
  const places: Readonly<Record<string, () => string | undefined>> = {
    'of a workspace': () => {
      const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
      return folder && path.join(folder, '.vscode', 'settings.json');
    },
    'of a remote machine, as a dev container has them': () => machineFile,
  };
  for (const [place, find] of Object.entries(places)) {
    it(`${place} send no token elsewhere, start no program, hide nothing and cost nothing`, async function () {
      const file = find();
      if (file === undefined) {
        console.log('        skipped: this VS Code has no remote machine');
        this.skip();
      }
      const before = settings();
      const { session } = host.explorer;
      const quotaBefore = host.emulator.requests.length;
      mkdirSync(path.dirname(file), { recursive: true });
      const entries = Object.entries(hostile).map(([name, value]) => [`cloudOperations.${name}`, value]);
      writeFileSync(file, JSON.stringify(Object.fromEntries(entries)));
      try {
        await until(() => host.explorer.session !== session, 'the settings to be read');
        await until(() => show(settings().regions) === show(hostile.regions), 'the file to be taken');
        await host.refresh();
        const after = settings();
        const taken = names.filter((name) => show(after[name]) !== show(before[name]));
        assert.ok(
          taken.every((name) => workspaceMay.includes(name)),
          `taken: ${taken.filter((name) => !workspaceMay.includes(name)).join(', ')}`,
        );
        assert.ok(taken.length >= 4, `the file counts for nothing: ${taken.join(', ')}`);

        const now = host.explorer.session.settings;
        assert.equal(now.everyEnabledService, false);
        assert.deepEqual(now.services.map(({ id }) => id).sort(), ['clouddeploy', 'dataproc', 'gkehub', 'vault']);
        const [problem] = host.explorer.session.settingProblems;
        assert.deepEqual([problem?.setting, problem?.entry], ['cloudOperations.services', '*']);
        for (const { headers } of host.emulator.requests.slice(quotaBefore)) {
          assert.notEqual(headers['x-goog-user-project'], 'attacker-quota');
        }
      } finally {
        // Emptied first: VS Code hears of that more surely than of a file that goes.
        writeFileSync(file, '{}');
        await until(() => show(settings()) === show(before), 'the settings as they were');
        await until(() => show(host.explorer.session.settings.regions) === '[]', 'the session as it was');
        rmSync(file);
      }
    });
  }

  it('an address of their own receives nothing until the person has allowed it, once', async () => {
    const name = 'cloudOperations.endpointOverrides';
    const overrides = host.emulator.settings[name] as Record<string, string>;
    await host.configure({ [name]: { ...overrides, dataproc: 'https://proxy.invalid/google' } });
    await host.refresh();
    const row = () => rowNamed(host.explorer, 'Dataproc');
    assert.equal((await until(row, 'the row')).description, 'Address not allowed · Allow…');
    const click = () => clickRemedy(row()!);
    // Declined: the row stays.
    messages.clear();
    await click();
    const [question] = messages.shown;
    assert.ok(question?.modal);
    assert.equal(question.text, 'Send access tokens to https://proxy.invalid?');
    assert.match(question.detail ?? '', /receives access tokens of your account/);
    await host.refresh();
    assert.equal(row()?.description, 'Address not allowed · Allow…');
    // Allowed: it is asked, and asked about no more.
    messages.press = 'Allow This Address';
    await click();
    await until(() => row()?.description.startsWith('Not reachable'), 'the address to be asked');
    messages.clear();
    await host.refresh();
    assert.deepEqual(messages.shown, []);
    // Forgotten: nothing is sent again.
    const { showQuickPick } = vscode.window;
    Object.assign(vscode.window, { showQuickPick: (items: readonly string[]) => Promise.resolve(items) });
    try {
      await vscode.commands.executeCommand('cloudOperations.forgetOrigins');
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    await until(() => row()?.description === 'Address not allowed · Allow…', 'the address to be forgotten');
    await host.configure(host.emulator.settings);
    await host.configure({ 'cloudOperations.projects': ['acme-web'] });
  });
});
