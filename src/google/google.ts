import { sharedAbortController } from '../base/abort.js';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { AuditLogApi } from './apis/auditLogApi.js';
import { createAuditLogApi } from './apis/createAuditLogApi.js';
import { createLocationsApi } from './apis/createLocationsApi.js';
import { createOperationsApi } from './apis/createOperationsApi.js';
import { createParentsApi } from './apis/createParentsApi.js';
import { createProjectsApi } from './apis/createProjectsApi.js';
import { createServicesApi } from './apis/createServicesApi.js';
import type { LocationsApi } from './apis/locationsApi.js';
import type { OperationsApi } from './apis/operationsApi.js';
import type { ParentsApi } from './apis/parentsApi.js';
import type { ProjectsApi } from './apis/projectsApi.js';
import type { ServicesApi } from './apis/servicesApi.js';
import { createCredential } from './credentials/createCredential.js';
import { credentialChoices, type CredentialChoices } from './credentials/credentialChoices.js';
import type { Credential } from './credentials/credential.js';
import { AccountTokens } from './credentials/oauth/accountTokens.js';
import type { CredentialOptions } from './credentials/options.js';
import { credentialWire } from './credentials/wire.js';
import { HttpClient } from './http/httpClient.js';
import { tokenFetch } from './http/tokenFetch.js';
import type { AllowedOrigins } from './origins.js';
import type { Service } from './serviceCatalog/service.js';
import type { AccountStore } from './signIn/accountStore.js';

/** Opens the Google layer: nothing is read and nobody is asked before the first call. */
export function openGoogle(options: GoogleOptions): Google {
  const ending = sharedAbortController();
  const wire = credentialWire(globalFetch, { ...options, ended: ending.signal });
  const google = googleWith(createCredential(options.credential, wire), options);
  return {
    ...google,
    dispose() {
      ending.abort();
      google.dispose();
    },
  };
}

/** The same with a credential made elsewhere. */
export function googleWith(credential: Credential, options: Omit<GoogleOptions, 'credential'>): Google {
  const fetch = tokenFetch(globalFetch, options.allowedOrigins);
  const client = new HttpClient({ ...options, credential, fetch, random: Math.random });
  return {
    credential,
    operations: createOperationsApi(client, options.findService),
    projects: createProjectsApi(client),
    locations: createLocationsApi(client),
    services: createServicesApi(client),
    parents: createParentsApi(client),
    auditLog: createAuditLogApi(client),
    dispose: () => client.dispose(),
  };
}

/** The credentials of this machine that can be chosen. */
export function openCredentialChoices(options: CredentialWorld, signal: AbortSignal): CredentialChoices {
  return credentialChoices(options.credential, credentialWire(globalFetch, options), signal);
}

/** What makes tokens for the accounts in `store`. */
export function openAccountTokens(store: AccountStore, world: AccountWorld): AccountTokens {
  return new AccountTokens(store, credentialWire(globalFetch, world));
}

/** Looked up at each call: VS Code replaces it with the one that knows its proxy and certificate settings. */
const globalFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

/** What the Google layer needs of the world around it. */
export interface GoogleOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Product and version, e.g. `cloud-operations/0.1.0`. */
  readonly userAgent: string;
  /** Catalogue id (and `cloudresourcemanager`, `compute`, `serviceusage`, `oauth2`, …) → base URL that replaces Google's. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  readonly allowedOrigins: AllowedOrigins;
  readonly credential: CredentialOptions;
  /** Project for `x-goog-user-project`; wins over the one that the credential names. */
  readonly quotaProject: string | undefined;
  /** The service of a catalogue id: tells which OAuth scopes its operations need. */
  readonly findService: (id: string) => Service | undefined;
  /** How many requests may be under way at once, beside a few for what a person waits for. */
  readonly concurrency: number;
  /** Deadline of one request, in milliseconds. */
  readonly deadlineMs: number;
}

/** What accounts that are signed in need of it. */
export type AccountWorld = Pick<GoogleOptions, 'clock' | 'log' | 'endpointOverrides' | 'allowedOrigins'>;

/** What credentials need of it. */
export type CredentialWorld = AccountWorld & Pick<GoogleOptions, 'credential'>;

/** Everything the product asks of Google, behind interfaces that name no HTTP. */
export interface Google {
  readonly credential: Credential;
  readonly operations: OperationsApi;
  readonly projects: ProjectsApi;
  readonly locations: LocationsApi;
  readonly services: ServicesApi;
  readonly parents: ParentsApi;
  readonly auditLog: AuditLogApi;
  /** Ends every request under way. */
  dispose(): void;
}
