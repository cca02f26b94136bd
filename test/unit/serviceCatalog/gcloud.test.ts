import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Google } from '../../../src/google/google.js';
import { collectionAt, type Place } from '../../../src/google/serviceCatalog/collectionAt.js';
import { rpcCodes } from '../../../src/operations/code.js';
import type { Collection } from '../../../src/operations/collection.js';
import { scenarios, type Emulator } from '../../emulator/index.js';
import { listAll, openBench, overridesOf, type Bench } from '../google/bench.js';
import { catalog } from './catalogFile.js';
import { emulatedService } from './emulatedService.js';

const gcloud = promisify(execFile);
const project = 'acme-web';
const location = 'us-central1';

interface Peer {
  readonly service: string;
  readonly place: Place;
  readonly name: (id: string) => string;
  readonly list: readonly string[];
  readonly cancel?: (id: string) => readonly string[];
}

const inLocation = (id: string) => `projects/${project}/locations/${location}/operations/${id}`;

const peers: readonly Peer[] = [
  ...['redis', 'parallelstore'].map((service) => standard(service, service === 'redis' ? '--region' : '--location')),
  standard('metastore', '--location'),
  {
    service: 'container',
    place: { project, location: '-' },
    name: inLocation,
    list: ['container', 'operations', 'list'],
    cancel: (id) => ['container', 'operations', 'cancel', id, `--location=${location}`],
  },
  {
    service: 'sqladmin',
    place: { project },
    name: (id) => `projects/${project}/operations/${id}`,
    list: ['sql', 'operations', 'list', '--instance=orders'],
    cancel: (id) => ['sql', 'operations', 'cancel', id],
  },
  {
    service: 'compute',
    place: { project },
    name: (id) => `projects/${project}/zones/${location}-a/operations/${id}`,
    list: ['compute', 'operations', 'list'],
  },
];

function standard(service: string, flag: string): Peer {
  return {
    service,
    place: { project, location },
    name: inLocation,
    list: [service, 'operations', 'list', `${flag}=${location}`],
    cancel: (id) => [service, 'operations', 'cancel', id, `${flag}=${location}`],
  };
}

/** The same emulator seen by gcloud, which nobody here wrote, and by the product's own client. */
describe('gcloud and the catalogue', function () {
  this.timeout(60_000);
  let bench: Bench;
  let google: Google;
  let folder: string | undefined;
  let env: NodeJS.ProcessEnv;

  before(async function () {
    const version = await gcloud('gcloud', ['--version']).catch(() => undefined);
    if (!version) {
      process.stderr.write('      skipped: gcloud is not on PATH, so nothing here was checked against it\n');
      this.skip();
    }
    bench = await openBench();
    const services = catalog().filter(({ id }) => peers.some(({ service }) => service === id));
    for (const service of services) {
      bench.emulator.control.addService(emulatedService(service));
    }
    google = bench.open({
      findService: (id) => services.find((service) => service.id === id),
      endpointOverrides: overridesOf(bench.emulator),
    });
    folder = mkdtempSync(path.join(tmpdir(), 'gcloud-'));
    env = environment(bench.emulator, folder);
  });
  after(async () => {
    if (folder !== undefined) {
      await bench.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  const json = async (args: readonly string[]) =>
    JSON.parse((await gcloud('gcloud', [...args, '--format=json'], { env })).stdout) as { name: string }[];
  const lastSegment = (name: string) => name.split('/').at(-1) ?? '';

  for (const peer of peers) {
    it(`see the same operations of ${peer.service}${peer.cancel ? ', and cancel them alike' : ''}`, async () => {
      const { control } = bench.emulator;
      const scenario = scenarios.neverEnds(0);
      const names = ['operation-1', 'operation-2'].map((id) =>
        control.createOperation({ service: peer.service, name: peer.name(id), target: 'orders', scenario }),
      );
      const from = collectionOf(peer);
      const [theirs, ours] = await Promise.all([json(peer.list), listAll(google, from)]);
      assert.deepEqual(theirs.map(({ name }) => lastSegment(name)).sort(), ['operation-1', 'operation-2']);
      assert.deepEqual(ours.map(({ name }) => lastSegment(name)).sort(), ['operation-1', 'operation-2']);
      if (peer.cancel) {
        await gcloud('gcloud', [...peer.cancel('operation-1')], { env });
        await google.operations.cancel(from, ours.find(({ name }) => name.endsWith('-2'))?.name ?? '');
        const ended = await listAll(google, from);
        assert.deepEqual(
          ended.map(({ error }) => error?.code),
          [rpcCodes.CANCELLED, rpcCodes.CANCELLED],
        );
      }
      names.forEach((name) => control.deleteOperation({ service: peer.service, name }));
    });
  }
});

function collectionOf({ service: id, place }: Peer): Collection {
  const service = catalog().find((one) => one.id === id);
  const [pattern] = service?.collections ?? [];
  assert.ok(service && pattern, id);
  return collectionAt(service, pattern, place);
}

function environment(emulator: Emulator, folder: string): NodeJS.ProcessEnv {
  const token = path.join(folder, 'token');
  writeFileSync(token, emulator.control.issueAccessToken(), { mode: 0o600 });
  const endpoints = peers.map(({ service }) => {
    // gcloud's Compute Engine wants the version in the endpoint, and calls Cloud SQL's API sql.
    const suffix = service === 'compute' ? 'compute/v1/' : '';
    const name = service === 'sqladmin' ? 'SQL' : service.toUpperCase();
    return [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${name}`, `${emulator.url}/${service}/${suffix}`] as const;
  });
  return {
    ...process.env,
    ...Object.fromEntries(endpoints),
    CLOUDSDK_CONFIG: folder,
    CLOUDSDK_AUTH_ACCESS_TOKEN_FILE: token,
    CLOUDSDK_CORE_PROJECT: project,
    CLOUDSDK_CORE_DISABLE_PROMPTS: '1',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: '1',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: '1',
    CLOUDSDK_SURVEY_DISABLE_PROMPTS: '1',
  };
}
