import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { orderedChoice } from '../../src/ui/projects/projectSettings.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { acceptAll, openedPick } from './support/quickPicks.js';
import { rowNamed, shownRows } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** Checks or unchecks a project in the picker, with the keyboard's own commands, and accepts. */
async function toggle(project: string): Promise<void> {
  const { pick, ended } = await openedPick(() => run('cloudOperations.selectProjects'));
  const row = await until(() => (pick.busy ? undefined : pick.items.find(({ label }) => label === project)), project);
  const checked = pick.selectedItems.length;
  pick.activeItems = [row];
  await until(async () => {
    await run('workbench.action.quickPickManyToggle');
    // Not at once again: a mark that comes late would be taken back.
    return until(() => pick.selectedItems.length !== checked, 'the check mark', 2_000).catch(() => false);
  }, 'the check mark');
  await run('workbench.action.acceptSelectedQuickOpenItem');
  await ended;
}

describe('projects', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  before(async () => {
    messages = new Messages();
    host = await openHost();
    await host.configure({ 'cloudOperations.services': ['gkehub'] });
  });

  after(async () => {
    await host.configure({
      'cloudOperations.hiddenProjects': undefined,
      'cloudOperations.pinnedProjects': undefined,
      'cloudOperations.requestTimeout': 29,
    });
    await host.configure({ 'cloudOperations.requestTimeout': undefined });
    messages.restore();
    await host.close();
  });

  const roots = (): string[] => shownRows(host.explorer).map(({ label }) => label);
  const setting = (name: string): readonly string[] | undefined =>
    vscode.workspace.getConfiguration('cloudOperations').get(name);
  const become = (expected: readonly string[]): Promise<boolean> =>
    until(() => roots().join() === expected.join(), `the roots ${expected.join()}`);

  it('stay as they are when the picker is accepted as it opens: those on show are checked', async () => {
    host.emulator.control.clearRequests();
    await acceptAll(run('cloudOperations.selectProjects'));
    assert.deepEqual(setting('projects'), ['acme-analytics', 'acme-web', 'acme-edge']);
    assert.ok(host.emulator.requests.some(({ url }) => url.includes('/v3/projects:search')));
  });

  it('are chosen from the list that the server gives, ids with a domain among them', async () => {
    await toggle('example.com:billing-export');
    assert.deepEqual(setting('projects'), ['acme-analytics', 'acme-web', 'acme-edge', 'example.com:billing-export']);
    await become(['acme-analytics', 'acme-web', 'acme-edge', 'example.com:billing-export']);
    const asked = await until(
      () => host.emulator.requests.find(({ url }) => url.includes('/gkehub/') && url.includes('billing-export')),
      'a request for it',
    );
    assert.match(asked.url, /\/projects\/example\.com%3Abilling-export\/locations\/-\/operations/);
  });

  it('are pinned to the top, and unpinned', async () => {
    await run('cloudOperations.pinProject', rowNamed(host.explorer, 'acme-edge')?.element);
    await become(['acme-edge', 'acme-analytics', 'acme-web', 'example.com:billing-export']);
    const pinned = rowNamed(host.explorer, 'acme-edge')!;
    assert.ok(pinned.tokens.includes('pinned'));
    assert.equal(pinned.icon, 'pinned');
    await run('cloudOperations.unpinProject', pinned.element);
    await become(['acme-analytics', 'acme-web', 'acme-edge', 'example.com:billing-export']);
  });

  it('are pinned without a request, while one that is under way goes on to its answer', async () => {
    const { control } = host.emulator;
    const name = control.createOperation({
      service: 'gkehub',
      project: 'acme-web',
      location: 'global',
      target: 'edge-9',
    });
    const operation = await until(async () => {
      await host.refresh();
      return [...host.explorer.session.watch.store.all()].find((each) => each.name === name);
    }, 'the operation');
    const { watch } = host.explorer.session;
    control.inject({ method: 'operations.cancel', times: 1, delayMs: 2_000, effect: { kind: 'slow' } });
    control.clearRequests();
    const request = watch.cancellations.request(operation);
    await until(() => host.emulator.requests.some(({ method }) => method === 'POST'), 'the request to cancel');
    await run('cloudOperations.pinProject', rowNamed(host.explorer, 'acme-edge')?.element);
    await become(['acme-edge', 'acme-analytics', 'acme-web', 'example.com:billing-export']);
    await host.configure({ 'cloudOperations.credentials.oauthClientId': 'id.apps.googleusercontent.com' });
    const { delivery } = await request;
    assert.equal(delivery, 'accepted');
    assert.deepEqual(
      host.emulator.requests.filter(({ operation }) => operation !== 'operations.get').map(({ url }) => url),
      host.emulator.requests.filter(({ method }) => method === 'POST').map(({ url }) => url),
    );
    assert.equal(host.explorer.session.watch, watch);
    await host.configure({ 'cloudOperations.credentials.oauthClientId': undefined });
    await run('cloudOperations.unpinProject', rowNamed(host.explorer, 'acme-edge')?.element);
    await become(['acme-analytics', 'acme-web', 'acme-edge', 'example.com:billing-export']);
  });

  it('are hidden, all that are selected, and not asked any more; the list of projects stays', async () => {
    const rows = ['acme-analytics', 'example.com:billing-export'].map((name) => rowNamed(host.explorer, name)!.element);
    await run('cloudOperations.hideProject', rows[0], rows);
    await become(['acme-web', 'acme-edge']);
    assert.equal(setting('projects')?.length, 4);
    host.emulator.control.clearRequests();
    await host.refresh();
    assert.ok(host.emulator.requests.every(({ url }) => !url.includes('acme-analytics')));
  });

  it('come back when they are chosen again', async () => {
    await toggle('acme-analytics');
    assert.deepEqual(setting('hiddenProjects'), ['example.com:billing-export']);
    await become(['acme-analytics', 'acme-web', 'acme-edge']);
  });

  it('keep their order when some are added and some taken away', () => {
    assert.deepEqual(orderedChoice(['c', 'a', 'b'], [], ['b', 'new', 'c']), ['c', 'b', 'new']);
    // A hidden one was not on show to be unchecked.
    assert.deepEqual(orderedChoice(['c', 'a'], ['a'], ['c']), ['c', 'a']);
    assert.deepEqual(orderedChoice(['c', 'a'], ['a'], ['a']), ['a']);
  });
});

