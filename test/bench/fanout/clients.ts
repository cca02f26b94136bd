import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Service } from '../../../src/google/serviceCatalog/service.js';
import { Limiter } from '../../../src/base/limiter.js';
import { ScriptedActivity } from '../support/attention.js';
import { concurrency, openProduct } from '../support/product.js';
import { benchServices } from '../support/world.js';
import { accessToken, type ClientTask, type Pass } from './messages.js';

/** A client that has listed nothing yet. */
interface Client {
  /** Lists everything once; how many operations came, and how many events that fired. */
  list(): Promise<{ operations: number; events: number }>;
  dispose?(): void;
}

/** Starts the client that the task names as often as it says; the passes of each start. */
export async function runClient(task: ClientTask): Promise<Pass[][]> {
  const open = opener(task);
  const starts: Pass[][] = [];
  for (let start = 0; start < task.starts; start++) {
    const client = open();
    const passes: Pass[] = [];
    for (let pass = 0; pass < task.passes; pass++) {
      passes.push(await measure(client));
    }
    client.dispose?.();
    starts.push(passes);
  }
  return starts;
}

async function measure(client: Client): Promise<Pass> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { operations, events } = await client.list();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000, operations, events };
}

/** What loads a library or builds its clients happens here, outside the measured time. */
function opener(task: ClientTask): () => Client {
  switch (task.kind) {
    case 'product':
      return () => openRefresh(task);
    case 'fetch':
      return listEach(task, bareFetch(task));
    case 'googleapis':
      return listEach(task, googleapis(task));
    case 'gax':
      return listEach(task, gax(task));
  }
}

/** The refresher into the store, as a click on Refresh starts it. */
function openRefresh({ address, projects, credentialFile }: ClientTask): Client {
  const { other } = address;
  const product = openProduct({
    endpoints: { ...address.origins, compute: other, serviceusage: other, oauth2: other, cloudresourcemanager: other },
    credentialFile,
    settings: { projects, services: benchServices(), regions: [] },
    storageFolder: path.join(tmpdir(), 'never-written'),
    activity: new ScriptedActivity({ focused: false, viewVisible: false }),
  });
  const { watch } = product;
  let events = 0;
  watch.store.onDidChange(() => events++);
  return {
    async list() {
      events = 0;
      await watch.refresher.refresh();
      const { general } = watch.survey;
      const problems = watch.survey.projects().flatMap((project) => project.problems);
      if (general || problems.length > 0) {
        throw new Error(`the refresh met ${JSON.stringify(general ?? problems[0])}`);
      }
      return { operations: [...watch.store.all()].length, events };
    },
    dispose: () => product.dispose(),
  };
}

interface Place {
  readonly service: Service;
  readonly project: string;
  readonly region: string;
}

/** Lists one place and says how many operations there are. */
type ListPlace = (place: Place) => Promise<number>;

/** Places in the order in which the product asks for them, as many at once as it asks at once. */
function listEach({ projects, regions }: ClientTask, list: ListPlace): () => Client {
  const services = benchServices();
  const places = regions.flatMap((region) =>
    projects.flatMap((project) => services.map((service) => ({ service, project, region }))),
  );
  return () => ({
    async list() {
      const limiter = new Limiter(concurrency);
      const counts = await Promise.all(places.map((place) => limiter.run(() => list(place))));
      return { operations: counts.reduce((sum, count) => sum + count, 0), events: 0 };
    },
  });
}

/** `projects/p/regions/r` for Dataproc, `projects/p/locations/r` for the others. */
function parentOf({ service, project, region }: Place): string {
  return `projects/${project}/${service.id === 'dataproc' ? 'regions' : 'locations'}/${region}`;
}

/** The floor: no library, no queue, no reading of what came. */
function bareFetch({ address, listQuery }: ClientTask): ListPlace {
  return async (place) => {
    const { id, version } = place.service;
    const response = await fetch(`${address.origins[id]!}/${version}/${parentOf(place)}/operations${listQuery}`, {
      headers: { authorization: `Bearer ${accessToken}`, 'user-agent': 'bench/1.0 (gzip)' },
    });
    return parseJson(await response.text()).operations.length;
  };
}

