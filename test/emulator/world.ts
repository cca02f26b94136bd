import type { Clock } from './clock.js';
import type { OAuthClients } from './auth/authorization.js';
import type { Keyring } from './auth/keys.js';
import type { TokenStore } from './auth/tokens.js';
import type { FaultList } from './control/faults.js';
import type { RequestLog } from './http/requestLog.js';
import type { Api } from './http/route.js';
import type { OperationStore } from '../../src/sample/recordStore.js';
import type { ProjectStore } from './projects.js';
import type { ServiceDescription } from '../../src/sample/services/description.js';
import type { Trace } from './trace.js';

/** Everything one emulator knows. Handlers read and change it; nothing else holds state. */
export interface World {
  readonly clock: Clock;
  readonly services: Map<string, ServiceDescription>;
  readonly projects: ProjectStore;
  readonly operations: OperationStore;
  readonly tokens: TokenStore;
  readonly keys: Keyring;
  readonly oauth: OAuthClients;
  /** Service accounts the caller may impersonate. */
  readonly impersonable: Set<string>;
  /** Tokens of an outside identity provider, with the identity each stands for. */
  readonly subjectTokens: Map<string, string>;
  readonly faults: FaultList;
  readonly log: RequestLog;
  readonly trace: Trace;
  readonly switches: Switches;
  /** Routes by API, services included; built anew when a service is added. */
  readonly apis: Map<string, Api>;
}

/** What a test may turn on or off for the whole emulator. */
export interface Switches {
  /** Tokens of an earlier generation are refused: page tokens may expire (AIP-158). */
  pageTokenGeneration: number;
  /** Services that refuse a user's token without `x-goog-user-project`. */
  quotaProjectRequired: ReadonlySet<string>;
  /** How long after an event its audit log entry can be found, in milliseconds. */
  auditDelayMs: number;
  /** Services that write no audit log entries, beside those that never do. */
  auditSilent: ReadonlySet<string>;
  /** Fields a service understands in `filter`, where that differs from its description. */
  filterFields: ReadonlyMap<string, readonly string[]>;
  /** What the consent page does. */
  consent: 'ask' | 'approve' | 'deny';
  /** Service accounts that may act for a user (domain-wide delegation). */
  delegation: boolean;
}

export function defaultSwitches(): Switches {
  return {
    pageTokenGeneration: 0,
    quotaProjectRequired: new Set(),
    auditDelayMs: 0,
    auditSilent: new Set(),
    filterFields: new Map(),
    consent: 'ask',
    delegation: true,
  };
}
