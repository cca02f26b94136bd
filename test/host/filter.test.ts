import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Operation } from '../../src/operations/operation.js';
import { filterOf } from '../../src/ui/tree/filter.js';
import { sharedWords } from '../../src/ui/words/sharedWords.js';
import { demoDay, scenarios } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { acceptAll } from './support/quickPicks.js';
import { isSelected, outline, rowNamed, shownRows } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('the filter', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  before(async () => {
    demoDay(host.emulator);
    await host.refresh();
    await until(() => rowNamed(host.explorer, 'Google Workspace'), 'the demo’s operations');
  });

  afterEach(async () => {
    await run('cloudOperations.clearFilter');
  });

  const narrow = (text: string): void => host.explorer.tree.setFilter(filterOf(text, sharedWords));
  const shown = (): string[] => outline(shownRows(host.explorer)).map((line) => line.replace(/ \|.*/, ''));
  const operations = (): Operation[] => [...host.explorer.session.watch.store.all()];
  const matching = (text: string): Operation[] =>
    operations().filter((each) => filterOf(text, sharedWords)?.matches(each));

  async function running(target: string): Promise<string> {
    const place = { service: 'dataproc', project: 'acme-analytics', location: 'us-central1' };
    const name = host.emulator.control.createOperation({ ...place, target, scenario: scenarios.neverEnds(1) });
    await host.refresh();
    return name;
  }

  it('leaves what matches and the rows above it, and brings everything back', async () => {
    const all = shown();
    narrow('ETL-7');
    assert.deepEqual(shown(), ['acme-analytics', '  us-central1', '    etl-7']);
    await until(() => host.explorer.viewMessage === `“ETL-7”: 1 of ${operations().length} operations`, 'the message');
    await run('cloudOperations.clearFilter');
    assert.deepEqual(shown(), all);
    await until(() => host.explorer.viewMessage === '', 'no message');
  });

  it('opens no row for good that is asked for just as it ends', async () => {
    const { tree } = host.explorer;
    const closed = await until(() => rowNamed(host.explorer, 'us-west1'), 'a region where all has ended');
    const isOpen = (): boolean =>
      tree.getTreeItem(closed.element).collapsibleState === vscode.TreeItemCollapsibleState.Expanded;
    assert.equal(isOpen(), false);
    narrow('us-west1 nightly');
    shown();
    assert.equal(isOpen(), true);
    tree.setFilter(undefined);
    assert.equal(isOpen(), false);
    shown();
    assert.equal(isOpen(), false);
  });

  it('counts what it leaves', () => {
    narrow('dataproc running us-central1');
    const running = matching('dataproc running us-central1').length;
    assert.ok(running > 1 && running < operations().length);
    assert.equal(rowNamed(host.explorer, 'us-central1')?.description, `${running} running`);
  });

  it('finds words of every kind, all of them in any order', () => {
    const etl5 = matching('etl-5');
    assert.equal(etl5.length, 1);
    for (const text of [
      'failed etl-5',
      'etl-5 CPUS',
      'insufficient etl-5',
      'create etl-5',
      'cluster etl-5',
      'dataproc etl-5',
      '  etl-5   FAILED  us-central1 acme-analytics ',
    ]) {
      assert.deepEqual(matching(text), etl5, text);
    }
    for (const text of ['etl-5 running', 'etl-5 vault', 'etl.5', 'etl-5 (', 'etl-5\\']) {
      assert.deepEqual(matching(text), [], text);
    }
    assert.ok(matching('run batch').length > 0, 'the verb as people read it');
    assert.equal(filterOf('  \t ', sharedWords), undefined);
  });

  it('takes terms beside words, and words that must not occur', () => {
    const failed = matching('state:failed');
    assert.ok(failed.length > 0 && failed.every(({ state }) => state === 'failed'));
    const others = matching('-state:failed');
    assert.equal(failed.length + others.length, operations().length);
    const clusters = matching('service:dataproc kind:cluster');
    assert.ok(clusters.length > 0 && clusters.every(({ collection }) => collection.service === 'dataproc'));
    assert.equal(matching('cluster -cluster').length, 0);
    assert.deepEqual(
      filterOf('state:done etl', sharedWords)?.problems.map(({ term }) => term),
      ['state:done'],
    );
  });

  it('says so when nothing matches', async () => {
    narrow('no such thing');
    assert.deepEqual(shown(), ['No operation matches']);
    const [row] = shownRows(host.explorer);
    await run(row!.command!.command);
    assert.equal(host.explorer.tree.filter, undefined);
  });

  it('follows what the server says', async () => {
    const name = await running('etl-99');
    narrow('cancelled etl-99');
    assert.deepEqual(shown(), ['No operation matches']);
    await host.explorer.session.watch.cancellations.request(operations().find((each) => each.name === name)!);
    await until(() => rowNamed(host.explorer, 'Create cluster etl-99'), 'the cancelled operation');
  });

  it('gives way to an operation that is to be revealed', async () => {
    narrow('vault');
    const other = matching('etl-7')[0]!;
    await run('cloudOperations.reveal', other);
    await until(() => isSelected(host.explorer, other.name), 'the selection');
    assert.equal(host.explorer.tree.filter, undefined);
  });

  it('keeps “Cancel All Running…” to what is on show', async () => {
    messages.clear();
    await running('etl-98');
    narrow('etl-98');
    await acceptAll(run('cloudOperations.cancelAllRunning', rowNamed(host.explorer, 'us-central1')?.element));
    const question = messages.shown.find((message) => message.modal);
    assert.equal(question?.text, 'Cancel “Create cluster etl-98”?');
    narrow('no such thing');
    await run('cloudOperations.cancelAllRunning');
    assert.ok(messages.shown.some(({ text }) => text === 'No operation that matches “no such thing” is running.'));
  });
});
