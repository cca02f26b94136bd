// What the packaged extension costs a served VS Code: nothing while nobody looks, then load, activation and first row.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { demoDay, startEmulator } from '../emulator/index.js';
import { emulate } from '../vscode/emulated.js';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import type { ActivationParameters, ActivationResult } from './host/activation.child.js';
import { bench } from './support/bench.js';
import { extensionId, viewTitle } from './support/extension.js';
import { openHost } from './support/host.js';
import { median } from './support/statistics.js';
import { ViewListener, viewSteps, type ViewSteps } from './support/viewSteps.js';
import { packageStaticTree, staticId, staticTitle } from './support/staticTree.js';
import { printTable } from './support/table.js';

const stepNames: Readonly<Record<keyof ViewSteps, string>> = {
  activateSent: 'the window asks for the extension',
  treeHeard: 'it hears of the tree',
  rowsAsked: 'it asks for rows',
  rowsHeard: 'it hears of them',
  belowAsked: 'it asks for those below',
  belowHeard: 'it hears of them',
};

/** From the click on the view's icon, in milliseconds. */
interface ViewTimes {
  readonly firstRowMs: number;
  /** Nothing is remembered in a fresh profile, so that the first operation is one that was just read. */
  readonly firstFreshRowMs: number | undefined;
  readonly steps: ViewSteps;
}

interface Run extends ActivationResult {
  readonly view: ViewTimes | undefined;
}

bench(async ({ quick }) => {
  const opened: Run[] = [];
  const closed: Run[] = [];
  const staticRows: ViewTimes[] = [];
  const staticOpenRows: ViewTimes[] = [];
  for (let run = 0; run < (quick ? 1 : 5); run++) {
    staticRows.push(await staticRow(false));
    staticOpenRows.push(await staticRow(true));
    opened.push(await once('view'));
    closed.push(await once('command'));
  }
  const all = [...opened, ...closed];
  if (all.some(({ activeAtStart }) => activeAtStart)) {
    throw new Error('the extension was active before anybody looked');
  }
  const of = (runs: readonly Run[], pick: (run: Run) => number | undefined): number =>
    median(runs.flatMap((run) => pick(run) ?? []));
  const views = opened.flatMap(({ view }) => view ?? []);
  const staticRowMs = median(staticRows.map((row) => row.firstRowMs));
  const staticOpenRowMs = median(staticOpenRows.map((row) => row.firstRowMs));
  const firstRowMs = of(opened, (run) => run.view?.firstRowMs);
  const figures = {
    loadMs: of(all, (run) => run.loadMs),
    activateMs: of(all, (run) => run.activateMs),
    openLoadMs: of(opened, (run) => run.loadMs),
    openActivateMs: of(opened, (run) => run.activateMs),
    staticRowMs,
    staticOpenRowMs,
    firstRowMs,
    ratioToStatic: firstRowMs / staticRowMs,
    ratioToStaticOpen: firstRowMs / staticOpenRowMs,
    firstFreshRowMs: of(opened, (run) => run.view?.firstFreshRowMs),
    explorerLoadMs: of(closed, (run) => run.explorerLoadMs),
    googleLoadMs: of(closed, (run) => run.googleLoadMs),
    steps: stepsOf(views),
    staticSteps: stepsOf(staticRows),
    staticOpenSteps: stepsOf(staticOpenRows),
  };
  printTable(
    `Activation in a served VS Code, medians of ${opened.length} starts with the view opened and ${closed.length} with it closed`,
    ['ms', 'view opened', 'view closed', 'aim'],
    [
      ['before anybody looks', 'not loaded', 'not loaded', 0],
      ['load', figures.openLoadMs, of(closed, (run) => run.loadMs)],
      ['activate', figures.openActivateMs, of(closed, (run) => run.activateMs)],
      [
        'load and activate',
        of(opened, (run) => run.loadMs + run.activateMs),
        of(closed, (run) => run.loadMs + run.activateMs),
        3,
      ],
      ['dist/explorer.js, loaded on the first look', undefined, figures.explorerLoadMs],
      ['dist/google.js, loaded on the first request', undefined, figures.googleLoadMs, 15],
      ['from the click on the view to the first row', figures.firstRowMs],
      ['the same of a tree that is static', figures.staticRowMs],
      ['the one to the other', figures.ratioToStatic, undefined, 1.35],
      ['a static tree whose rows are open', figures.staticOpenRowMs],
      ['the product to that one', figures.ratioToStaticOpen],
      ['… to the first operation, emulator at 0 ms', figures.firstFreshRowMs],
      ['… after the first row', figures.firstFreshRowMs - figures.firstRowMs, undefined, 600],
    ],
  );
  printTable(
    'What passes between the window and the extension host until then, milliseconds from the click',
    ['', 'product', 'static tree', 'its rows open'],
    [
      ...viewSteps.map((step) => [
        stepNames[step],
        figures.steps[step],
        figures.staticSteps[step],
        figures.staticOpenSteps[step],
      ]),
      ['the first row is drawn', firstRowMs, staticRowMs, staticOpenRowMs],
    ],
  );
  return figures;
});

