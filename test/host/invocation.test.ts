import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Operation } from '../../src/operations/operation.js';
import { BY_KEY } from '../../src/ui/selection/invoked.js';
import { scenarios } from '../emulator/index.js';
import { extension, type Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { openedPick } from './support/quickPicks.js';
import { rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

interface MenuItem {
  readonly command?: string;
}

interface Keybinding {
  readonly key: string;
  readonly command: string;
  readonly when: string;
  readonly args?: unknown;
}

const LOST = 'The list changed just then, and it is not certain which row you meant. Nothing was done.';

const { menus, keybindings } = (
  JSON.parse(readFileSync(path.join(extension().extensionPath, 'package.json'), 'utf8')) as {
    readonly contributes: {
      readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
      readonly keybindings: readonly Keybinding[];
    };
  }
).contributes;

/** Every command that a row offers, by menu or button. */
const rowCommands = [
  ...new Set(
    ['view/item/context', 'cloudOperations.copy'].flatMap((menu) =>
      menus[menu]!.flatMap(({ command }) => command ?? []),
    ),
  ),
];

describe('a command', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  useHost((...opened) => ([host, messages] = opened));

  before(async () => {
    const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
    const { control } = host.emulator;
    control.createOperations([
      { ...place, target: 'etl-7', scenario: scenarios.neverEnds(3600) },
      { ...place, target: 'etl-8', scenario: scenarios.neverEnds(3600) },
      ...Array.from({ length: 4 }, (_, i) => ({ ...place, target: `many-${i}`, scenario: scenarios.neverEnds(3600) })),
    ]);
    await host.refresh();
  });

  beforeEach(() => messages.clear());

  const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
  const element = (target: string) => rowNamed(host.explorer, `Create cluster ${target}`)!.element;
  const texts = () => messages.shown.map(({ text }) => text);

  async function select(target: string): Promise<void> {
    const wanted = ({ target: each }: Operation): boolean => each === target;
    await run('cloudOperations.reveal', [...host.explorer.session.watch.store.all()].find(wanted));
    await until(() => host.explorer.selection[0]?.id === element(target).id, `${target} to be selected`);
  }

  /** Fails when anything is asked to be picked. */
  async function withoutPicks(act: () => Promise<void>): Promise<void> {
    const { createQuickPick, showQuickPick } = vscode.window;
    const asked: string[] = [];
    const refuse = (name: string) => (): never => {
      asked.push(name);
      throw new Error(`${name} was asked`);
    };
    Object.assign(vscode.window, {
      createQuickPick: refuse('createQuickPick'),
      showQuickPick: refuse('showQuickPick'),
    });
    await act().finally(() => Object.assign(vscode.window, { createQuickPick, showQuickPick }));
    assert.deepEqual(asked, []);
  }

  it('of every row’s menu does nothing, and says so, where VS Code lost the row', async () => {
    await select('etl-8');
    await vscode.env.clipboard.writeText('as it was');
    await run('workbench.action.closeAllEditors');
    assert.ok(rowCommands.length > 25);
    for (const command of rowCommands) {
      messages.clear();
      host.emulator.control.clearRequests();
      // What VS Code passes for a row that is being fetched anew just then.
      await withoutPicks(async () => {
        await run(command, undefined, undefined);
      });
      assert.deepEqual(texts(), [LOST], command);
      assert.equal(host.emulator.requests.length, 0, command);
    }
    assert.equal(await vscode.env.clipboard.readText(), 'as it was');
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('offers by name the row that is selected, and takes it only when that is chosen', async () => {
    await select('etl-8');
    messages.press = 'Use “create cluster etl-8”';
    await run('cloudOperations.cancel', undefined, undefined);
    assert.deepEqual(texts(), [LOST, 'Cancel “Create cluster etl-8”?']);
    assert.deepEqual(messages.shown[0]?.buttons, ['Use “create cluster etl-8”']);
  });

  it('of a menu works on the row it was opened on, whatever is selected', async () => {
    await select('etl-8');
    await run('cloudOperations.cancel', element('etl-7'), undefined);
    await run('cloudOperations.several.cancel', element('etl-7'), [element('etl-7'), element('etl-8')]);
    assert.deepEqual(texts(), ['Cancel “Create cluster etl-7”?', 'Cancel 2 operations?']);
  });

  it('of the palette works on the selected row where that fits', async () => {
    await select('etl-8');
    await withoutPicks(async () => {
      await run('cloudOperations.cancel');
      await run('cloudOperations.copyName');
    });
    assert.deepEqual(texts(), ['Cancel “Create cluster etl-8”?']);
    const [store] = [host.explorer.session.watch.store];
    const name = [...store.all()].find(({ target }) => target === 'etl-8')!.name;
    assert.equal(await vscode.env.clipboard.readText(), name);
  });

  it('of the palette asks where it does not fit, and chooses nothing by itself that would change something', async () => {
    await select('etl-8');
    const { pick, ended } = await openedPick(() => run('cloudOperations.delete'));
    const [item] = await until(() => (pick.items.length > 0 ? pick.items : undefined), 'what the pick says');
    assert.equal(pick.placeholder, 'There is no record that can be deleted.');
    assert.equal(item?.label, 'Refresh');
    await run('workbench.action.closeQuickOpen');
    await ended;
  });

  it('by key works on the selected rows', async () => {
    await select('etl-7');
    await withoutPicks(async () => {
      await run('cloudOperations.cancel', BY_KEY);
      await run('cloudOperations.copyName', BY_KEY);
    });
    assert.deepEqual(texts(), ['Cancel “Create cluster etl-7”?']);
    assert.match(await vscode.env.clipboard.readText(), /^projects\/acme-web\/regions\/us-central1\/operations\//);
    messages.clear();
    await withoutPicks(async () => {
      await run('cloudOperations.copyProjectId', BY_KEY);
    });
    assert.deepEqual(texts(), ['Select a project first.']);
  });

  it('of a click opens the details in one tab, again and again', async () => {
    await run('workbench.action.closeAllEditors');
    for (const target of ['etl-7', 'etl-8', 'etl-7']) {
      const { command } = rowNamed(host.explorer, `Create cluster ${target}`)!;
      await run(command!.command, ...((command!.arguments ?? []) as unknown[]));
      const { tabs, activeTab } = vscode.window.tabGroups.activeTabGroup;
      assert.equal(tabs.length, 1);
      assert.equal(activeTab?.isPreview, true);
      assert.match(activeTab.label, new RegExp(target));
    }
  });

  it('asks before it opens many tabs', async () => {
    await run('workbench.action.closeAllEditors');
    const six = ['etl-7', 'etl-8', 'many-0', 'many-1', 'many-2', 'many-3'].map(element);
    await run('cloudOperations.showDetails', six[0], six);
    assert.deepEqual(texts(), ['Show the details of 6 operations?']);
    assert.deepEqual(vscode.window.tabGroups.activeTabGroup.tabs, []);
    await run('cloudOperations.showDetails', element('etl-7'), [element('etl-7'), element('etl-8')]);
    assert.equal(vscode.window.tabGroups.activeTabGroup.tabs.length, 2);
    await run('workbench.action.closeAllEditors');
  });

  it('by key belongs to the view alone, and means the row that has the focus, or the rows that are selected', () => {
    const inView = 'focusedView == cloudOperations.operations && listFocus && !inputFocus';
    const ofView = ['cloudOperations.refresh', 'cloudOperations.filter'];
    const ofRows = keybindings.filter(({ command }) => !ofView.includes(command));
    const whole = keybindings.filter(({ command }) => ofView.includes(command));
    assert.ok(whole.length > 0);
    assert.ok(whole.every(({ when, args }) => when === inView && args === undefined));
    const several = ofRows.filter(({ command }) => command !== 'runCommands');
    assert.deepEqual(several.map(({ command }) => command).sort(), [
      'cloudOperations.cancel',
      'cloudOperations.copyName',
    ]);
    for (const { key, command, when, args } of several) {
      assert.deepEqual([when, args], [`${inView} && listMultiSelection`, BY_KEY]);
      // Arrow keys move the focus and leave the selection where it was. A row with others below it would be opened or closed.
      const one = ofRows.find((other) => other.key === key && other.command === 'runCommands');
      assert.equal(one?.when, `${inView} && !listMultiSelection && !treeElementCanCollapse && !treeElementCanExpand`);
      assert.deepEqual(one.args, { commands: ['list.selectAndPreserveFocus', { command, args: BY_KEY }] });
    }
  });

  it('in the title means the whole view, whichever row has the focus', async () => {
    host.emulator.control.clearRequests();
    await run('cloudOperations.title.refresh', rowNamed(host.explorer, 'acme-web')!.element, undefined);
    const asked = host.emulator.requests.map(({ url }) => /projects\/([^/?]+)/.exec(url)?.[1]).filter(Boolean);
    assert.ok(new Set(asked).size > 1);
    for (const { command } of menus['view/title']!) {
      assert.ok(!rowCommands.includes(command!), `${command} is a row’s too, and would take the row with the focus`);
    }
  });
});
