import assert from 'node:assert/strict';
import type { BrowserContext, Locator } from 'playwright-core';
import type { Bar, ToHost } from '../../src/ui/timeline/messages.js';
import { TimelinePage } from '../timeline/page.js';
import { themes } from '../timeline/themes.js';
import { startBrowser } from '../vscode/browser.js';
import { installChromium } from '../vscode/chromium.js';
import { Sandbox } from '../vscode/sandbox.js';
import { eventually } from './eventually.js';

const minute = 60_000;

/** Two targets of one name, and one long before them. */
function bars(): Bar[] {
  const now = Date.now();
  const bar = (id: string, target: string, project: string, start: number, end: number): Bar => ({
    id,
    label: target,
    what: 'create cluster',
    state: 'succeeded',
    start: now + start * minute,
    end: now + end * minute,
    lanes: { target, region: 'us-central1', service: 'Dataproc', project },
  });
  return [
    bar('web', 'etl', 'acme-web', -50, -10),
    bar('edge', 'etl', 'acme-edge', -40, -5),
    bar('old', 'nightly', 'acme-web', -900, -880),
  ];
}

describe('The timeline’s page', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let browser: BrowserContext;
  let timeline: TimelinePage;
  let drawing: Locator;

  before(async () => {
    sandbox = new Sandbox(process.cwd());
    browser = await startBrowser(sandbox, { executable: installChromium(), width: 1280, height: 300 });
  });
  after(async () => {
    await browser.close();
    await sandbox.close();
  });
  beforeEach(async () => {
    timeline = await TimelinePage.open(browser);
    await timeline.setTheme(themes.dark);
    await timeline.show(bars(), 'target', 'hour');
    drawing = timeline.page.locator('.drawing');
  });
  afterEach(async () => {
    assert.deepEqual(timeline.troubles, []);
    await timeline.page.close();
  });

  /** A place in the drawing: a part of its width, and pixels from its top. */
  async function at(share: number, y: number): Promise<readonly [x: number, y: number]> {
    const box = await drawing.boundingBox();
    return [(box?.x ?? 0) + share * (box?.width ?? 0), (box?.y ?? 0) + y];
  }
  const sent = async <Type extends ToHost['type']>(type: Type): Promise<Extract<ToHost, { type: Type }>[]> =>
    (await timeline.sent()).filter((message): message is Extract<ToHost, { type: Type }> => message.type === type);
  const lastSelected = async (): Promise<string | undefined> => (await sent('select')).at(-1)?.id;
  const pressed = (): Promise<string[]> => timeline.page.locator('.presets [aria-pressed=true]').allInnerTexts();
  /** What is seen, in milliseconds, once it is kept. */
  async function seen(): Promise<{ start: number; end: number }> {
    await eventually(async () => 'start' in Object(await timeline.state()), 'what is seen is kept');
    return (await timeline.state()) as { start: number; end: number };
  }

  it('has a lane for each of two things of one name, and says which is which', async () => {
    assert.deepEqual(await timeline.page.locator('.lane').allInnerTexts(), [
      'etl · acme-edge',
      'etl · acme-web',
      'nightly',
    ]);
  });

  it('selects what is clicked, and nothing where there is nothing', async () => {
    await timeline.page.mouse.click(...(await at(0.6, 12)));
    await eventually(async () => (await lastSelected()) === 'edge', 'the bar is selected');
    await timeline.page.mouse.click(...(await at(0.6, 36)));
    await eventually(async () => (await lastSelected()) === 'web', 'the bar of the other lane is');
    await timeline.page.mouse.click(...(await at(0.02, 12)));
    await eventually(async () => (await lastSelected()) === undefined, 'nothing is');
    await timeline.page.mouse.dblclick(...(await at(0.6, 12)));
    await eventually(async () => (await sent('open')).at(-1)?.id === 'edge', 'its page is asked for');
  });

  it('walks by arrows, fits what is selected, and follows what is asked for by key', async () => {
    await drawing.focus();
    await timeline.page.keyboard.press('ArrowLeft');
    await eventually(async () => (await lastSelected()) === 'edge', 'the newest is selected');
    assert.deepEqual(await pressed(), ['Hour']);
    await timeline.page.keyboard.press('Enter');
    const { start, end } = await seen();
    // Its 35 minutes, and a margin at each side.
    assert.equal(Math.round((end - start) / minute), 56);
    assert.deepEqual(await pressed(), []);
    await timeline.page.keyboard.press('ArrowDown');
    await eventually(async () => (await lastSelected()) === 'web', 'the one in the lane below');
    assert.match(await timeline.page.locator('.live').innerText(), /^etl, create cluster, succeeded, .*40 min/);
    await timeline.page.keyboard.press('2');
    await eventually(async () => (await pressed()).join() === 'Day', 'the day is followed');
    await timeline.page.keyboard.press('Space');
    assert.equal((await sent('open')).at(-1)?.id, 'web');
  });

  it('zooms at the pointer, pans with a drag, and moves as its strip is dragged', async () => {
    const [x, y] = await at(0.5, 12);
    await timeline.page.mouse.move(x, y);
    await timeline.page.keyboard.down('Control');
    await timeline.page.mouse.wheel(0, -200);
    await timeline.page.keyboard.up('Control');
    const zoomed = await seen();
    assert.ok(zoomed.end - zoomed.start < 40 * minute);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(x + 100, y, { steps: 3 });
    await timeline.page.mouse.up();
    await eventually(async () => (await seen()).start < zoomed.start, 'it shows what was earlier');
    assert.equal(await lastSelected(), undefined);
    const panned = await seen();
    const strip = await timeline.page.locator('.overview .window').boundingBox();
    const [middle, row] = [(strip?.x ?? 0) + (strip?.width ?? 0) / 2, (strip?.y ?? 0) + 5];
    await timeline.page.mouse.move(middle, row);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(middle - 60, row, { steps: 3 });
    await timeline.page.mouse.up();
    await eventually(async () => (await seen()).start < panned.start, 'it shows what was earlier still');
  });

  it('asks what to say of the bar under a resting pointer, and shows it as text', async () => {
    await timeline.page.mouse.move(...(await at(0.6, 12)));
    await eventually(async () => (await sent('hover')).at(-1)?.id === 'edge', 'it is asked');
    await timeline.send({ type: 'hover', id: 'edge', lines: ['<b>one</b>', 'two'] });
    assert.equal(await timeline.page.locator('.tooltip').innerText(), '<b>one</b>\n\ntwo');
    await timeline.page.mouse.move(...(await at(0.02, 60)));
    assert.equal(await timeline.page.locator('.tooltip').isVisible(), false);
  });

  it('hands VS Code’s menu the operation that it is opened on', async () => {
    await timeline.page.mouse.click(...(await at(0.6, 36)), { button: 'right' });
    const context = await drawing.getAttribute('data-vscode-context');
    assert.equal((JSON.parse(context ?? '{}') as { operationId?: string }).operationId, 'web');
  });

  it('folds what is idle, and shows it to whoever asks', async () => {
    await timeline.page.getByRole('button', { name: 'Fit', exact: true }).click();
    const gap = timeline.page.locator('.gap:visible');
    await eventually(async () => (await gap.getAttribute('aria-pressed')) === 'false', 'it is folded');
    assert.match((await gap.getAttribute('aria-label')) ?? '', /13 hr/);
    await gap.click();
    await eventually(async () => (await gap.getAttribute('aria-pressed')) === 'true', 'it is shown');
  });

  it('has a sheet of keys, a table, a summary, and a drawing to be saved', async () => {
    await drawing.focus();
    await timeline.page.keyboard.press('?');
    await timeline.page.getByRole('dialog', { name: 'Keys of the timeline' }).waitFor();
    await timeline.page.keyboard.press('Escape');
    await timeline.send({ type: 'summary', lines: ['3 running', 'more'] });
    assert.match(await timeline.page.locator('.toolbar').innerText(), /3 running/);
    await timeline.page.getByRole('button', { name: 'Save as SVG…' }).click();
    assert.match((await sent('export')).at(-1)?.svg ?? '', /^<svg [^]*>etl · acme-edge<[^]*<\/svg>\n$/);
    await timeline.page.getByRole('combobox').selectOption('project');
    assert.equal((await sent('lanes')).at(-1)?.by, 'project');
    await timeline.page.getByRole('button', { name: 'Table' }).click();
    assert.equal(await timeline.page.getByRole('row').count(), 4);
    await timeline.page.getByRole('button', { name: 'nightly' }).click();
    assert.equal((await sent('open')).at(-1)?.id, 'old');
  });

  it('looks as it did when it is loaded again', async () => {
    await drawing.focus();
    await timeline.page.keyboard.press('KeyW');
    await timeline.page.keyboard.press('ArrowLeft');
    const before = await seen();
    await eventually(async () => 'selected' in Object(await timeline.state()), 'the selection is kept');
    const state = await timeline.state();
    await timeline.page.close();
    timeline = await TimelinePage.open(browser, state);
    await timeline.setTheme(themes.light);
    await timeline.show(bars(), 'target', 'fit');
    drawing = timeline.page.locator('.drawing');
    assert.deepEqual(await pressed(), []);
    await drawing.focus();
    await timeline.page.keyboard.press('Space');
    assert.equal((await sent('open')).at(-1)?.id, 'edge');
    await timeline.page.keyboard.press('KeyD');
    await eventually(async () => (await seen()).end !== before.end, 'what is seen now is kept');
    const after = await seen();
    assert.ok(Math.abs(after.end - after.start - (before.end - before.start)) < 1_000);
  });
});
