import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { scenarios, type ServiceSpec } from '../emulator/index.js';
import { openHost, type Host } from './support/host.js';
import { Messages } from './support/messages.js';
import { acceptAll, openedPick } from './support/quickPicks.js';
import { allRows, rowNamed } from './support/tree.js';
import { until } from './support/until.js';

interface Item extends vscode.QuickPickItem {
  readonly id: string;
}

/** What a person does with the boxes of one command. */
interface Answers {
  /** Types it; empty for the file dialog. */
  readonly typed?: string;
  readonly file?: string;
  readonly pick?: (items: readonly Item[]) => unknown;
}

const place = { project: 'acme-web', location: 'us-central1' };
const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

describe('services', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;
  let folder: string;

  before(async () => {
    messages = new Messages();
    host = await openHost();
    folder = mkdtempSync(path.join(tmpdir(), 'cloud-operations-services-'));
    host.emulator.control.addService(service('redis', 'redis.googleapis.com'));
    const name = 'cloudOperations.endpointOverrides';
    const overrides = host.emulator.settings[name] as Record<string, string>;
    await host.configure({
      'cloudOperations.projects': ['acme-web'],
      'cloudOperations.regions': ['us-central1'],
      [name]: { ...overrides, redis: `${host.emulator.url}/redis` },
    });
  });

  after(async () => {
    await vscode.workspace.getConfiguration('cloudOperations').update('services', undefined, true);
    messages.restore();
    rmSync(folder, { recursive: true });
    await host.close();
  });

  beforeEach(() => messages.clear());

  const chosen = (): readonly string[] => vscode.workspace.getConfiguration('cloudOperations').get('services', []);

  async function answering(command: string, { typed, file, pick }: Answers): Promise<void> {
    const { showInputBox, showQuickPick, showOpenDialog } = vscode.window;
    Object.assign(vscode.window, {
      showInputBox: () => Promise.resolve(typed),
      showQuickPick: (items: readonly Item[]) => Promise.resolve(pick?.(items)),
      showOpenDialog: () => Promise.resolve(file === undefined ? undefined : [vscode.Uri.file(file)]),
    });
    try {
      await run(command);
    } finally {
      Object.assign(vscode.window, { showInputBox, showQuickPick, showOpenDialog });
    }
  }

  it('are offered from the whole catalogue, with what each supports, those on show checked', async () => {
    const { pick, ended } = await openedPick<Item>(() => run('cloudOperations.selectServices'));
    const offered = pick.items;
    assert.deepEqual(pick.selectedItems.map(({ id }) => id).sort(), ['clouddeploy', 'dataproc', 'gkehub', 'vault']);
    pick.hide();
    await ended;
    const services = offered.filter(({ id }) => id !== '' && id !== '*');
    assert.ok(services.length > 100);
    const detail = (wanted: string): string | undefined => services.find(({ id }) => id === wanted)?.detail;
    assert.equal(detail('dataproc'), 'list, cancel, delete · versions v1, v1beta2');
    assert.equal(detail('vault'), 'list, cancel, delete · outside projects');
    assert.match(detail('compute') ?? '', /the service has no cancel/);
    assert.deepEqual(chosen(), ['dataproc', 'clouddeploy', 'gkehub', 'vault']);
  });

  it('say before they are chosen what a look at them costs', async () => {
    const { pick, ended } = await openedPick<Item>(() => run('cloudOperations.selectServices'));
    const choosing = async (...ids: string[]): Promise<string> => {
      const before = pick.title;
      pick.selectedItems = pick.items.filter(({ id }) => ids.includes(id));
      return until(() => (pick.title !== before ? pick.title : undefined), 'another title');
    };
    // One project, one region by the settings.
    assert.equal(await choosing('redis'), 'Choose Services: one request for a full look');
    assert.equal(await choosing('redis', 'dataproc'), 'Choose Services: about 2 requests for a full look');
    assert.match(await choosing('*'), /: about [0-9]+ requests/);
    assert.equal(await choosing(), 'Choose Services');
    pick.hide();
    await ended;
    assert.deepEqual(chosen(), ['dataproc', 'clouddeploy', 'gkehub', 'vault']);
  });

  it('are shown when they are chosen, and only they are asked', async () => {
    const { control } = host.emulator;
    control.createOperation({ service: 'redis', ...place, scenario: scenarios.neverEnds() });
    const { pick, ended } = await openedPick<Item>(() => run('cloudOperations.selectServices'));
    pick.selectedItems = pick.items.filter(({ id }) => id === 'redis');
    await until(() => pick.title?.includes('one request') === true, 'the choice to arrive');
    await acceptAll(ended);
    assert.deepEqual(chosen(), ['redis']);
    await until(() => allRows(host.explorer).find(({ element }) => element.type === 'operation'), 'its operation');
    control.clearRequests();
    await host.refresh();
    assert.ok(host.emulator.requests.some(({ url }) => url.startsWith('/redis/')));
    assert.ok(host.emulator.requests.every(({ url }) => !url.startsWith('/dataproc/')));
  });

  it('are added by a discovery document, after a question that names where tokens go', async () => {
    const { control, url } = host.emulator;
    const root = `${url}/movers/`;
    const file = path.join(folder, 'movers.json');
    writeFileSync(file, JSON.stringify(discoveryDocument(root)));
    await answering('cloudOperations.addService', { typed: '', file });
    const question = messages.shown.find(({ modal }) => modal);
    assert.equal(question?.text, 'Add “Batch Mover”?');
    assert.match(question.detail ?? '', new RegExp(`^Access tokens of your account will be sent to ${root}`));
    assert.deepEqual(chosen(), ['redis'], 'not without a yes');

    const { host: authority } = new URL(url);
    control.addService(service('movers', authority));
    control.createOperation({ service: 'movers', ...place, target: 'm-1', scenario: scenarios.neverEnds(1) });
    messages.press = 'Add Service';
    await answering('cloudOperations.addService', { typed: '', file });
    assert.equal(chosen().length, 2);
    await until(() => host.explorer.session.settings.services.length === 2, 'the service');
    await host.refresh();
    const row = await until(
      () => allRows(host.explorer).find(({ description }) => description.endsWith('Batch Mover')),
      'its operation',
    );
    messages.press = 'Cancel Operation';
    await run('cloudOperations.cancel', row.element);
    await until(() => rowNamed(host.explorer, row.label)?.description.includes('cancelled'), 'its end');
  });

  it('are not added by what is no usable document, which is said', async () => {
    const file = path.join(folder, 'broken.json');
    for (const [content, words] of [
      ['{', /JSON/],
      ['{"resources": {}}', /root/i],
      [JSON.stringify(discoveryDocument('http://movers.example.com/')), /https|secure|encrypted/i],
    ] as const) {
      messages.clear();
      writeFileSync(file, content);
      await answering('cloudOperations.addService', { typed: '', file });
      assert.match(messages.shown.map(({ text }) => text).join(), words);
      assert.equal(messages.shown[0]?.severity, 'error');
    }
    assert.equal(chosen().length, 2);
  });

  it('that were added can be removed', async () => {
    await answering('cloudOperations.removeService', { pick: ([first]) => first });
    assert.deepEqual(chosen(), ['redis']);
    await until(() => host.explorer.session.settings.services.length === 1, 'the services that are left');
    await answering('cloudOperations.removeService', {});
    assert.equal(messages.shown.at(-1)?.text, 'No service was added.');
  });
});

