import type { RefreshFailure, AccessGrant, RefreshGrant } from '../auth/tokens.js';
import { operationsApi } from '../operations/api.js';
import { createRecord, segmentAfter } from '../../../src/sample/record.js';
import type { OperationRecord, OperationSpec } from '../../../src/sample/record.js';
import { lifeAt } from '../../../src/sample/scenario.js';
import type { Life } from '../../../src/sample/scenario.js';
import { writeOperation } from '../../../src/sample/wire/writeOperation.js';
import type { Json } from '../../../src/sample/json.js';
import type { LoggedRequest } from '../http/requestLog.js';
import type { Api } from '../http/route.js';
import type { FolderSpec, ProjectSpec } from '../projects.js';
import { describeService } from '../../../src/sample/services/description.js';
import type { ServiceSpec } from '../../../src/sample/services/description.js';
import type { Switches, World } from '../world.js';
import type { Fault } from './faults.js';

/** The truth about an operation, whatever faults make clients see. */
export interface OperationState {
  service: string;
  name: string;
  phase: Life['phase'];
  /** True once a cancel was accepted. */
  cancelRequested: boolean;
  createdAt: number;
  cancelledAt: number | undefined;
  endedAt: number | undefined;
  /** What `get` would answer, or null for an operation that is not (or no longer) there. */
  wire: Json;
}

/** Which operation: its name, with the service where two services use the same one. */
export type OperationKey = string | { service: string; name: string };

/** What tests do to an emulator. Every method takes at most one argument, so that `POST /control/<method>` is the same thing. */
export interface Control {
  createOperation(spec: OperationSpec): string;
  createOperations(specs: readonly OperationSpec[]): string[];
  operation(key: OperationKey): OperationState;
  operations(): OperationState[];
  /** Asks to cancel as somebody else would, without a request. */
  cancelElsewhere(key: OperationKey): void;
  deleteOperation(key: OperationKey): void;

  /** Moves the time in which operations live, in milliseconds; tokens live on. */
  advance(milliseconds: number): number;
  now(): number;
  /** Added to the time of every answer. */
  setLatency(milliseconds: number): void;

  inject(fault: Fault): string;
  removeFault(id: string): boolean;
  clearFaults(): void;
  faultHits(id: string): number;

  addService(spec: ServiceSpec): void;
  addProject(spec: ProjectSpec): void;
  addFolder(spec: FolderSpec): void;
  setEnabledServices(change: { project: string; services: readonly string[] | 'all' }): void;
  /** `*` takes the whole project away. */
  denyPermissions(change: { project: string; permissions: readonly string[] }): void;
  /** Whether the caller may name it in `x-goog-user-project`. */
  setProjectUsable(change: { project: string; usable: boolean }): void;
  requireQuotaProject(services: readonly string[]): void;
  /** How long after an event its audit log entry can be found, and which services write none. */
  setAuditLog(change: { delayMs?: number; silent?: readonly string[] }): void;
  supportFilter(change: { service: string; fields: readonly string[] }): void;
  expirePageTokens(): void;

  issueAccessToken(grant?: AccessGrant): string;
  /** An `authorized_user` credential file. */
  issueCredentials(grant?: RefreshGrant & { quotaProject?: string }): AuthorizedUserFile;
  expireTokens(): void;
  revokeTokens(): void;
  /** What every refresh answers from now on; null: it works again. */
  failRefresh(failure: RefreshFailure | null): void;
  addOAuthClient(client: { id: string; secret: string }): void;
  addAccount(email: string): void;
  setConsent(consent: Switches['consent']): void;
  setDelegation(allowed: boolean): void;
  allowImpersonation(email: string): void;
  addSubjectToken(subject: { token: string; email: string }): void;
  secrets(): readonly string[];

  requests(): readonly LoggedRequest[];
  counters(): Readonly<Record<string, number>>;
  connections(): number;
  /** POSTs to `:cancel` of this name that arrived, whatever became of them. */
  cancelPosts(name: string): number;
  clearRequests(): void;
  /** Back to a fresh emulator: no operation, no fault, the default projects, no request; tokens stay valid. */
  reset(): void;
}

/** What `gcloud auth application-default login` writes. */
export interface AuthorizedUserFile {
  type: 'authorized_user';
  client_id: string;
  client_secret: string;
  refresh_token: string;
  quota_project_id?: string;
  account: string;
  universe_domain: 'googleapis.com';
}

export interface ControlOptions {
  setLatency: (milliseconds: number) => void;
  /** Puts services, projects and switches back to what a fresh emulator has. */
  restore: () => void;
}

