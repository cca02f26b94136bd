import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { filterOf } from '../../src/ui/tree/filter.js';
import { sharedWords } from '../../src/ui/words/sharedWords.js';
import { rowCases, viewCases, type RowCase } from './support/commandCases.js';
import { CommandStage, place, projects } from './support/commandStage.js';
import { contributedCommands, type Offered } from './support/contributedCommands.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { concernRows, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

/** The log is a document that VS Code opens in its panel. */
const isLogShown = (): boolean =>
  vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'output' && /cloud.?operations/i.test(uri.path));

const LOST = 'The list changed just then, and it is not certain which row you meant. Nothing was done.';

describe('every command', function () {
  this.timeout(60_000);
  let host: Host;
  let messages: Messages;
  let stage: CommandStage;
  const contributed = contributedCommands();

  useHost((...opened) => ([host, messages] = opened));

  before(async () => {
    stage = new CommandStage(host, messages);
    await stage.fill();
  });

  after(() => stage.restore());

  const run = (command: string, ...args: unknown[]): Thenable<unknown> => stage.run(command, ...args);

  /** Runs a command of rows in one way and tells which of the two rows it hit; none at first. */
  async function hitBy(
    command: string,
    { of, trace }: RowCase,
    act: (rows: readonly ShownRow[]) => Promise<unknown>,
    selected?: 0 | 1,
  ): Promise<readonly number[]> {
    await stage.prepare(of);
    const both = stage.subjects(of);
    if (selected !== undefined) {
      await stage.select(both[selected]!.row);
      if (trace === 'tabs') {
        await until(() => stage.traces.tabs(), 'what the selection opens');
      }
      await stage.surfaces.run('workbench.action.closeAllEditors');
      stage.surfaces.seen.length = 0;
    }
    const undoes = /^(?:several\.)?(?:stopWatching|unpin)/.test(command);
    await act(both.map(({ row: each }) => each));
    const hits = async (): Promise<readonly number[]> => {
      const text = await stage.traces[trace]();
      return both.flatMap(({ marks }, index) => (marks.some((mark) => text.includes(mark)) === undoes ? [] : [index]));
    };
    await until(async () => (await hits()).length > 0, `${command} to hit something`).catch(() => undefined);
    return hits();
  }

  it('of package.json is in one of the tables, and no other is', () => {
    assert.deepEqual([...Object.keys(rowCases), ...Object.keys(viewCases)].sort(), [...contributed.keys()].sort());
  });

  for (const [command, { one, several, palette, keys }] of contributed) {
    const known = rowCases[command];
    if (!known) {
      continue;
    }
    it(`${command} hits the rows that were meant, and no others`, async () => {
      assert.ok(one || several, 'no menu of a row offers it');
      if (one) {
        // What VS Code hands over: the row, and nothing, whatever else is selected.
        const hit = await hitBy(command, known, async ([first]) => run(command, first!.element, undefined), 1);
        assert.deepEqual(hit, [0], 'the menu of one row');
        const late = await hitBy(command, known, async ([, second]) => {
          listChanges();
          await run(command, second!.element, undefined);
        });
        assert.deepEqual(late, [1], 'while the list changes');
      }
      if (several) {
        const hit = await hitBy(command, known, async ([first, second]) =>
          run(command, first!.element, [first!.element, second!.element]),
        );
        assert.deepEqual(hit, known.first ? [0] : [0, 1], 'the menu of several rows');
      }
      await stage.prepare(known.of);
      const before = await stage.traces[known.trace]();
      await run(command, undefined, undefined);
      assert.deepEqual(
        messages.shown.map(({ text }) => text),
        [LOST],
        'a row that was lost',
      );
      assert.equal(known.trace === 'said' ? before : await stage.traces[known.trace](), before, 'a row that was lost');
      if (palette && !known.asks) {
        const hit = await hitBy(command, known, async () => run(command), 1);
        assert.deepEqual(hit, [1], 'the palette, with a row selected');
      }
      for (const args of keys.filter(() => !known.asks)) {
        const hit = await hitBy(command, known, async () => run(command, ...args), 1);
        assert.deepEqual(hit, [1], 'its key');
      }
      for (const args of [...(palette && known.asks ? [[]] : []), ...(known.asks ? keys : [])]) {
        assert.match(await seenBy(command, args), known.asks!, 'the palette or its key, of everything');
      }
    });
  }

  it('of an operation works alike on its row among what concerns the person', async () => {
    await stage.prepare('watched');
    const concern = await until(() => concernRows(host.explorer).find(({ label }) => label === 'hit-bravo'), 'its row');
    await run('cancel', concern.element, undefined);
    assert.match(await stage.traces.said(), /^Cancel “Create cluster hit-bravo”\?/);
    await run('copyId', concern.element, [concern.element, stage.row('hit-bravo')!.element]);
    assert.equal(await vscode.env.clipboard.readText(), stage.operationOf('hit-bravo').name.split('/').at(-1));
  });

  for (const [command, offered] of contributed) {
    const shows = viewCases[command];
    if (!shows) {
      continue;
    }
    it(`${command} means the whole view, whatever has the focus`, async () => {
      for (const args of waysOf(offered)) {
        assert.match(await seenBy(command, args), shows);
      }
    });
  }

  /** The palette, the title of a view, which hands over the row with the focus, and each key. */
  function waysOf({ palette, title, keys }: Offered): readonly (readonly unknown[])[] {
    return [...(palette ? [[]] : []), ...(title ? [[stage.row('hit-alpha')?.element, undefined]] : []), ...keys];
  }

  /** A row comes while a command runs, and goes again. */
  function listChanges(): void {
    const { store } = host.explorer.session.watch;
    const operation = stage.operationOf('hit-echo');
    const name = `${operation.name}-meanwhile`;
    store.read(operation.collection, { ...operation, name, target: 'comes-meanwhile' });
    setTimeout(() => store.gone(operation.collection, name), 300);
  }

  /** Everything that a command of the view opens, says or changes. */
  async function seenBy(command: string, args: readonly unknown[]): Promise<string> {
    const { tree, session } = host.explorer;
    await stage.prepare(undefined);
    let refreshing: Promise<void> | undefined;
    if (command === 'clearFilter') {
      tree.setFilter(filterOf('hit-alpha', sharedWords));
    }
    if (command === 'clearHistory') {
      const { store } = session.watch;
      const ended = stage.operationOf('hit-charlie');
      store.read(ended.collection, { ...ended, done: false, endTime: undefined });
      store.read(ended.collection, ended);
    }
    if (command === 'stopRefresh') {
      host.emulator.control.inject({ ...place, method: 'operations.list', effect: { kind: 'hang' }, times: 1 });
      refreshing = host.refresh();
      await until(() => session.watch.refresher.busy, 'a refresh under way');
    }
    if (command === 'leaveSample') {
      await run('exploreSample');
    }
    await run(command, ...args);
    if (refreshing) {
      await refreshing;
      host.emulator.control.clearFaults();
    }
    if (command === 'showLog') {
      await until(isLogShown, 'the log');
    }
    return [await stage.traces.seen(), await stage.traces.said(), ...stateLines()].join('\n');
  }

  function stateLines(): readonly string[] {
    const asked = projects.filter((project) => host.emulator.requests.some(({ url }) => url.includes(project)));
    return [
      ...(asked.length === projects.length ? ['GET both'] : []),
      ...(host.explorer.tree.filter ? [] : ['no filter']),
      ...(host.explorer.session.watch.survey.project('acme-web')?.partlyRead ? ['refresh ended early'] : []),
      ...(isLogShown() ? ['log shown'] : []),
      `sample ${host.explorer.session.simulated}`,
    ];
  }
});
