import { OAuth2Client } from 'google-auth-library';
import { isApiError } from '../apiError.js';
import { objectOf, stringOf } from '../json.js';
import type { Credential, CredentialDescription } from './credential.js';
import { explainFailure } from './credentialError.js';
import { exchangeDeadlineMs, silentClient } from './librarySource.js';
import { exchangeToken } from './tokenExchange.js';
import { cloudPlatformScope, type MintedToken, type TokenSource } from './tokenSource.js';
import type { CredentialWire } from './wire.js';

export interface Impersonation {
  /** E-mail address of the service account. */
  readonly target: string;
  /** Service accounts in between, each of which may impersonate the next. */
  readonly delegates: readonly string[];
  /** Quota project of the requests made with the token. */
  readonly quotaProject: string | undefined;
}

/** The longest that needs no organization policy (`lifetime` of generateAccessToken). */
const lifetimeSeconds = 3600;

/**
 * Short-lived tokens of a service account, made with the token of another credential (IAM Service Account Credentials
 * API, projects.serviceAccounts.generateAccessToken). The library's `Impersonated` does the same, but asks for two tokens
 * of its source each time and warns on the console whenever it is constructed.
 */
export function impersonatedSource(base: Credential, impersonation: Impersonation, wire: CredentialWire): TokenSource {
  return {
    scoped: true,
    async describe() {
      return describeImpersonation(await base.describe(), impersonation);
    },
    async mint(scope) {
      try {
        return await generateAccessToken(base, impersonation, scope, wire);
      } catch (error) {
        if (isApiError(error) && error.facts.kind === 'tokenRejected') {
          // The source's token was dropped by then; a fresh one decides.
          return generateAccessToken(base, impersonation, scope, wire);
        }
        throw error;
      }
    },
  };
}

async function generateAccessToken(
  base: Credential,
  { target, delegates }: Impersonation,
  scope: string,
  wire: CredentialWire,
): Promise<MintedToken> {
  const description = await base.describe();
  const token = await base.accessToken([cloudPlatformScope]);
  const client = new OAuth2Client({
    ...silentClient,
    credentials: { access_token: token },
    ...(description.quotaProject !== undefined && { quotaProjectId: description.quotaProject }),
  });
  return exchangeToken(
    wire,
    { deadlineMs: exchangeDeadlineMs },
    async () => {
      const { data } = await client.request({
        url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${encodeURIComponent(target)}:generateAccessToken`,
        method: 'POST',
        data: { scope: [scope], lifetime: `${lifetimeSeconds}s`, delegates },
        responseType: 'json',
        retry: true,
        retryConfig: { httpMethodsToRetry: ['POST'] },
      });
      return readToken(objectOf(data), Date.now());
    },
    (failure) => {
      if (failure.record.answer?.status === 401) {
        base.rejected(token);
      }
      return explainFailure(failure, { kind: 'impersonated', file: description.file }, wire.clock.now());
    },
  );
}

/** `expireTime` is a time of the server's, so it is measured by the machine's clock, not by the cache's. */
function readToken(answer: Readonly<Record<string, unknown>>, now: number): MintedToken {
  const token = stringOf(answer['accessToken']);
  const expires = Date.parse(stringOf(answer['expireTime']) ?? '');
  if (token === undefined || Number.isNaN(expires)) {
    throw new Error('The answer held no access token.');
  }
  return { token, expiresInMs: Math.max(0, expires - now) };
}

function describeImpersonation(
  base: CredentialDescription,
  { target, quotaProject }: Impersonation,
): CredentialDescription {
  return {
    kind: 'impersonated',
    account: target,
    file: base.file,
    project: projectOfServiceAccount(target) ?? base.project,
    quotaProject,
  };
}

/** `robot@acme.iam.gserviceaccount.com` belongs to `acme`, `robot@acme.example.com.iam.…` to `example.com:acme`. */
function projectOfServiceAccount(email: string): string | undefined {
  const [, project, domain] = /@([a-z][a-z0-9-]*)(?:\.([a-z0-9.-]+))?\.iam\.gserviceaccount\.com$/.exec(email) ?? [];
  return project !== undefined && domain !== undefined ? `${domain}:${project}` : project;
}
