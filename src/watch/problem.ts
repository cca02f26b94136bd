import type { ApiErrorFacts } from '../google/apiError.js';

/** Something that could not be read, as one row: a service that fails alike in forty regions is one problem. */
export interface Problem {
  /** Stable while the problem lasts. */
  readonly id: string;
  /** Absent for what lies outside projects: the credential itself, or a service such as Vault. */
  readonly project: string | undefined;
  /** Catalogue id of the service; absent when the project or the credential is the problem. */
  readonly service: string | undefined;
  /** The service's product name. */
  readonly title?: string | undefined;
  /** The locations that fail, in order; empty when the failure is not tied to a location. */
  readonly locations: readonly string[];
  /** Every location of the service fails, so that naming them says nothing. */
  readonly everywhere: boolean;
  readonly error: ApiErrorFacts;
  /** When the server is willing to be asked again, where it said so. Milliseconds since the epoch. */
  readonly retryAt?: number | undefined;
}
