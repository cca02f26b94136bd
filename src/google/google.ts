import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { LocationsApi } from './apis/locationsApi.js';
import type { OperationsApi } from './apis/operationsApi.js';
import type { ProjectsApi } from './apis/projectsApi.js';
import type { ServicesApi } from './apis/servicesApi.js';
import type { Credential } from './credentials/credential.js';
import type { CredentialOptions } from './credentials/options.js';

/** What the Google floor needs of the world around it. */
export interface GoogleOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Product and version, e.g. `cloud-operations/0.1.0`. */
  readonly userAgent: string;
  /** Catalogue id (and `cloudresourcemanager`, `compute`, `serviceusage`, `oauth2`, …) → base URL that replaces Google's. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  readonly credential: CredentialOptions;
  /** Project for `x-goog-user-project`; wins over the one that the credential names. */
  readonly quotaProject: string | undefined;
  /** How many requests may be under way at once. */
  readonly concurrency: number;
  /** Deadline of one request, in milliseconds. */
  readonly deadlineMs: number;
}

/** Everything the product asks of Google, behind interfaces that name no HTTP. */
export interface Google {
  readonly credential: Credential;
  readonly operations: OperationsApi;
  readonly projects: ProjectsApi;
  readonly locations: LocationsApi;
  readonly services: ServicesApi;
  /** Ends every request under way. */
  dispose(): void;
}
