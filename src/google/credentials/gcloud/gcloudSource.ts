import type { Clock } from '../../../base/clock.js';
import { objectOf, stringOf, type JsonObject } from '../../json.js';
import type { CredentialDescription } from '../credential.js';
import { credentialError } from '../credentialError.js';
import type { MintedToken, TokenSource } from '../tokenSource.js';
import { isOtherUniverse, universeSaid } from '../universe.js';
import { runGcloud, type GcloudOptions } from './runGcloud.js';

/** gcloud names no end for a token that it was given in a file. */
const unknownLifetimeMs = 10 * 60_000;

/** Remembers, from one gcloudSource to the next, which token the next one must not be. */
export interface RejectedTokens {
  last: string | undefined;
}

/**
 * The account that is signed in with gcloud. `config-helper` gives gcloud's own cached token, with its end, and renews it
 * when it has to; the scopes are those of `gcloud auth login`.
 */
export function gcloudSource(options: GcloudOptions, clock: Clock, rejected: RejectedTokens): TokenSource {
  return {
    scoped: false,
    async describe() {
      return describeProperties(await runGcloud(['config', 'list'], options));
    },
    async mint() {
      const helper = ['config', 'config-helper'];
      const minted = readToken(await runGcloud(helper, options), clock.now());
      // A token can be revoked before its end, and gcloud would go on to hand it out.
      return minted.token === rejected.last
        ? readToken(await runGcloud([...helper, '--force-auth-refresh'], options), clock.now())
        : minted;
    },
    rejected(token) {
      rejected.last = token;
    },
  };
}

/** @param answer of `config-helper`. @throws ApiError credentialsBroken where it holds no token that can be used */
export function readToken(answer: unknown, now: number): MintedToken {
  refuseOtherUniverse(objectOf(objectOf(objectOf(answer)['configuration'])['properties']));
  const credential = objectOf(objectOf(answer)['credential']);
  const token = stringOf(credential['access_token']);
  if (token === undefined) {
    throw credentialError('credentialsBroken', 'gcloudFailed', 'gcloud gave no access token.');
  }
  const expiry = Date.parse(stringOf(credential['token_expiry']) ?? '');
  return { token, expiresInMs: Number.isNaN(expiry) ? unknownLifetimeMs : Math.max(0, expiry - now) };
}

/**
 * `gcloud config list` prints the properties that are set, of the configuration and of the environment.
 * @throws ApiError credentialsBroken where they are of another universe
 */
export function describeProperties(answer: unknown): CredentialDescription {
  const properties = objectOf(answer);
  refuseOtherUniverse(properties);
  const core = objectOf(properties['core']);
  const impersonated = stringOf(objectOf(properties['auth'])['impersonate_service_account']);
  return {
    kind: 'gcloud',
    account: impersonated ?? stringOf(core['account']),
    file: undefined,
    project: stringOf(core['project']),
    quotaProject: quotaProjectOf(stringOf(objectOf(properties['billing'])['quota_project'])),
  };
}

/** A token of another universe would go to Google's own hosts. */
function refuseOtherUniverse(properties: JsonObject): void {
  const universe = objectOf(properties['core'])['universe_domain'];
  if (isOtherUniverse(universe)) {
    const message = `gcloud is set to a universe that is not supported${universeSaid(universe)}.`;
    throw credentialError('credentialsBroken', 'unsupported', message);
  }
}

/** The property may also hold a word of gcloud's own: CURRENT_PROJECT, CURRENT_PROJECT_WITH_FALLBACK or LEGACY. */
function quotaProjectOf(property: string | undefined): string | undefined {
  return property !== undefined && /^[A-Z_]+$/.test(property) ? undefined : property;
}
