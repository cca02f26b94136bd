import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toOperation } from '../../src/operations/reading.js';
import { cancelOddsLines } from '../../src/ui/words/cancelOdds.js';
import type { Odds } from '../../src/watch/cancelOdds.js';
import { scenarios } from '../emulator/index.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('how cancels went until now, before the next one', function () {
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

  const create = (target: string, scenario = scenarios.neverEnds(0)): void =>
    void host.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      verb: 'resize',
      target,
      scenario,
    });
  const row = (target: string): Promise<ShownRow> =>
    until(() => rowNamed(host.explorer, `Resize cluster ${target}`), target);

  async function cancelAll(targets: readonly string[]): Promise<void> {
    await host.refresh();
    const rows = await Promise.all(targets.map(row));
    const [first] = rows;
    messages.press = rows.length === 1 ? 'Cancel Operation' : `Cancel ${rows.length} Operations`;
    await vscode.commands.executeCommand(
      'cloudOperations.cancel',
      first?.element,
      rows.map(({ element }) => element),
    );
    const { cancellations } = host.explorer.session.watch;
    await until(() => cancellations.active().length === 0, 'the ends');
  }

  /** The dialog of one operation, or of two. */
  async function question(...targets: readonly string[]): Promise<string> {
    messages.clear();
    const rows = await Promise.all(targets.map(row));
    await vscode.commands.executeCommand(
      'cloudOperations.cancel',
      rows[0]?.element,
      rows.map(({ element }) => element),
    );
    return messages.shown.find(({ modal }) => modal)?.detail ?? '';
  }

  it('is said from the fifth end on, in the dialog for one and in that for many', async () => {
    ['odds-1', 'odds-2', 'odds-3'].forEach((target) => create(target));
    create('odds-4', scenarios.completesAnyway(0));
    await cancelAll(['odds-1', 'odds-2', 'odds-3', 'odds-4']);
    ['odds-5', 'odds-6', 'odds-7'].forEach((target) => create(target));
    await host.refresh();
    assert.doesNotMatch(await question('odds-5'), /worked/);

    await cancelAll(['odds-5']);
    const said =
      /\n\nDataproc resize cluster: 4 of 5 cancels worked, median (?:less than 1 s|\d sec)\n\nCancellation is/;
    assert.match(await question('odds-6'), said);
    assert.match(await question('odds-6', 'odds-7'), said);
  });

  it('is worded by how many worked, once for each kind, and says nothing of what cannot be named', () => {
    const an = (verb: string | undefined, kind: string | undefined) =>
      toOperation(
        aCollection({ title: 'Dataproc' }),
        aReading({ verb, targetKind: kind, target: undefined }),
        'r',
        'running',
      );
    const lines = (odds: Odds | undefined, ...operations: readonly ReturnType<typeof an>[]): readonly string[] =>
      cancelOddsLines(operations, { of: () => odds });
    const create = an('CREATE', 'cluster');
    const start = 'Dataproc create cluster: ';
    assert.deepEqual(lines({ known: 11, worked: 9, medianMs: 7000 }, create, an('create', 'cluster')), [
      `${start}9 of 11 cancels worked, median 7 sec`,
    ]);
    assert.deepEqual(lines({ known: 5, worked: 1, medianMs: undefined }, create), [`${start}1 of 5 cancels worked`]);
    assert.deepEqual(lines({ known: 6, worked: 6, medianMs: 999 }, create), [
      `${start}6 of 6 cancels worked, median less than 1 s`,
    ]);
    assert.deepEqual(lines({ known: 5, worked: 0, medianMs: undefined }, create), [`${start}none of 5 cancels worked`]);
    assert.deepEqual(lines({ known: 5, worked: 5, medianMs: 7000 }, an(undefined, undefined)), []);
    assert.deepEqual(lines(undefined, create), []);
    const many = Array.from({ length: 8 }, (_, index) => an(`verb${index}`, 'cluster'));
    assert.equal(lines({ known: 5, worked: 5, medianMs: 7000 }, ...many).at(-1), '… 3 more');
    assert.equal(lines({ known: 5, worked: 5, medianMs: 7000 }, ...many.slice(0, 6)).length, 6);
  });
});
