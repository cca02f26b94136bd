import type { Socket } from 'node:net';
import { createKeyring } from './auth/keys.js';
import { identityApis } from './auth/apis.js';
import { createTokenStore, defaultClient, defaultUser } from './auth/tokens.js';
import { createClock } from './clock.js';
import { createControl } from './control/control.js';
import type { AuthorizedUserFile, Control } from './control/control.js';
import { createFaultList } from './control/faults.js';
import { computeApi } from './google/compute.js';
import { loggingApi } from './google/logging.js';
import { resourceManagerApi } from './google/resourceManager.js';
import { serviceUsageApi } from './google/serviceUsage.js';
import { fetchInProcess } from './http/inProcess.js';
import { listen } from './http/listener.js';
import type { Listener, TlsIdentity } from './http/listener.js';
import { createRequestLog } from './http/requestLog.js';
import type { LoggedRequest } from './http/requestLog.js';
import { serve } from './http/serve.js';
import { operationsApi } from './operations/api.js';
import { createOperationStore } from '../../src/sample/recordStore.js';
import { createProjectStore, defaultFolders, defaultProjects } from './projects.js';
import { builtInServices } from '../../src/sample/services/builtIn.js';
import { openTrace } from './trace.js';
import { defaultSwitches } from './world.js';
import type { World } from './world.js';

export interface EmulatorOptions {
  /** 0, the default, for any free port. */
  port?: number;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Added to the time of every answer. */
  latencyMs?: number;
  /** Serves HTTPS instead of HTTP. */
  tls?: TlsIdentity;
  /** How many requests the log keeps. */
  requestLog?: number;
}

/** A service account key as the console hands it out. */
export interface ServiceAccountFile {
  type: 'service_account';
  project_id: string;
  private_key_id: string;
  private_key: string;
  client_email: string;
  client_id: string;
  token_uri: string;
  universe_domain: 'googleapis.com';
}

/** A local Google. */
export interface Emulator {
  readonly url: string;
  /** The `cloudOperations.*` settings that point the extension here. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** A credential file whose refresh token is known here; write it where GOOGLE_APPLICATION_CREDENTIALS points. */
  readonly credentialFile: AuthorizedUserFile;
  /** Its key is made on first use, which takes a tenth of a second. */
  readonly serviceAccountFile: ServiceAccountFile;
  readonly control: Control;
  /** The latest requests, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** As `fetch`, without a socket in between. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** A port that serves one API at its root, for clients that cannot take a path after the host. */
  servicePort(id: string): Promise<number>;
  stop(): Promise<void>;
}

const serviceAccountEmail = 'deployer@acme-web.iam.gserviceaccount.com';

/** Starts an emulator on the loopback address. It lives until `stop`. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options);
  let latencyMs = options.latencyMs ?? 0;
  const setLatency = (milliseconds: number): void => {
    latencyMs = milliseconds;
  };
  const control = createControl(world, {
    setLatency,
    restore: () => {
      setLatency(options.latencyMs ?? 0);
      furnish(world);
    },
  });
  const numbers = new WeakMap<Socket, number>();
  const open = (port: number, boundTo: string | undefined): Promise<Listener> =>
    listen(
      port,
      serve({
        world,
        control,
        connectionOf: (socket) => numbers.get(socket) ?? 0,
        latencyMs: () => latencyMs,
        boundTo,
      }),
      (socket) => void numbers.set(socket, world.log.countConnection()),
      options.tls,
    );
  const main = await open(options.port ?? 0, undefined);
  const servicePorts = new Map<string, Promise<Listener>>();
  const credentialFile = control.issueCredentials();

  return {
    url: main.url,
    get settings() {
      return settingsFor(main.url, world);
    },
    credentialFile,
    get serviceAccountFile() {
      return serviceAccountFile(world, main.url);
    },
    control,
    requests: world.log.entries,
    fetch: (url, init) => fetchInProcess(world, url, init),
    async servicePort(id) {
      if (!world.apis.has(id)) throw new Error(`no API ${id}`);
      const listener = servicePorts.get(id) ?? open(0, id);
      servicePorts.set(id, listener);
      return (await listener).port;
    },
    async stop() {
      const others = await Promise.all(servicePorts.values());
      await Promise.all([main, ...others].map((listener) => listener.stop()));
    },
  };
}

function createWorld(options: EmulatorOptions): World {
  const clock = createClock(options.now);
  const trace = openTrace();
  const world: World = {
    clock,
    services: new Map(),
    apis: new Map(),
    projects: createProjectStore(),
    operations: createOperationStore(),
    tokens: createTokenStore(clock, trace),
    keys: createKeyring(),
    oauth: { secrets: new Map(), codes: new Map(), accounts: [] },
    impersonable: new Set(),
    subjectTokens: new Map(),
    faults: createFaultList(),
    log: createRequestLog(options.requestLog ?? 20_000),
    trace,
    switches: defaultSwitches(),
  };
  furnish(world);
  return world;
}

/** Gives a world what every fresh emulator has, and takes away what it does not. */
function furnish(world: World): void {
  world.services.clear();
  world.apis.clear();
  for (const service of builtInServices) {
    world.services.set(service.id, service);
    world.apis.set(service.id, operationsApi(service));
  }
  for (const api of [resourceManagerApi, computeApi, loggingApi, serviceUsageApi, ...identityApis])
    world.apis.set(api.id, api);
  world.projects.clear();
  for (const folder of defaultFolders) world.projects.addFolder(folder);
  for (const project of defaultProjects) world.projects.add(project, world.clock.now());
  world.oauth.secrets.clear();
  world.oauth.secrets.set(defaultClient.id, defaultClient.secret);
  world.tokens.remember('client secret', defaultClient.secret);
  world.oauth.codes.clear();
  world.oauth.accounts.splice(0, Infinity, defaultUser, 'ops@example.com');
  world.impersonable.clear();
  world.impersonable.add(serviceAccountEmail);
  world.subjectTokens.clear();
  Object.assign(world.switches, defaultSwitches());
}

function settingsFor(url: string, world: World): Record<string, unknown> {
  const overridable = [...world.apis.keys()].filter((id) => id !== 'metadata');
  return {
    'cloudOperations.projects': ['acme-analytics', 'acme-web', 'acme-edge'],
    'cloudOperations.endpointOverrides': Object.fromEntries(overridable.map((id) => [id, `${url}/${id}`])),
  };
}

function serviceAccountFile({ keys, tokens }: World, url: string): ServiceAccountFile {
  const key = keys.serviceAccount(serviceAccountEmail);
  tokens.remember('private key', key.privateKeyPem);
  return {
    type: 'service_account',
    project_id: 'acme-web',
    private_key_id: key.id,
    private_key: key.privateKeyPem,
    client_email: serviceAccountEmail,
    client_id: '110022003300440055006',
    token_uri: `${url}/oauth2/token`,
    universe_domain: 'googleapis.com',
  };
}