/** Has the name of the product's own, for the profile. */
function parseJson(text: string): { operations: unknown[] } {
  return JSON.parse(text) as { operations: unknown[] };
}

interface ListedPage {
  readonly data: { readonly operations?: readonly unknown[] };
}

interface OperationsMethods {
  list(parameters: { name: string; pageSize: number }): Promise<ListedPage>;
}

function googleapis({ address }: ClientTask): ListPlace {
  const { google } = requirePeer<{
    google: Record<string, (options: object) => { projects: Record<string, { operations: OperationsMethods }> }> & {
      auth: { OAuth2: new () => { setCredentials(credentials: object): void } };
    };
  }>('googleapis');
  const auth = new google.auth.OAuth2();
  auth.setCredentials({ access_token: accessToken, expiry_date: Date.now() + 3_600_000 });
  const methods = new Map(
    benchServices().map(({ id, version }) => {
      const { projects } = google[id]!({ version, auth, rootUrl: `${address.origins[id]!}/` });
      return [id, projects[id === 'dataproc' ? 'regions' : 'locations']!.operations];
    }),
  );
  return async (place) => {
    // Dataproc lists a collection by its own name, the others by its parent's.
    const name = place.service.id === 'dataproc' ? `${parentOf(place)}/operations` : parentOf(place);
    const { data } = await methods.get(place.service.id)!.list({ name, pageSize: 100 });
    return data.operations?.length ?? 0;
  };
}

interface GaxClient {
  listOperationsAsync(request: { name: string; pageSize: number }): AsyncIterable<unknown>;
}

/**
 * Google's generated clients over REST. They know the messages of their own service alone, so Dataproc's client asks
 * Dataproc in place of Notebooks too, and Cloud Deploy's asks Cloud Deploy in place of Redis.
 */
function gax({ address }: ClientTask): ListPlace {
  const clients = new Map<string, GaxClient>();
  const client = (id: string): GaxClient => {
    let known = clients.get(id);
    if (!known) {
      const isDataproc = id === 'dataproc';
      const name = isDataproc ? '@google-cloud/dataproc' : '@google-cloud/deploy';
      const Client =
        requirePeer<Record<string, new (options: object) => GaxClient>>(name)[
          isDataproc ? 'ClusterControllerClient' : 'CloudDeployClient'
        ]!;
      const { OAuth2Client } = requireFirst<{ OAuth2Client: new () => { setCredentials(of: object): void } }>([
        `${name}/node_modules/google-auth-library`,
        'google-auth-library',
      ]);
      const authClient = new OAuth2Client();
      authClient.setCredentials({ access_token: accessToken, expiry_date: Date.now() + 3_600_000 });
      const { hostname, port } = new URL(address.origins[id]!);
      known = new Client({ fallback: true, apiEndpoint: hostname, port: Number(port), authClient, projectId: 'acme' });
      clients.set(id, known);
    }
    return known;
  };
  return async (place) => {
    const id = place.service.id === 'dataproc' || place.service.id === 'notebooks' ? 'dataproc' : 'clouddeploy';
    const parent = `projects/${place.project}/${id === 'dataproc' ? 'regions' : 'locations'}/${place.region}`;
    const name = id === 'dataproc' ? `${parent}/operations` : parent;
    let count = 0;
    for await (const operation of client(id).listOperationsAsync({ name, pageSize: 100 })) {
      count += operation ? 1 : 0;
    }
    return count;
  };
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- these packages are not there when types are checked
function requirePeer<T>(name: string): T {
  return createRequire(path.resolve('.vscode-test/peers/package.json'))(name) as T;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as above
function requireFirst<T>(names: readonly string[]): T {
  for (const name of names) {
    try {
      return requirePeer<T>(name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
    }
  }
  throw new Error(`none of ${names.join(', ')} is installed`);
}