/** A service with one collection of operations, as the emulator serves it. */
function service(id: string, authority: string): ServiceSpec {
  const list = 'v1/projects/*/locations/*/operations';
  return {
    id,
    host: authority,
    collections: [
      {
        version: 'v1',
        pattern: 'projects/*/locations/*/operations/*',
        methods: { list: `GET ${list}`, get: `GET ${list}/*`, cancel: `POST ${list}/*:cancel` },
      },
    ],
    locationsMethods: ['GET v1/projects/*/locations'],
    locations: ['us-central1'],
  };
}

/** The same as its discovery document. */
function discoveryDocument(rootUrl: string): object {
  const name = (pattern: string) => ({ name: { type: 'string', location: 'path', required: true, pattern } });
  const one = name('^projects/[^/]+/locations/[^/]+/operations/[^/]+$');
  const operation = { $ref: 'Operation' };
  const operations = {
    methods: {
      list: {
        httpMethod: 'GET',
        path: 'v1/{+name}/operations',
        parameters: name('^projects/[^/]+/locations/[^/]+$'),
        response: { $ref: 'ListOperationsResponse' },
      },
      get: { httpMethod: 'GET', path: 'v1/{+name}', parameters: one, response: operation },
      cancel: { httpMethod: 'POST', path: 'v1/{+name}:cancel', parameters: one },
    },
  };
  const locations = {
    methods: {
      list: { httpMethod: 'GET', path: 'v1/{+name}/locations', parameters: name('^projects/[^/]+$') },
    },
    resources: { operations },
  };
  const properties = { operations: { type: 'array', items: operation }, nextPageToken: { type: 'string' } };
  return {
    ...{ name: 'movers', version: 'v1', title: 'Batch Mover API', rootUrl, servicePath: '' },
    schemas: {
      Operation: {
        id: 'Operation',
        type: 'object',
        properties: { name: { type: 'string' }, done: { type: 'boolean' } },
      },
      ListOperationsResponse: { id: 'ListOperationsResponse', type: 'object', properties },
    },
    resources: { projects: { resources: { locations } } },
  };
}
