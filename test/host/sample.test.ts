import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import * as vscode from 'vscode';
import { scenarios } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { OpenedLinks } from './support/openedLinks.js';
import { openedPick } from './support/quickPicks.js';
import { allRows, rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

type Call = (...args: unknown[]) => unknown;

/** What is reached while it is open: addresses, and files by their paths. */
class Doors {
  readonly reached: string[] = [];
  readonly #restore: (() => void)[] = [];

  constructor() {
    this.#watch(globalThis, 'fetch', String);
    this.#watch(net.Socket.prototype, 'connect', (target) => `connect ${JSON.stringify(target)}`);
    for (const name of ['open', 'readFile', 'writeFile', 'appendFile', 'rename', 'readdir', 'stat'] as const) {
      this.#watch(fs.promises, name, String);
    }
    for (const name of ['readFileSync', 'writeFileSync', 'renameSync'] as const) {
      this.#watch(fs, name, String);
    }
  }

  close(): void {
    this.#restore.forEach((restore) => restore());
  }

  #watch<K extends string>(owner: Record<K, unknown> | object, name: K, describe: (arg: unknown) => string): void {
    const functions = owner as Record<K, Call>;
    const original = functions[name];
    const { reached } = this;
    functions[name] = function (this: unknown, ...args: unknown[]) {
      reached.push(describe(args[0]));
      return original.apply(this, args);
    };
    this.#restore.push(() => (functions[name] = original));
  }
}