describe('a folder in place of its projects', function () {
  this.timeout(30_000);
  let host: Host;

  useHost((opened) => (host = opened));
  before(async () => {
    const { control } = host.emulator;
    control.addFolder({ name: 'folders/12', displayName: 'Night jobs' });
    control.addProject({ projectId: 'night-a', parent: 'folders/12' });
    control.addProject({ projectId: 'night-b', parent: 'folders/12' });
    await host.configure({ 'cloudOperations.services': ['gkehub'], 'cloudOperations.projects': ['acme-web'] });
    await host.refresh();
  });

  const roots = (): string =>
    shownRows(host.explorer)
      .map(({ label }) => label)
      .join();
  const setting = (name: string): readonly string[] | undefined =>
    vscode.workspace.getConfiguration('cloudOperations').get(name);

  it('is one choice in the picker, by its own name', async () => {
    await toggle('Night jobs');
    assert.deepEqual(setting('projects'), ['acme-web', 'folders/12']);
    await until(() => roots() === 'acme-web,night-a,night-b', 'its projects');
  });

  it('stays that when the picker is accepted as it opens: its projects are not chosen one by one', async () => {
    await acceptAll(run('cloudOperations.selectProjects'));
    assert.deepEqual(setting('projects'), ['acme-web', 'folders/12']);
  });

  it('has projects that are hidden like others, and those that are new the next time', async () => {
    await run('cloudOperations.hideProject', rowNamed(host.explorer, 'night-a')?.element);
    await until(() => roots() === 'acme-web,night-b', 'one to be hidden');
    assert.deepEqual(setting('projects'), ['acme-web', 'folders/12']);
    await until(() => !host.explorer.session.watch.refresher.busy, 'what is under way to end');
    host.emulator.control.addProject({ projectId: 'night-c', parent: 'folders/12' });
    await host.refresh();
    assert.equal(roots(), 'acme-web,night-b,night-c');
  });

  it('is a row of its own that says what helps where nothing below it may be seen', async () => {
    await host.configure({ 'cloudOperations.projects': ['organizations/99', 'acme-web'] });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'organizations/99'), 'its row');
    assert.equal(row.icon, 'root-folder');
    // Nothing that is done to a project is offered.
    assert.ok(row.tokens.includes('outside'));
    const [problem] = row.children;
    assert.equal(problem?.label, 'No projects');
    assert.match(problem.description, /^or none of those below it is yours to see/);
    assert.equal(problem.remedy?.command, 'cloudOperations.selectProjects');
    await acceptAll(run('cloudOperations.selectProjects'));
    assert.deepEqual(setting('projects'), ['organizations/99', 'acme-web']);
  });
});
