import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoDay, scenarios } from '../emulator/index.js';
import { unreadDecorations } from '../../src/ui/tree/unreadDecorations.js';
import { openHost, type Host } from './support/host.js';
import { allRows, outline, rowNamed, shownRows } from './support/tree.js';
import { until } from './support/until.js';

const minutes = (count: number): number => count * 60_000;

describe('the tree', function () {
  this.timeout(20_000);
  let host: Host;

  before(async () => {
    host = await openHost();
  });

  after(() => host.close());

  beforeEach(() => host.emulator.control.reset());

  const shown = (): string[] => outline(shownRows(host.explorer));

  it('shows projects, regions that hold operations, and operations with the fact that matters', async () => {
    const { control } = host.emulator;
    const project = 'acme-web';
    control.createOperations([
      { service: 'dataproc', project, location: 'us-central1', target: 'etl-7', createdAgoMs: minutes(4.5) },
      {
        service: 'clouddeploy',
        project,
        location: 'us-central1',
        target: 'projects/acme-web/locations/us-central1/deliveryPipelines/web/releases/web-9',
        createdAgoMs: minutes(10),
        scenario: scenarios.succeeds(72),
      },
      {
        service: 'gkehub',
        project,
        location: 'global',
        verb: 'delete',
        target: 'projects/acme-web/locations/global/memberships/edge-3',
        createdAgoMs: minutes(30),
        scenario: scenarios.fails(60, 8, 'Quota exceeded.'),
      },
      { service: 'vault', target: 'm-1', createdAgoMs: minutes(2.5), scenario: scenarios.neverEnds() },
    ]);
    control.createOperation({
      service: 'dataproc',
      project,
      location: 'europe-west1',
      verb: 'delete',
      target: 'old-2',
      createdAgoMs: minutes(9),
      scenario: scenarios.succeeds(minutes(60)),
    });
    await host.refresh();
    assert.deepEqual(shown(), [
      'What concerns me | 1 ended',
      '  edge-3 | failed 29 min. ago · Quota exceeded. · after 1 min · delete membership · acme-web, global',
      'acme-analytics',
      '  No operations',
      'acme-web | 1 running',
      '  europe-west1 | 1 running',
      '    old-2 | 9 min · delete cluster',
      '  global | 1 ended',
      '    edge-3 | failed 29 min. ago · Quota exceeded. · after 1 min · delete membership',
      '  us-central1 | 2 ended',
      '    etl-7 | 1 min, 3 min. ago · create cluster',
      '    web-9 | 1 min, 8 min. ago · create release',
      'acme-edge',
      '  No operations',
      'Google Workspace | 1 running',
      '  m-1 | 2 min · count artifacts in matter',
    ]);
  });

  it('has ids of its own for every row, the same after a refresh, and words for every icon', async () => {
    demoDay(host.emulator);
    await host.refresh();
    const before = allRows(host.explorer);
    assert.ok(before.length > 60);
    assert.equal(new Set(before.map(({ id }) => id)).size, before.length);
    const states = /running|cancelling|cancelled|succeeded|failed|expired/;
    for (const row of before.filter(({ tokens }) => tokens.includes('operation'))) {
      assert.match(row.spoken ?? '', states);
      assert.deepEqual(row.tokens, [...row.tokens].sort());
    }
    const elements = new Map(before.map(({ id, element }) => [id, element]));
    await host.refresh();
    for (const { id, element } of allRows(host.explorer)) {
      assert.ok(!elements.has(id) || elements.get(id) === element, id);
    }
  });

  it('escapes what servers say in tooltips, and trusts none of it', async () => {
    host.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      target: 'etl',
      createdAgoMs: minutes(5),
      scenario: scenarios.fails(1, 13, '[click](command:evil) <b>bold</b> **loud**'),
    });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Create cluster etl'), 'the row');
    const { tree } = host.explorer;
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(row.element), row.element);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.notEqual(tooltip.isTrusted, true);
    assert.notEqual(tooltip.supportHtml, true);
    assert.match(tooltip.value, /^\*\*Create cluster etl\*\*\n/);
    assert.match(tooltip.value, /INTERNAL/);
    assert.doesNotMatch(tooltip.value, /\[click\]\(|<b>|\*\*loud/);
    assert.match(tooltip.value, /projects\/acme-web\/regions/);
    const links = [...tooltip.value.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, address]) => address);
    assert.deepEqual(links, [
      'https://console.cloud.google.com/dataproc/clusters/etl/monitoring?region=us-central1&project=acme-web',
    ]);
  });

  it('shows 50 that have ended, and more in place when asked', async () => {
    const specs = Array.from({ length: 85 }, (_, index) => ({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-west1',
      target: `c-${index}`,
      createdAgoMs: minutes(100 + index),
    }));
    host.emulator.control.createOperations(specs);
    await host.refresh();
    const more = await until(() => rowNamed(host.explorer, '35 more'), 'the row that stands for the rest');
    assert.ok(rowNamed(host.explorer, 'Create cluster c-49'));
    assert.equal(rowNamed(host.explorer, 'Create cluster c-50'), undefined);
    assert.equal(more.command?.command, 'cloudOperations.showMore');
    await vscode.commands.executeCommand(more.command.command, ...((more.command.arguments ?? []) as unknown[]));
    assert.ok(rowNamed(host.explorer, 'Create cluster c-84'));
    assert.equal(rowNamed(host.explorer, '35 more'), undefined);
  });

  it('fires for the rows that changed and for no others', async () => {
    const { control } = host.emulator;
    const name = control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      target: 'etl-7',
      scenario: scenarios.neverEnds(),
    });
    await host.refresh();
    const row = await until(() => rowNamed(host.explorer, 'Create cluster etl-7'), 'the row');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const fired: (string[] | undefined)[] = [];
    const listening = host.explorer.tree.onDidChangeTreeData((rows) => fired.push(rows?.map(({ id }) => id)));
    const { store } = host.explorer.session.watch;
    const operation = [...store.all()].find((each) => each.name === name)!;
    store.read(operation.collection, { ...operation, statusText: 'half done' });
    await until(() => fired.length > 0, 'the tree to draw');
    listening.dispose();
    assert.deepEqual(fired, [[row.id]]);
  });

  it('shows empty regions when the setting asks for them, without reading anything again', async () => {
    await host.refresh();
    assert.equal(rowNamed(host.explorer, 'us-central1'), undefined);
    host.emulator.control.clearRequests();
    await host.configure({ 'cloudOperations.showEmptyRegions': true });
    await until(() => rowNamed(host.explorer, 'us-central1'), 'an empty region');
    assert.equal(host.emulator.requests.filter(({ url }) => url.includes('/operations')).length, 0);
    await host.configure({ 'cloudOperations.showEmptyRegions': undefined });
  });

  it('says what failed, where, and what helps, while the rest is shown', async () => {
    const { control } = host.emulator;
    control.createOperation({ service: 'gkehub', project: 'acme-web', location: 'global', target: 'edge-3' });
    control.inject({ service: 'clouddeploy', project: 'acme-web', effect: { kind: 'error', case: 'apiDisabled' } });
    control.inject({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-east1',
      effect: { kind: 'error', case: 'permissionDenied' },
    });
    await host.refresh();
    const disabled = await until(() => rowNamed(host.explorer, 'Cloud Deploy'), 'the service that is not enabled');
    assert.equal(disabled.description, 'API not enabled · Enable…');
    assert.equal(disabled.remedy?.command, 'cloudOperations.openLink');
    assert.match(String(disabled.remedy.args[0]), /^https:\/\/console\./);
    const denied = await until(() => rowNamed(host.explorer, 'Dataproc in us-east1'), 'the region that is refused');
    assert.match(denied.description, /^No permission \S+ · Copy Grant Command$/);
    assert.ok(allRows(host.explorer).some(({ label }) => label.includes('edge-3')));
    const root = rowNamed(host.explorer, 'acme-web')!;
    assert.equal(root.description, '≥ 1 running · 1 unreadable · 1 not available');
    assert.equal(root.spoken, 'acme-web, at least 1 running, 1 unreadable, 1 not available');
    const { resourceUri } = host.explorer.tree.getTreeItem(root.element);
    assert.ok(resourceUri);
    const { token } = new vscode.CancellationTokenSource();
    const tint = await unreadDecorations.provideFileDecoration(resourceUri, token);
    assert.equal(tint?.tooltip, '1 could not be read');
    assert.equal(host.explorer.tree.getTreeItem(rowNamed(host.explorer, 'acme-edge')!.element).resourceUri, undefined);
    assert.equal(root.children[0]?.label, 'Dataproc in us-east1');
    assert.equal(root.children.at(-1)?.label, 'Cloud Deploy');
    const { tree } = host.explorer;
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(root.element), root.element);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    const hover = tooltip.value.replaceAll('\\', '').replaceAll('&nbsp;', ' ');
    assert.match(hover, /Last read: .*\n/);
    assert.match(hover, /Next look: .*\n/);
    assert.match(hover, /Requests in the last hour: [1-9]\d*\s/);
    assert.match(hover, /As of .*\n/);
    assert.match(hover, /Not read: Dataproc in us-east1: No permission/);
    assert.match(hover, /Not read: Cloud Deploy: API not enabled/);
  });

  it('names a setting that is not understood, and goes on with the rest', async () => {
    await host.configure({ 'cloudOperations.projects': ['acme-web', 'Not A Project'] });
    await until(() => rowNamed(host.explorer, 'acme-web'), 'the good project');
    const row = await until(() => rowNamed(host.explorer, 'cloudOperations.projects'), 'the bad one');
    assert.equal(
      row.description,
      '“Not A Project”: expected a project id such as acme-analytics, or a folder such as folders/123456789',
    );
    assert.equal(row.command?.command, 'cloudOperations.openSettings');
    await host.configure(host.emulator.settings);
  });

  it('is empty, with a word of welcome, where there is no credential', async () => {
    const credentials = process.env.GOOGLE_APPLICATION_CREDENTIALS;
    const config = process.env.CLOUDSDK_CONFIG;
    process.env.CLOUDSDK_CONFIG = '/nonexistent';
    delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
    await host.configure({
      'cloudOperations.requestTimeout': 31,
      'cloudOperations.credentials.source': 'applicationDefault',
      'cloudOperations.credentials.gcloudPath': '/nonexistent/gcloud',
    });
    await host.refresh();
    assert.deepEqual(shown(), []);
    assert.equal(host.explorer.tree.rows.welcome(), 'install');
    process.env.GOOGLE_APPLICATION_CREDENTIALS = credentials;
    if (config === undefined) {
      delete process.env.CLOUDSDK_CONFIG;
    } else {
      process.env.CLOUDSDK_CONFIG = config;
    }
    await host.configure({
      'cloudOperations.requestTimeout': undefined,
      'cloudOperations.credentials.source': undefined,
      'cloudOperations.credentials.gcloudPath': undefined,
    });
  });
});