describe('sample data in place of real projects', function () {
  this.timeout(120_000);

  let host: Host;
  let messages: Messages;
  let links: OpenedLinks;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  before(() => {
    links = new OpenedLinks();
  });
  after(() => links.restore());

  beforeEach(() => {
    messages.clear();
    links.clear();
    host.emulator.control.reset();
  });
  afterEach(() => vscode.commands.executeCommand('cloudOperations.leaveSample'));

  const run = (id: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`cloudOperations.${id}`, ...args);
  const labels = (): string[] => allRows(host.explorer).map(({ label }) => label);
  const ownTabs = (): number =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme.startsWith('cloud-operations'))
      .length;

  async function realOne(target: string, scenario = scenarios.neverEnds(2)): Promise<string> {
    const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' };
    const name = host.emulator.control.createOperation({ ...place, target, scenario });
    // A refresh joins the one that leaving the sample began, which may have been there before.
    await until(async () => {
      await host.refresh();
      return rowNamed(host.explorer, target);
    }, target);
    return name;
  }

  it('asks nobody, reads no credential, writes beside no account, and says so everywhere', async () => {
    await realOne('real-one');
    await run('showDetails', rowNamed(host.explorer, 'real-one')!.element);
    await until(() => ownTabs() === 1, 'the document of the real one');
    const account = host.explorer.viewDescription;
    const asked = host.emulator.requests.length;
    const doors = new Doors();
    try {
      await run('exploreSample');
      // As it ends, the session of the real ones writes down what it knows of them.
      const entered = doors.reached.length;
      const row = await until(() => rowNamed(host.explorer, 'etl-7'), 'the sample');
      assert.equal(host.explorer.session.simulated, true);
      assert.ok(!labels().includes('real-one'));
      assert.equal(ownTabs(), 0, 'the document of the real one is closed');
      assert.equal(host.explorer.viewDescription, 'SIMULATED');
      assert.match(host.explorer.viewMessage ?? '', /^SIMULATED: /);

      messages.press = 'Cancel Operation';
      await run('cancel', row.element);
      assert.match(messages.shown[0]?.text ?? '', /^SIMULATED: /);
      await run('watch', rowNamed(host.explorer, 'gdpr-export')!.element);
      await until(() => host.explorer.statusBarText?.includes('cancelled'), 'the cancel to be told', 15_000);
      await run('showDetails', rowNamed(host.explorer, 'etl-7')!.element);
      const document = vscode.window.activeTextEditor?.document;
      assert.match(document?.getText() ?? '', /^.*etl-7\n {2}SIMULATED: /);
      await until(() => messages.shown.some(({ modal }) => !modal), 'the notification');
      assert.ok(messages.shown.every(({ text }) => text.startsWith('SIMULATED: ')));
      await run('refresh');
      const written = doors.reached.slice(entered).filter((what) => /globalStorage.cloud-operations/.test(what));
      assert.deepEqual(written, []);
    } finally {
      doors.close();
    }
    assert.equal(host.emulator.requests.length, asked);
    const credentials = process.env.GOOGLE_APPLICATION_CREDENTIALS;
    assert.ok(credentials);
    const outside = doors.reached.filter(
      (what) => /^https?:|"port"|gcloud|application_default/i.test(what) || what.includes(credentials),
    );
    assert.deepEqual(outside, []);
    assert.ok(
      doors.reached.some((what) => what.includes('cloud-operations-sample-')),
      'its records have a place of their own',
    );

    const real = new Doors();
    try {
      await run('leaveSample');
      assert.equal(host.explorer.session.simulated, false);
      assert.equal(ownTabs(), 0);
      await until(() => rowNamed(host.explorer, 'real-one'), 'the real one');
    } finally {
      real.close();
    }
    // The doors are those by which the real ones are reached.
    assert.ok(real.reached.some((what) => what.startsWith(host.emulator.url)));
    assert.ok(real.reached.includes(credentials));
    await until(() => host.explorer.viewDescription === account, 'the account');
    assert.ok(!labels().includes('etl-7'));
    assert.equal(host.explorer.statusBarText, undefined);
    assert.doesNotMatch(host.explorer.viewMessage ?? '', /SIMULATED/);
    const kept = host.explorer.session.watch.history.entries();
    assert.ok(kept.every(({ reading }) => reading.target !== 'etl-7'));
  });

  it('comes back to a real cancel as it left it, and tells its end', async () => {
    const name = await realOne('real-two', scenarios.neverEnds(1));
    messages.press = 'Cancel Operation';
    await run('cancel', rowNamed(host.explorer, 'real-two')!.element);
    await run('exploreSample');
    assert.equal(host.explorer.statusBarText, undefined);
    host.emulator.control.advance(5_000);
    const sent = host.emulator.requests.filter(({ operation }) => operation === 'operations.cancel').length;
    await run('leaveSample');
    await until(() => host.explorer.statusBarText?.includes('cancelled'), 'the end of the cancel', 15_000);
    assert.equal(host.emulator.control.operations().find((one) => one.name === name)?.phase, 'done');
    assert.equal(host.emulator.requests.filter(({ operation }) => operation === 'operations.cancel').length, sent);
    const told = messages.shown.filter(({ modal }) => !modal);
    assert.ok(told.every(({ text }) => !text.startsWith('SIMULATED')));
  });

  it('stays while a setting changes, and keeps none of its own', async () => {
    await run('exploreSample');
    const { watch } = host.explorer.session;
    await host.configure({ 'cloudOperations.regions': ['europe-west1'], 'cloudOperations.rowLabel': 'action' });
    assert.equal(host.explorer.session.simulated, true);
    assert.equal(host.explorer.session.watch, watch);
    assert.ok(rowNamed(host.explorer, 'us-central1'), 'the region of the real projects does not narrow it');
    await host.configure({ 'cloudOperations.regions': undefined, 'cloudOperations.rowLabel': undefined });
  });

  it('leads to no page and changes no project of that name', async () => {
    await run('exploreSample');
    const row = await until(() => rowNamed(host.explorer, 'etl-7'), 'the sample');
    const project = rowNamed(host.explorer, 'acme-web')!.element;
    await run('openInConsole', row.element);
    await run('openProjectInConsole', project);
    await run('hideProject', project);
    await run('several.pinProject', project, [project]);
    assert.equal(messages.shown.length, 4);
    assert.deepEqual(links.urls, []);
    const { hiddenProjects, pinnedProjects } = vscode.workspace.getConfiguration('cloudOperations');
    assert.deepEqual([hiddenProjects, pinnedProjects], [[], []]);
    assert.equal(host.explorer.session.simulated, true);
  });

  it('makes way where real projects are chosen', async () => {
    await run('exploreSample');
    await until(() => rowNamed(host.explorer, 'etl-7'), 'the sample');
    const { pick, ended } = await openedPick(() => run('selectProjects'));
    assert.equal(host.explorer.session.simulated, false);
    pick.hide();
    await ended;
    assert.ok(!labels().includes('etl-7'));
  });

  it('shows the row that a step of the walkthrough is about, of a new day where it has ended', async () => {
    await run('exploreSample', 'reporting-west');
    await until(() => host.explorer.selection.some((row) => 'name' in row), 'the row to be selected');
    const first = host.explorer.session.watch;
    await run('exploreSample', 'reporting-west');
    assert.equal(host.explorer.session.watch, first);
    messages.press = 'Cancel Operation';
    await run('cancel', rowNamed(host.explorer, 'reporting-west')!.element);
    await until(() => host.explorer.statusBarText?.includes('Cancelling'), 'the request');
    await until(() => !host.explorer.statusBarText?.includes('Cancelling'), 'its end', 60_000);
    await run('exploreSample', 'reporting-west');
    assert.notEqual(host.explorer.session.watch, first);
    await until(() => rowNamed(host.explorer, 'reporting-west')?.tokens.includes('cancellable'), 'it to run again');
  });
});
