import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { choose } from '../../src/ui/credentials/choice.js';
import { choiceItems, type ChoicesFound } from '../../src/ui/credentials/choiceItems.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { OpenedLinks } from './support/openedLinks.js';
import { acceptAll } from './support/quickPicks.js';
import { clickRemedy, rowNamed } from './support/tree.js';
import { until } from './support/until.js';

/** A client without a secret, so that nobody has to type one. */
const client = { id: 'acme-desktop.apps.googleusercontent.com', secret: '' };
const ediscovery = 'https://www.googleapis.com/auth/ediscovery';

const machineSetting = (name: string): unknown =>
  vscode.workspace.getConfiguration('cloudOperations.credentials').inspect(name)?.globalValue;

describe('credentials', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let links: OpenedLinks;

  before(async () => {
    messages = new Messages();
    links = new OpenedLinks(approve);
    host = await openHost();
    host.emulator.control.addOAuthClient(client);
    host.emulator.control.setConsent('approve');
    await host.configure({ 'cloudOperations.projects': ['acme-web'], 'cloudOperations.regions': ['us-central1'] });
  });

  after(async () => {
    await choose({ source: 'automatic' });
    links.restore();
    messages.restore();
    await host.close();
  });

  beforeEach(() => {
    links.clear();
    messages.clear();
  });

  const found: ChoicesFound = {
    applicationDefault: {
      found: {
        kind: 'serviceAccount',
        account: 'ci@acme',
        file: '/key.json',
        project: undefined,
        quotaProject: undefined,
      },
    },
    gcloud: {
      found: {
        accounts: [
          { account: 'ada@example.com', active: true },
          { account: 'ops@example.com', active: false },
        ],
        configurations: [{ name: 'staging', active: false, account: 'ops@example.com', project: 'acme-staging' }],
      },
    },
    signedIn: [{ id: '1', email: 'dev@example.com', scopes: ['openid', ediscovery] }],
  };
  const labels = (change: Partial<ChoicesFound> = {}): string[] =>
    choiceItems({ ...found, ...change }, host.explorer.session.settings)
      .filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)
      .map(({ label, description }) => (description ? `${label} | ${description}` : label));
  /** Accepts the prompt for the client's secret, empty, and no other: the browser brings the answer. */
  async function signInBy(command: Thenable<unknown>): Promise<void> {
    await until(async () => {
      if (links.urls.length === 0) {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      }
      return links.urls.length > 0;
    }, 'the consent page');
    await command;
  }
  const session = (source: string): Promise<boolean> =>
    until(() => host.explorer.session.settings.credentials.source === source, `the source ${source}`);

  it('are offered from every source, with what they are and which is in use', () => {
    assert.deepEqual(labels(), [
      'Automatic | in use · the first of these that there is',
      'Application Default Credentials | Service account · ci@acme · /key.json',
      'ada@example.com | account, active in gcloud',
      'ops@example.com | account',
      'staging | configuration · ops@example.com · acme-staging',
      'dev@example.com | ediscovery',
      'Sign In with Google…',
      'Credential Settings…',
    ]);
  });

  it('are offered without those that are not there, which say what helps', () => {
    const gcloud = {
      error: { kind: 'credentialsMissing', reason: 'gcloudNotFound', message: 'x', metadata: { program: 'gcloud' } },
    } as const;
    const none = { error: { kind: 'credentialsMissing', message: 'none' } } as const;
    assert.deepEqual(labels({ gcloud, applicationDefault: none, signedIn: [] }).slice(1, 4), [
      'Application Default Credentials | none on this machine',
      'gcloud was not found | Path of gcloud…',
      'Sign In with Google…',
    ]);
  });

  it('stand beside the title of the view', async () => {
    await until(() => host.explorer.viewDescription === 'dev@example.com', 'the account');
  });

  it('stay as they are when the picker is accepted as it opens', async () => {
    await acceptAll(vscode.commands.executeCommand('cloudOperations.selectCredentials'));
    assert.equal(machineSetting('source'), undefined);
  });

  it('are chosen into the settings of the machine, and leave nothing of the choice before', async () => {
    await choose({ source: 'gcloud', account: 'ops@example.com', configuration: undefined });
    await session('gcloud');
    assert.deepEqual(
      [machineSetting('gcloudAccount'), machineSetting('gcloudConfiguration')],
      ['ops@example.com', undefined],
    );
    assert.equal(labels()[3], 'ops@example.com | in use · account');
    await choose({ source: 'applicationDefault' });
    await session('applicationDefault');
    assert.equal(machineSetting('gcloudAccount'), undefined);
    assert.match(labels()[1]!, /^Application Default Credentials \| in use · /);
  });

  it('sign in with Google from the row that says that nobody is', async () => {
    await host.configure({ 'cloudOperations.credentials.oauthClientId': client.id });
    await choose({ source: 'signIn', account: 'dev@example.com' });
    await session('signIn');
    const row = await until(() => rowNamed(host.explorer, 'Google Cloud'), 'the row');
    assert.equal(row.description, 'Nobody is signed in · Sign In with Google…');
    assert.equal(row.remedy?.command, 'cloudOperations.signIn');
    await signInBy(clickRemedy(row));
    assert.match(links.urls.join(), /\/accounts\/o\/oauth2\/v2\/auth\?client_id=acme-desktop/);
    assert.doesNotMatch(links.urls.join(), /ediscovery/);
    assert.ok(messages.shown.some(({ text }) => text === 'Signed in with Google: dev@example.com'));
    await until(() => rowNamed(host.explorer, 'acme-web'), 'the projects');
    await until(() => host.explorer.session.watch.survey.credential?.kind === 'signIn', 'the credential');
    assert.equal(host.explorer.viewDescription, 'dev@example.com');
  });

  it('ask for the scope of Vault when Vault is wanted, and not before', async () => {
    await host.refresh();
    assert.equal(rowNamed(host.explorer, 'Vault'), undefined);
    await host.configure({ 'cloudOperations.services': ['dataproc', 'clouddeploy', 'gkehub', 'vault'] });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Vault'), 'the row of Vault');
    assert.equal(row.description, 'Token lacks a scope · Sign In Again…');
    assert.deepEqual(row.remedy?.args, [[ediscovery]]);
    await signInBy(clickRemedy(row));
    assert.match(links.urls.join(), /scope=[^&]*cloud-platform[^&]*ediscovery/);
    await host.refresh();
    assert.equal(rowNamed(host.explorer, 'Vault'), undefined);
  });

  it('sign out: the grant is taken back, and the row says that nobody is signed in', async () => {
    host.emulator.control.clearRequests();
    await vscode.commands.executeCommand('cloudOperations.signOut');
    assert.ok(host.emulator.requests.some(({ url, status }) => url.includes('/oauth2/revoke') && status === 200));
    const row = await until(() => rowNamed(host.explorer, 'Google Cloud'), 'the row');
    assert.match(row.description, /^Nobody is signed in/);
  });
});

/** What a browser does whose person approves: opens the consent page and follows where it leads. */
async function approve(url: string): Promise<void> {
  const consent = await fetch(url, { redirect: 'manual' });
  // A served VS Code passes a port on under an address of its own, to a browser that it knows: this one goes straight.
  const answer = new URL(
    (consent.headers.get('location') ?? '').replace(/^(http:\/\/127\.0\.0\.1):\d+\/proxy\/(\d+)/, '$1:$2'),
  );
  assert.equal((await fetch(answer)).status, 200);
}