function stepsOf(views: readonly ViewTimes[]): ViewSteps {
  const steps: ViewSteps = {};
  for (const step of viewSteps) {
    const times = views.flatMap((view) => view.steps[step] ?? []);
    if (times.length > 0) {
      steps[step] = median(times);
    }
  }
  return steps;
}

async function once(by: ActivationParameters['by']): Promise<Run> {
  const sandbox = new Sandbox(process.cwd());
  const emulator = await startEmulator();
  try {
    demoDay(emulator);
    const { settings, env } = emulate(emulator, sandbox);
    const [readyFile, doneFile] = ['ready', 'done'].map((name) => path.join(sandbox.folder, name)) as [string, string];
    const parameters: ActivationParameters = { extension: extensionId(), by, readyFile, doneFile };
    const host = await openHost<ActivationResult>(sandbox, {
      program: 'bench/host/activation',
      parameters,
      settings,
      env,
      vsix: packagedExtension(process.cwd()),
    });
    try {
      const view = by === 'view' ? await openView(host.page, viewTitle(), readyFile) : undefined;
      writeFileSync(doneFile, '');
      return { ...(await host.result), view };
    } finally {
      await host.close();
    }
  } finally {
    await emulator.stop();
    await sandbox.close();
  }
}

/** The same click on the icon of a tree that has nothing to find out; `open` with a row below each. */
async function staticRow(open: boolean): Promise<ViewTimes> {
  const sandbox = new Sandbox(process.cwd());
  try {
    const [readyFile, doneFile] = ['ready', 'done'].map((name) => path.join(sandbox.folder, name)) as [string, string];
    const parameters: ActivationParameters = { extension: staticId, by: 'view', readyFile, doneFile };
    const host = await openHost<ActivationResult>(sandbox, {
      program: 'bench/host/activation',
      parameters,
      vsix: packageStaticTree(sandbox, open),
    });
    try {
      const times = await openView(host.page, staticTitle, readyFile);
      writeFileSync(doneFile, '');
      await host.result;
      return times;
    } finally {
      await host.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** Clicks the view's icon once the workbench has come to rest; times are taken by the page itself. */
async function openView(page: Page, title: string, readyFile: string): Promise<ViewTimes> {
  const icon = page.locator(`.activitybar .action-item a[aria-label^="${title}"]`);
  await icon.waitFor({ timeout: 60_000 });
  for (let waited = 0; !existsSync(readyFile); waited += 100) {
    if (waited > 60_000) {
      throw new Error('the extension host did not start within a minute');
    }
    await page.waitForTimeout(100);
  }
  const listener = await ViewListener.start(page);
  const times = page.evaluate(
    (withOperations) =>
      new Promise<Omit<ViewTimes, 'steps'> & { readonly clickedAt: number }>((resolve, reject) => {
        setTimeout(() => reject(new Error('no operation within a minute')), 60_000);
        let clickedAt = Infinity;
        let firstRowMs: number | undefined;
        document.addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          const rows = [...document.querySelectorAll('.part.sidebar .pane-body .monaco-list-row')];
          const now = performance.now() - clickedAt;
          if (rows.length > 0) {
            firstRowMs ??= now;
          }
          // Projects are at level 1, locations at level 2.
          const operation = rows.some((row) => Number(row.getAttribute('aria-level')) >= 3);
          if (firstRowMs !== undefined && (operation || !withOperations)) {
            observer.disconnect();
            resolve({ clickedAt, firstRowMs, firstFreshRowMs: operation ? now : undefined });
          }
        });
        observer.observe(document.body, { childList: true, subtree: true, attributes: true });
      }),
    title === viewTitle(),
  );
  await icon.click();
  const { clickedAt, ...found } = await times;
  return { ...found, steps: await listener.stop(clickedAt) };
}
