import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock.js';
import type { HistoryElement } from '../../src/ui/history/historyElement.js';
import { HistoryTree } from '../../src/ui/history/historyTree.js';
import { SessionHolder } from '../../src/ui/session.js';
import { filterOf } from '../../src/ui/tree/filter.js';
import { sharedWords } from '../../src/ui/words/sharedWords.js';
import { scenarios } from '../emulator/index.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Within this the history is there, or says that it is being read. */
const SOON_MS = 300;

describe('the history', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    messages.press = 'Clear History';
    await run('clearHistory');
    messages.clear();
  });
  afterEach(() => run('clearFilter'));

  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
  const item = (element: HistoryElement): vscode.TreeItem => host.explorer.history.getTreeItem(element);

  /** All rows as lines, indented by level. */
  async function lines(parent?: HistoryElement, indent = ''): Promise<string[]> {
    const rows = await host.explorer.history.getChildren(parent);
    const below = await Promise.all(
      rows.map(async (row) => {
        const { label, description } = item(row);
        return [`${indent}${label as string} | ${description as string}`, ...(await lines(row, `${indent}  `))];
      }),
    );
    return below.flat();
  }

  /** Lets an operation run, and then be what `ended` says. */
  function ran(target: string, ended: Parameters<typeof aReading>[0] = {}): void {
    const { store } = host.explorer.session.watch;
    const collection = aCollection({ title: 'Dataproc', project: 'acme-analytics' });
    const name = `projects/acme-analytics/regions/us-central1/operations/${target}`;
    const startTime = Date.now() - HOUR_MS;
    store.read(collection, aReading({ name, target, startTime }));
    const { endTime = Date.now() } = ended;
    store.read(collection, aReading({ name, target, startTime: endTime - 16 * 60_000, done: true, ...ended, endTime }));
  }

  it('shows ends by day with place and outcome, what the person started or cancelled before the rest', async () => {
    const { credential } = host.explorer.session.watch.survey;
    host.explorer.session.watch.survey.setCredential({
      ...{ kind: 'user', file: undefined, project: undefined, quotaProject: undefined, ...credential },
      account: 'dev@example.com',
    });
    const early = new Date().setHours(0, 5, 0, 0);
    ran('mine-1', { user: 'dev@example.com', endTime: early });
    ran('theirs-1', { user: 'someone@example.com', endTime: early });
    ran('theirs-2', { error: { code: 8, message: 'Insufficient CPUS quota.' }, endTime: early - DAY_MS });
    ran('theirs-3', { endTime: early - 30 * DAY_MS });
    const shown = await lines();
    const time = new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'short' }).format(early);
    const rest = 'create cluster · us-central1 · acme-analytics';
    const long = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'full' }).format(early - 30 * DAY_MS);
    assert.deepEqual(shown, [
      'Today | 2',
      `  mine-1 | succeeded · ${time} · ran 16 min · ${rest}`,
      '  By Others | 1',
      `    theirs-1 | succeeded · ${time} · ran 16 min · ${rest}`,
      'Yesterday | 1',
      '  By Others | 1',
      `    theirs-2 | failed · ${time} · ran 16 min · ${rest} · Insufficient CPUS quota.`,
      `${long} | 1`,
      '  By Others | 1',
      `    theirs-3 | succeeded · ${time} · ran 16 min · ${rest}`,
    ]);
  });

  it('says to be heard what came after what, and draws nothing that turns', async () => {
    ran('heard-1');
    const [today] = await host.explorer.history.getChildren();
    const [others] = await host.explorer.history.getChildren(today);
    const [row] = await host.explorer.history.getChildren(others);
    assert.ok(row);
    const { accessibilityInformation, iconPath } = item(row);
    assert.match(
      accessibilityInformation?.label ?? '',
      /^Create cluster heard-1, running, then succeeded, .*, ran 16 min, Dataproc, us-central1, acme-analytics$/,
    );
    const { tooltip } = host.explorer.history.resolveTreeItem(item(row), row);
    assert.match(
      (tooltip as vscode.MarkdownString).value,
      /\[Open in Cloud Console\]\(https:\/\/console\.cloud\.google\.com\/dataproc\//,
    );
    assert.doesNotMatch(`${accessibilityInformation?.label} ${(tooltip as vscode.MarkdownString).value}`, /→/);
    assert.doesNotMatch((iconPath as vscode.ThemeIcon).id, /loading|sync|spin/);
  });

  it('is narrowed by the filter of the other view', async () => {
    ran('narrow-a');
    ran('narrow-b', { error: { code: 8, message: 'Quota.' } });
    host.explorer.tree.setFilter(filterOf('state:failed narrow', sharedWords));
    const shown = await until(async () => {
      const found = await lines();
      return found.length < 4 ? found : undefined;
    }, 'fewer rows');
    assert.match(shown.at(-1) ?? '', /narrow-b/);
    await run('clearFilter');
    assert.equal((await lines()).length, 4);
  });

  it('is there soon after the start, however much is kept', async () => {
    for (let index = 0; index < 500; index++) {
      ran(`kept-${index}`);
    }
    await host.explorer.session.watch.history.reload();
    await host.configure({ 'cloudOperations.requestTimeout': 29 });
    const begun = performance.now();
    const days = await until(async () => {
      const rows = await host.explorer.history.getChildren();
      return rows.some(({ type }) => type === 'reading') ? undefined : rows;
    }, 'the history');
    const read = performance.now() - begun;
    const others = await Promise.all(days.map((day) => host.explorer.history.getChildren(day)));
    const ends = await Promise.all(others.flat().map((row) => host.explorer.history.getChildren(row)));
    ends.flat().forEach(item);
    const drawn = performance.now() - begun - read;
    // The refresh of the new session runs beside the reading.
    console.log(`      500 ends read in ${read.toFixed()} ms and drawn in ${drawn.toFixed()} ms`);
    assert.equal(ends.flat().length, 500);
    assert.ok(drawn < SOON_MS, `${drawn} ms`);
    await host.configure({ 'cloudOperations.requestTimeout': undefined });
  });

  it('says that it is being read where that takes longer, and fills by itself', async () => {
    const { session } = host.explorer;
    const { watch } = session;
    const view = { message: '', onDidChangeVisibility: new vscode.EventEmitter<never>().event };
    // One of its own, which has not read yet.
    const history = new HistoryTree(view, new SessionHolder(session), host.explorer.tree, systemClock);
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    Object.defineProperties(watch.history, {
      isRead: { configurable: true, get: () => false },
      opened: { configurable: true, value: () => slow },
    });
    try {
      const begun = performance.now();
      const rows = await history.getChildren();
      assert.deepEqual(
        rows.map((row) => item(row).label),
        ['Reading…'],
      );
      assert.ok(performance.now() - begun < SOON_MS);
      let redrawn = false;
      const listening = history.onDidChangeTreeData(() => (redrawn = true));
      answer();
      await until(() => redrawn, 'a redraw');
      listening.dispose();
      // Other tests' operations may have ended meanwhile.
      assert.ok((await history.getChildren()).every(({ type }) => type === 'day'));
    } finally {
      history.dispose();
      Reflect.deleteProperty(watch.history, 'isRead');
      Reflect.deleteProperty(watch.history, 'opened');
    }
  });

  it('tells an operation once, is exported with every transition, and is cleared', async () => {
    messages.press = 'Cancel Operation';
    const place = { service: 'dataproc', project: 'acme-analytics', location: 'us-west1' };
    const name = host.emulator.control.createOperation({
      ...place,
      target: 'told-1',
      scenario: scenarios.neverEnds(1),
    });
    const row = await until(async () => {
      await host.refresh();
      return rowNamed(host.explorer, 'Create cluster told-1');
    }, 'the row');
    await run('cancel', row.element);
    const [today] = await until(async () => {
      const days = await host.explorer.history.getChildren();
      return days.length > 0 ? days : undefined;
    }, 'the end');
    const mine = await host.explorer.history.getChildren(today);
    const [only] = mine;
    assert.ok(only && mine.length === 1);
    assert.equal(item(only).label, 'told-1');
    assert.match(item(only).description as string, /^cancelled · \d.* · ran /i);
    assert.equal((item(only).iconPath as vscode.ThemeIcon).id, 'circle-slash');

    const folder = mkdtempSync(path.join(tmpdir(), 'cloud-operations-test-'));
    const file = path.join(folder, 'history.json');
    const { showSaveDialog } = vscode.window;
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(vscode.Uri.file(file)) });
    try {
      await run('exportHistory');
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
    }
    const exported = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
    rmSync(folder, { recursive: true });
    assert.equal(exported.length, 2);
    const [latest] = exported;
    assert.equal(latest?.['name'], name);
    assert.equal(latest['to'], 'cancelled');
    assert.equal(latest['cancelOutcome'], 'cancelled');
    assert.deepEqual(latest['serverWords'], { code: 'CANCELLED', message: 'The operation was cancelled.' });

    await run('showDetails', only);
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /told-1/);
    messages.press = 'Clear History';
    await run('clearHistory');
    assert.deepEqual(await host.explorer.history.getChildren(), []);
  });
});
