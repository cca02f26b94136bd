import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { markedSvg } from '../../src/ui/timeline/exportSvg.js';
import type { OperationContext } from '../../src/ui/timeline/messages.js';
import { operationTooltip } from '../../src/ui/tree/tooltip.js';
import { filterOf } from '../../src/ui/tree/filter.js';
import { sharedWords } from '../../src/ui/words/sharedWords.js';
import { scenarios, type Scenario } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { TimelinePage } from './support/timelinePage.js';
import { isSelected, rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('the timeline', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let page: TimelinePage;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    messages.clear();
    host.emulator.control.reset();
    await host.refresh();
    page = new TimelinePage();
    host.explorer.timeline.resolve(page);
  });
  afterEach(async () => {
    page.dispose();
    await vscode.commands.executeCommand('cloudOperations.clearFilter');
  });

  const create = (target: string, scenario: Scenario = scenarios.neverEnds(3600), project = 'acme-web'): string =>
    host.emulator.control.createOperation({
      service: 'dataproc',
      project,
      location: 'us-central1',
      verb: 'create',
      target,
      scenario,
    });

  async function open(...targets: readonly string[]): Promise<string[]> {
    const names = targets.map((target) => create(target));
    await host.refresh();
    page.say({ type: 'ready' });
    await until(() => page.last('summary'), 'the summary, which comes last');
    return names;
  }

  const contextOf = (operationId: string): OperationContext => ({
    webviewSection: 'operation',
    operationId,
    preventDefaultContextMenuItems: true,
  });

  it('is one document with its program and style, which may load nothing else', () => {
    const { html, options } = page.webview;
    assert.match(html, /default-src &#39;none&#39;; script-src vscode-resource:; style-src vscode-resource:/);
    assert.doesNotMatch(html, /style=|onload|unsafe/);
    assert.deepEqual(
      options.localResourceRoots?.map((uri) => path.basename(uri.path)),
      ['dist'],
    );
  });

  it('says nothing before the page runs, then words and all there is, and then only what changed', async () => {
    create('tl-1');
    await host.refresh();
    assert.equal(page.sent.length, 0);
    await open('tl-2');
    assert.deepEqual(
      page.sent.map(({ type }) => type).filter((type) => type !== 'select'),
      ['init', 'bars', 'summary'],
    );
    const bar = page.bar('tl-1');
    assert.equal(bar?.what, 'create cluster');
    assert.equal(bar.state, 'running');
    assert.ok(bar.start !== undefined && bar.end === undefined);
    assert.deepEqual(bar.lanes, {
      target: 'tl-1',
      region: 'us-central1',
      service: 'Dataproc',
      project: 'acme-web',
    });
    const before = page.sent.length;
    create('tl-3');
    await host.refresh();
    await until(() => page.bar('tl-3'), 'the new one');
    const since = page.sent.slice(before);
    const changed = since.flatMap((message) => (message.type === 'changes' ? message.upserts : []));
    assert.deepEqual(
      changed.map(({ label }) => label),
      ['tl-3'],
    );
    assert.ok(since.every(({ type }) => type !== 'bars'));
  });

  it('tells of an end, and takes out what no list shows any more unless its end was seen', async () => {
    const ended = create('tl-ends', scenarios.succeeds(60));
    const [vanishing = ''] = await open('tl-vanishes');
    host.emulator.control.advance(61_000);
    await host.refresh();
    await until(() => page.bar('tl-ends')?.state === 'succeeded', 'the end');
    const bar = page.bar('tl-ends');
    assert.ok(bar?.end !== undefined && bar.start !== undefined && bar.end - bar.start >= 59_000);
    host.emulator.control.deleteOperation({ service: 'dataproc', name: ended });
    host.emulator.control.deleteOperation({ service: 'dataproc', name: vanishing });
    await host.refresh();
    await until(() => !page.bar('tl-vanishes'), 'the one without an end to go');
    assert.deepEqual(page.bar('tl-ends')?.end, bar.end);
  });

  it('is sent nothing while it is hidden, and everything when it is shown again', async () => {
    await open('tl-1');
    page.hide();
    page.sent.length = 0;
    create('tl-2');
    await host.refresh();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(page.sent.length, 0);
    page.show();
    page.say({ type: 'ready' });
    await until(() => page.bar('tl-2'), 'what came meanwhile');
    assert.ok(page.bar('tl-1'));
  });

  it('follows the filter, and leaves out what is in hidden projects', async () => {
    await open('tl-red', 'tl-blue');
    const { tree } = host.explorer;
    tree.setFilter(filterOf('blue', sharedWords));
    await until(() => !page.bar('tl-red'), 'what does not match to go');
    assert.ok(page.bar('tl-blue'));
    await until(() => /^“blue” · 1 running · /.test(page.last('summary')?.lines[0] ?? ''), 'the summary, a turn later');
    create('tl-red-2');
    create('tl-blue-2');
    await host.refresh();
    await until(() => page.bar('tl-blue-2'), 'a new one that matches');
    assert.equal(page.bar('tl-red-2'), undefined);
    tree.setFilter(undefined);
    await until(() => page.bar('tl-red'), 'all of them');
    await host.configure({ 'cloudOperations.hiddenProjects': ['acme-web'] });
    try {
      await until(() => page.bars.size === 0 || ![...page.bars.values()].some(inWeb), 'the project to go');
      await host.refresh();
      assert.ok(![...page.bars.values()].some(inWeb));
    } finally {
      await host.configure({ 'cloudOperations.hiddenProjects': undefined });
      await host.refresh();
    }
    await until(() => page.bar('tl-red'), 'the project to come back');
  });

  it('selects in the tree what is selected here, and the other way round', async () => {
    const [, second = ''] = await open('tl-1', 'tl-2');
    const told = page.last('select');
    page.say({ type: 'select', id: page.bar('tl-2')?.id });
    await until(() => isSelected(host.explorer, second), 'the row');
    assert.equal(page.last('select'), told);
    const row = await until(() => rowNamed(host.explorer, 'Create cluster tl-1'), 'the other row');
    await vscode.commands.executeCommand('cloudOperations.reveal', row.element);
    await until(() => page.last('select')?.id === page.bar('tl-1')?.id, 'the bar');
  });

  it('has menus that work on the operation they were opened on, whatever is selected in the tree', async () => {
    const [first = '', second = ''] = await open('tl-1', 'tl-2');
    const row = await until(() => rowNamed(host.explorer, 'Create cluster tl-1'), 'a row');
    await vscode.commands.executeCommand('cloudOperations.reveal', row.element);
    const bar = page.bar('tl-2');
    assert.match(bar?.menu ?? '', /\baskable\b.*\bwatchable\b/);
    messages.press = 'Cancel Operation';
    await vscode.commands.executeCommand('cloudOperations.cancel', contextOf(bar?.id ?? ''));
    assert.deepEqual(
      [first, second].map((name) => host.emulator.control.cancelPosts(name)),
      [0, 1],
    );
    await until(() => page.bar('tl-2')?.state === 'cancelling', 'the request to show');
    assert.ok(page.bar('tl-2')?.cancelAskedAt !== undefined);
    host.emulator.control.advance(3_700_000);
    await until(() => page.bar('tl-2')?.state === 'cancelled', 'the server’s word');
  });

  it('does nothing on a menu of what is gone, and says so', async () => {
    const [name = ''] = await open('tl-1');
    await vscode.commands.executeCommand('cloudOperations.cancel', contextOf('//nowhere/operations/1'));
    assert.equal(messages.shown.find(({ text }) => text.includes('no longer lists'))?.severity, 'information');
    assert.equal(host.emulator.control.cancelPosts(name), 0);
    assert.equal(messages.shown.filter(({ modal }) => modal).length, 0);
  });

  it('marks a cancel that the server refused, from the request to the refusal', async () => {
    create('tl-refused', scenarios.refusesCancel('Past the point of no return.'));
    await open();
    messages.press = 'Cancel Operation';
    await vscode.commands.executeCommand('cloudOperations.cancel', contextOf(page.bar('tl-refused')?.id ?? ''));
    const bar = await until(() => {
      const refused = page.bar('tl-refused');
      return refused?.cancelSettledAt === undefined ? undefined : refused;
    }, 'the refusal');
    assert.equal(bar.state, 'running');
    assert.ok(bar.cancelAskedAt !== undefined && bar.cancelAskedAt <= (bar.cancelSettledAt ?? 0));
  });

  it('opens the page of an operation, and answers what the tree’s hover says as text', async () => {
    const hostile = '<img src=x onerror=alert(1)> "quoted" [link](command:x)';
    const [name = ''] = await open(hostile);
    const bar = [...page.bars.values()].find(({ label }) => label.includes('<img'));
    assert.ok(bar);
    page.say({ type: 'hover', id: bar.id });
    const hover = await until(() => page.last('hover'), 'the hover');
    const { watch } = host.explorer.session;
    const operation = [...watch.store.all()].find((each) => each.name === name)!;
    const tooltip = operationTooltip(operation, watch.cancellations, {
      now: Date.now(),
      simulated: false,
      who: undefined,
    });
    const lasting = (lines: readonly string[]): readonly string[] => lines.filter((line) => !line.startsWith('State'));
    assert.deepEqual(lasting(hover.lines), lasting(tooltip.lines));
    assert.ok(hover.lines[0]?.includes('<img src='));
    assert.ok(hover.lines.includes(`Name: ${name}`));
    page.say({ type: 'open', id: bar.id });
    await until(() => vscode.window.activeTextEditor?.document.uri.scheme === 'cloud-operations', 'the page');
  });

  it('passes over what is no message of its page', async () => {
    await open('tl-1');
    const sent = page.sent.length;
    for (const message of [
      undefined,
      'ready',
      { type: 'open', id: 5 },
      { type: 'hover', id: 'unknown' },
      { type: 'x' },
    ]) {
      page.say(message);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(page.sent.length, sent);
  });

  it('remembers what the lanes stand for', async () => {
    await open('tl-1');
    page.say({ type: 'lanes', by: 'region' });
    page.say({ type: 'ready' });
    await until(() => page.last('init')?.lanes === 'region', 'the lanes');
    page.say({ type: 'lanes', by: 'target' });
  });

  it('is saved as it is drawn, and says in the drawing that sample data is simulated', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'timeline-'));
    const file = path.join(folder, 'timeline.svg');
    const { showSaveDialog } = vscode.window;
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(vscode.Uri.file(file)) });
    try {
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>tl</text></svg>';
      await host.explorer.timeline.receive({ type: 'export', svg });
      assert.equal(readFileSync(file, 'utf8'), svg);
      assert.match(markedSvg(svg), /<text>tl<\/text><text [^>]+>SIMULATED: [^<]+<\/text><\/svg>$/);
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
      rmSync(folder, { recursive: true });
    }
  });

  it('says so where what the page asks for cannot be done', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'timeline-'));
    writeFileSync(path.join(folder, 'file'), '');
    const { showSaveDialog } = vscode.window;
    const below = vscode.Uri.file(path.join(folder, 'file', 'timeline.svg'));
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(below) });
    try {
      page.say({ type: 'export', svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>' });
      const told = await until(() => messages.shown[0], 'what the person is told');
      assert.match(told.text, /^Cloud Operations: .*(?:ENOTDIR|not a directory|NotADirectory)/i);
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
      rmSync(folder, { recursive: true });
    }
  });
});

function inWeb({ lanes }: { readonly lanes: { readonly project: string } }): boolean {
  return lanes.project === 'acme-web';
}
