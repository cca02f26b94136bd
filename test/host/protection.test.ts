import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios } from '../emulator/index.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';

const LABEL = 'Create release web-114';
const CHANGING = ['cancel', 'cancelAgain', 'cancelAllRunning', 'delete'];

describe('protection', function () {
  this.timeout(20_000);
  let host: Host;
  let messages: Messages;
  let name: string;
  /** What is typed into input boxes, and what these said. */
  let typed: string | undefined;
  let asked: vscode.InputBoxOptions[];
  const showInputBox = vscode.window.showInputBox;

  before(async () => {
    messages = new Messages();
    host = await openHost();
    Object.assign(vscode.window, {
      showInputBox: (options: vscode.InputBoxOptions) => {
        asked.push(options);
        const refused = typed !== undefined && options.validateInput?.(typed) !== undefined;
        return Promise.resolve(refused ? undefined : typed);
      },
    });
  });
  after(async () => {
    Object.assign(vscode.window, { showInputBox });
    messages.restore();
    await host.close();
  });
  beforeEach(async () => {
    messages.clear();
    asked = [];
    typed = undefined;
    host.emulator.control.reset();
    name = host.emulator.control.createOperation({
      ...{ service: 'clouddeploy', project: 'acme-web', location: 'europe-west1' },
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/web-114',
      scenario: scenarios.neverEnds(1),
    });
    await until(async () => {
      await host.refresh();
      return rowNamed(host.explorer, LABEL)?.description.includes('cancel') === false;
    }, 'a fresh row');
  });

  const row = (): ShownRow => {
    const found = rowNamed(host.explorer, LABEL);
    assert.ok(found);
    return found;
  };
  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
  const writes = (): number =>
    host.emulator.requests.filter(({ method, url }) => method !== 'GET' && url.includes(name)).length;

  it('read-only mode takes every changing action off the rows, and every command refuses', async () => {
    await host.configure({ 'cloudOperations.readOnly': true });
    try {
      for (const each of [row(), rowNamed(host.explorer, 'acme-web')!, rowNamed(host.explorer, 'europe-west1')!]) {
        for (const token of ['cancellable', 'repeatable', 'deletable', 'cancelsAll']) {
          assert.ok(!each.tokens.includes(token), `${each.label}: ${token}`);
        }
      }
      assert.match(rowNamed(host.explorer, 'acme-web')?.description ?? '', /· read-only$/);
      for (const command of CHANGING) {
        messages.clear();
        await run(command, row().element);
        assert.deepEqual(
          messages.shown.map(({ text }) => text),
          ['Read-only mode is on: nothing is cancelled or deleted.'],
          command,
        );
      }
      const [operation] = host.explorer.session.watch.store.all();
      assert.ok(operation);
      await assert.rejects(host.explorer.session.watch.cancellations.request(operation), /read-only/);
      await assert.rejects(host.explorer.session.watch.deletions.delete(operation), /read-only/);
      assert.equal(writes(), 0);
    } finally {
      await host.configure({ 'cloudOperations.readOnly': undefined });
    }
    await until(() => row().tokens.includes('cancellable'), 'the action to come back');
  });

  it('a read-only project is left alone, and others are not', async () => {
    await host.configure({ 'cloudOperations.readOnlyProjects': ['*-web'] });
    try {
      assert.ok(!row().tokens.includes('cancellable'));
      await run('cancel', row().element);
      assert.equal(messages.shown[0]?.text, 'Cannot cancel “create release web-114”: read-only by your settings.');
      assert.equal(writes(), 0);
    } finally {
      await host.configure({ 'cloudOperations.readOnlyProjects': undefined });
    }
  });

  it('a protected project asks for its id, and takes nothing else', async () => {
    await host.configure({ 'cloudOperations.protectedProjects': ['acme-w*'] });
    await until(() => rowNamed(host.explorer, 'acme-web')?.description.endsWith('· protected'), 'the mark');
    try {
      messages.press = 'Cancel Operation';
      await run('cancel', row().element);
      typed = 'acme-edge';
      await run('cancel', row().element);
      assert.equal(writes(), 0);
      assert.equal(asked.length, 2);
      assert.equal(asked[0]?.title, 'acme-web is a protected project');
      typed = 'acme-web';
      await run('cancel', row().element);
      await until(() => host.explorer.statusBarText?.includes('cancelled'), 'the end');
      assert.equal(host.emulator.control.cancelPosts(name), 1);
    } finally {
      await host.configure({ 'cloudOperations.protectedProjects': undefined });
    }
  });

  it('a setting of the workspace cannot take protection away', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    const own = { readOnly: true, readOnlyProjects: ['a*'], protectedProjects: ['b*'] };
    const settings = Object.entries(own).map(([setting, value]) => [`cloudOperations.${setting}`, value] as const);
    await host.configure(Object.fromEntries(settings));
    const configuration = vscode.workspace.getConfiguration();
    try {
      for (const [setting, value] of settings) {
        const off = Array.isArray(value) ? [] : false;
        // Refused by some versions of VS Code, ignored by others.
        await configuration.update(setting, off, Workspace).then(undefined, () => undefined);
      }
      await host.configure({ 'cloudOperations.showEmptyRegions': true });
      assert.deepEqual(host.explorer.session.settings.protection, own);
    } finally {
      for (const [setting] of settings) {
        await configuration.update(setting, undefined, Workspace).then(undefined, () => undefined);
      }
      const back = [...settings.map(([setting]) => setting), 'cloudOperations.showEmptyRegions'];
      await host.configure(Object.fromEntries(back.map((setting) => [setting, undefined])));
    }
  });
});
