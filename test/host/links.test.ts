import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scenarios } from '../emulator/index.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { OpenedLinks } from './support/openedLinks.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('links and copies', function () {
  this.timeout(20_000);
  let host: Host;
  let messages: Messages;
  let opened: OpenedLinks;
  let name: string;
  let row: ShownRow;

  useHost((openedHost, shown) => {
    host = openedHost;
    messages = shown;
  });

  beforeEach(async () => {
    opened = new OpenedLinks();
    messages.clear();
    host.emulator.control.reset();
    name = host.emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
      target: 'etl-7',
      scenario: scenarios.neverEnds(1),
    });
    await host.refresh();
    row = await until(() => rowNamed(host.explorer, 'Create cluster etl-7'), 'the row');
  });

  afterEach(() => opened.restore());

  const run = (command: string, ...args: unknown[]) =>
    vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
  const id = () => name.slice(name.lastIndexOf('/') + 1);

  it('opens the page of the target, and the audit log', async () => {
    await run('openInConsole', row.element);
    await run('findInAuditLog', row.element);
    const [page, log] = opened.urls;
    assert.equal(
      page,
      'https://console.cloud.google.com/dataproc/clusters/etl-7/monitoring?region=us-central1&project=acme-web',
    );
    assert.match(log ?? '', /^https:\/\/console\.cloud\.google\.com\/logs\/query;query=[\w.%~-]+\?project=acme-web$/);
    assert.ok(decodeURIComponent(log ?? '').includes(`operation.id=("${name}" OR "${id()}")`));
  });

  it('copies each form, and of several rows a line each', async () => {
    const copied = async (command: string, ...args: unknown[]): Promise<string> => {
      await vscode.env.clipboard.writeText('');
      await run(command, ...args);
      return await vscode.env.clipboard.readText();
    };
    const gcloud = (verb: string) =>
      `gcloud dataproc operations ${verb} ${id()} --region=us-central1 --project=acme-web`;
    assert.equal(await copied('copyGcloudDescribe', row.element), gcloud('describe'));
    assert.equal(await copied('copyGcloudCancel', row.element), gcloud('cancel'));
    const second = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'us-central1', target: 'etl-8' },
      scenario: scenarios.neverEnds(1),
    });
    await host.refresh();
    const other = await until(() => rowNamed(host.explorer, 'Create cluster etl-8'), 'the second row');
    const both = [row.element, other.element];
    assert.equal(await copied('copyId', row.element, both), `${id()}\n${second.slice(second.lastIndexOf('/') + 1)}`);
    // An operation may have a second row, above all projects.
    assert.equal(await copied('copyId', row.element, [row.element, row.element]), id());
    assert.equal(await copied('copyTarget', row.element), 'etl-7');
    assert.equal(await copied('copySelfLink', row.element), `https://dataproc.googleapis.com/v1/${name}`);
    const curl = await copied('copyCurl', row.element);
    assert.ok(curl.endsWith(` https://dataproc.googleapis.com/v1/${name}`));
    assert.ok(!curl.includes('ya29.'), 'no token is copied');
    assert.equal(await copied('copyProjectId', { type: 'project', project: 'acme-web' }), 'acme-web');
  });

  it('says where gcloud has no command, and leaves the clipboard as it was', async () => {
    host.emulator.control.createOperation({
      service: 'clouddeploy',
      project: 'acme-web',
      location: 'europe-west1',
      target: 'projects/acme-web/locations/europe-west1/deliveryPipelines/web/releases/r1',
    });
    await host.refresh();
    const release = await until(() => rowNamed(host.explorer, 'Create release r1'), 'the row');
    await vscode.env.clipboard.writeText('mine');
    await run('copyGcloudCancel', release.element);
    assert.equal(await vscode.env.clipboard.readText(), 'mine');
    assert.deepEqual(
      messages.shown.map(({ text }) => text),
      ['gcloud has no command for this operation of Cloud Deploy.'],
    );
  });

  it('opens a project, by its row', async () => {
    await run('openProjectInConsole', { type: 'project', project: 'acme-web' });
    assert.deepEqual(opened.urls, ['https://console.cloud.google.com/home/dashboard?project=acme-web']);
  });
});