export function createControl(world: World, options: ControlOptions): Control {
  const find = (key: OperationKey): OperationRecord => findOperation(world, key);
  const project = (id: string): ReturnType<World['projects']['add']> => {
    const found = world.projects.get(id);
    if (found === undefined) throw new Error(`no project ${id}`);
    return found;
  };
  const createOperation = (spec: OperationSpec): string => {
    const service = world.services.get(spec.service);
    if (service === undefined) throw new Error(`no service ${spec.service}`);
    const record = createRecord(spec, service, world.clock.now());
    const id = segmentAfter(record.name, 'projects');
    if (id !== undefined && world.projects.get(id) === undefined)
      world.projects.add({ projectId: id }, world.clock.now());
    world.operations.add(record);
    return record.name;
  };
  return {
    createOperation,
    createOperations: (specs) => specs.map(createOperation),
    operation: (key) => stateOf(world, find(key)),
    operations: () => [...world.operations.all()].map((record) => stateOf(world, record)),
    cancelElsewhere: (key) => void (find(key).cancelledAt ??= world.clock.now()),
    deleteOperation: (key) => world.operations.remove(find(key)),

    advance(milliseconds) {
      world.clock.advance(milliseconds);
      return world.clock.now();
    },
    now: () => world.clock.now(),
    setLatency: options.setLatency,

    inject: (fault) => world.faults.add(fault),
    removeFault: (id) => world.faults.remove(id),
    clearFaults: () => world.faults.clear(),
    faultHits: (id) => world.faults.hits(id),

    addService(spec) {
      const service = describeService(spec);
      world.services.set(service.id, service);
      world.apis.set(service.id, withMethodsOf(world.apis.get(service.id), operationsApi(service)));
    },
    addProject: (spec) => void world.projects.add(spec, world.clock.now()),
    addFolder: (spec) => world.projects.addFolder(spec),
    setEnabledServices: ({ project: id, services }) => {
      project(id).enabled = services === 'all' ? 'all' : new Set(services);
    },
    denyPermissions: ({ project: id, permissions }) => {
      project(id).denied = new Set(permissions);
    },
    setProjectUsable: ({ project: id, usable }) => {
      project(id).usable = usable;
    },
    requireQuotaProject: (services) => {
      world.switches.quotaProjectRequired = new Set(services);
    },
    setAuditLog: ({ delayMs = 0, silent = [] }) => {
      world.switches.auditDelayMs = delayMs;
      world.switches.auditSilent = new Set(silent);
    },
    supportFilter: ({ service, fields }) => {
      world.switches.filterFields = new Map([...world.switches.filterFields, [service, fields]]);
    },
    expirePageTokens: () => {
      world.switches.pageTokenGeneration += 1;
    },

    ...credentialControls(world),

    requests: () => world.log.entries,
    counters: () => world.log.counters(),
    connections: () => world.log.connections(),
    cancelPosts: (name) => world.log.cancelPosts(name),
    clearRequests: () => world.log.clear(),
    reset() {
      world.operations.clear();
      world.faults.clear();
      world.log.clear();
      world.tokens.refreshFailure = undefined;
      options.restore();
    },
  };
}

/** An API such as Compute Engine's keeps what it can beside operations. */
function withMethodsOf(known: Api | undefined, api: Api): Api {
  const others = known?.routes.filter(({ method }) => !/^(operations|locations)\./.test(method)) ?? [];
  return { ...api, routes: [...api.routes, ...others] };
}

type CredentialControls = Pick<
  Control,
  | 'issueAccessToken'
  | 'issueCredentials'
  | 'expireTokens'
  | 'revokeTokens'
  | 'failRefresh'
  | 'addOAuthClient'
  | 'addAccount'
  | 'setConsent'
  | 'setDelegation'
  | 'allowImpersonation'
  | 'addSubjectToken'
  | 'secrets'
>;

function credentialControls(world: World): CredentialControls {
  return {
    issueAccessToken: (grant) => world.tokens.issueAccess(grant).token,
    issueCredentials(grant = {}) {
      const { token, clientId, clientSecret, email } = world.tokens.issueRefresh(grant);
      return {
        type: 'authorized_user',
        client_id: clientId,
        client_secret: clientSecret,
        refresh_token: token,
        ...(grant.quotaProject !== undefined && { quota_project_id: grant.quotaProject }),
        account: email,
        universe_domain: 'googleapis.com',
      };
    },
    expireTokens: () => world.tokens.expireAll(),
    revokeTokens: () => world.tokens.revokeAll(),
    failRefresh: (failure) => {
      world.tokens.refreshFailure = failure ?? undefined;
    },
    addOAuthClient: ({ id, secret }) => {
      world.oauth.secrets.set(id, secret);
      world.tokens.remember('client secret', secret);
    },
    addAccount: (email) => void world.oauth.accounts.push(email),
    setConsent: (consent) => {
      world.switches.consent = consent;
    },
    setDelegation: (allowed) => {
      world.switches.delegation = allowed;
    },
    allowImpersonation: (email) => void world.impersonable.add(email),
    addSubjectToken: ({ token, email }) => {
      world.subjectTokens.set(token, email);
      world.tokens.remember('subject token', token);
    },
    secrets: () => world.tokens.secrets(),
  };
}

function findOperation(world: World, key: OperationKey): OperationRecord {
  const name = typeof key === 'string' ? key : key.name;
  const services = typeof key === 'string' ? [...world.services.keys()] : [key.service];
  for (const service of services) {
    const record = world.operations.get(service, name);
    if (record !== undefined) return record;
  }
  throw new Error(`no operation ${name}`);
}

function stateOf(world: World, record: OperationRecord): OperationState {
  const life = lifeAt(record, world.clock.now());
  const service = world.services.get(record.service);
  return {
    service: record.service,
    name: record.name,
    phase: life.phase,
    cancelRequested: life.phase === 'absent' ? record.cancelledAt !== undefined : life.cancelRequested,
    createdAt: record.createdAt,
    cancelledAt: record.cancelledAt,
    endedAt: life.phase === 'done' ? life.endedAt : undefined,
    wire: life.phase === 'absent' || service === undefined ? null : writeOperation(record, life, service),
  };
}
