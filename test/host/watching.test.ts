import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios, type Scenario } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const HOUR_SECONDS = 3600;

describe('watching', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(() => {
    messages.clear();
    host.emulator.control.reset();
  });

  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
  const told = (): string[] => messages.shown.filter(({ modal }) => !modal).map(({ text }) => text);

  async function show(target: string, scenario: Scenario): Promise<{ name: string; row: () => ShownRow }> {
    const name = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-analytics', location: 'us-west1', target, scenario },
    });
    const label = `Create cluster ${target}`;
    await until(async () => {
      await host.refresh();
      return rowNamed(host.explorer, label);
    }, label);
    const row = (): ShownRow => {
      const found = rowNamed(host.explorer, label);
      assert.ok(found, label);
      return found;
    };
    return { name, row };
  }

  async function end(): Promise<void> {
    host.emulator.control.advance((HOUR_SECONDS + 1) * 1000);
    await host.refresh();
  }

  it('follows an operation to its end and tells it once', async () => {
    const { row } = await show('watched-1', scenarios.succeeds(HOUR_SECONDS));
    await show('other-1', scenarios.succeeds(HOUR_SECONDS));
    assert.ok(row().tokens.includes('watchable'));
    await run('watch', row().element);
    assert.match(row().description, / · watched · create cluster$/);
    assert.ok(row().tokens.includes('watched') && !row().tokens.includes('watchable'));
    await end();
    await until(() => told().length > 0, 'the notification');
    assert.deepEqual(told(), ['Succeeded: create cluster watched-1 (us-west1), acme-analytics']);
    assert.doesNotMatch(row().description, /watched/);
  });

  it('stops when asked to', async () => {
    const { row } = await show('watched-2', scenarios.succeeds(HOUR_SECONDS));
    await run('watch', row().element);
    await run('stopWatching', row().element);
    assert.doesNotMatch(row().description, /watched/);
    await end();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.deepEqual(told(), []);
  });

  it('tells what the setting wants, together, and nothing that had ended before', async () => {
    for (const [level, expected] of [
      ['none', undefined],
      ['mine', undefined],
      ['failuresAndCancellations', /^Ended: failuresAndCancellations-[cd] and 1 more \(1 failed, 1 cancelled\)$/],
      ['all', /^Ended: all-[a-d] and 3 more \(2 succeeded, 1 failed, 1 cancelled\)$/],
    ] as const) {
      await host.configure({ 'cloudOperations.notifications': level });
      host.emulator.control.reset();
      await show(`${level}-before`, scenarios.fails(0, 13, 'Long ago.'));
      await show(`${level}-a`, scenarios.succeeds(HOUR_SECONDS));
      await show(`${level}-b`, scenarios.succeeds(HOUR_SECONDS));
      await show(`${level}-c`, scenarios.fails(HOUR_SECONDS, 8, 'Quota.'));
      const { name } = await show(`${level}-d`, scenarios.neverEnds(1));
      messages.clear();
      host.emulator.control.cancelElsewhere(name);
      await end();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      if (expected) {
        assert.equal(told().length, 1, level);
        assert.match(told()[0] ?? '', expected);
      } else {
        assert.deepEqual(told(), [], level);
      }
    }
    await host.configure({ 'cloudOperations.notifications': undefined });
  });

  it('deletes the record of an ended operation when the server has confirmed it', async () => {
    const { name, row } = await show('ended-1', scenarios.succeeds(0));
    const { row: running } = await show('running-1', scenarios.neverEnds());
    assert.ok(row().tokens.includes('deletable') && !running().tokens.includes('deletable'));
    messages.press = 'Keep';
    await run('delete', row().element);
    const [question] = messages.shown;
    assert.equal(question?.text, 'Delete the record of “Create cluster ended-1”?');
    assert.match(question.detail ?? '', /This is not a cancel: it stops nothing and undoes nothing\./);
    assert.ok(rowNamed(host.explorer, 'Create cluster ended-1'));

    messages.press = 'Delete Record';
    const denied = host.emulator.control.inject({
      method: 'operations.delete',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
    await run('delete', row().element);
    assert.ok(rowNamed(host.explorer, 'Create cluster ended-1'));
    assert.match(messages.shown.at(-1)?.text ?? '', /^create cluster ended-1 \(us-west1\): No permission/);
    host.emulator.control.removeFault(denied);

    await run('delete', row().element);
    assert.equal(rowNamed(host.explorer, 'Create cluster ended-1'), undefined);
    assert.throws(() => host.emulator.control.operation(name), /no operation/);
  });
});
