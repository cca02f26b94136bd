import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import {
  AwsClient,
  ExternalAccountAuthorizedUserClient,
  IdentityPoolClient,
  PluggableAuthClient,
  type AuthClient,
} from 'google-auth-library';
import { isPrivate } from '../../../base/baseUrl.js';
import { requireAllowed } from '../../http/tokenFetch.js';
import { isObject, stringOf, type JsonObject } from '../../json.js';
import { isGoogle } from '../../origins.js';
import type { CredentialDescription } from '../credential.js';
import { credentialError } from '../credentialError.js';
import { exchangeDeadlineMs, librarySource, silentClient } from '../librarySource.js';
import type { TokenSource } from '../tokenSource.js';
import type { CredentialFile } from './credentialFile.js';
import { field, malformed, unsupported, type FileContext } from './fileContext.js';

type ExternalAccountUserJson = ConstructorParameters<typeof ExternalAccountAuthorizedUserClient>[0];

/** The longest that a file may let its program run (AIP-4117). */
const executableDeadlineMs = 120_000;

/**
 * Workload or workforce identity federation: a token of another identity provider, from a file, a URL, AWS or a program,
 * is exchanged for Google's (AIP-4117).
 */
export function externalAccountSource(
  file: CredentialFile,
  description: CredentialDescription,
  { wire, env }: FileContext,
): TokenSource {
  const source = file.json['credential_source'];
  if (!isObject(source)) {
    throw malformed(file, 'has no "credential_source"');
  }
  field(file, 'audience');
  field(file, 'subject_token_type');
  requireGoogleImpersonation(file);
  requireAllowedTokenUrl(file, wire);
  const runsProgram = isObject(source['executable']);
  if (runsProgram && env['GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES'] !== '1') {
    const message = `The credential file ${file.path} starts a program, which GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1 in the environment has to allow.`;
    throw credentialError('credentialsBroken', 'executableNotAllowed', message, { file: file.path });
  }
  if (isObject(source['certificate'])) {
    // The host's fetch cannot present a client certificate.
    throw unsupported(file, 'proves itself with an X.509 certificate, which is not supported');
  }
  return librarySource(
    {
      description: { ...description, account: impersonatedEmail(file) },
      scoped: true,
      limits: {
        deadlineMs: exchangeDeadlineMs + (runsProgram ? executableDeadlineMs : 0),
        sources: sourceOrigins(source),
      },
      create: (scope) => externalAccountClient({ ...documented(file.json), ...silentClient, scopes: [scope] }, source),
    },
    wire,
  );
}

/** A person of a workforce pool, who signed in with `gcloud auth application-default login --login-config`. */
export function externalAccountUserSource(
  file: CredentialFile,
  description: CredentialDescription,
  { wire, renewedTokens }: FileContext,
): TokenSource {
  const original = field(file, 'refresh_token');
  field(file, 'client_id');
  field(file, 'client_secret');
  requireAllowedTokenUrl(file, wire);
  return librarySource(
    {
      description,
      scoped: false,
      create() {
        const json = {
          ...documented(file.json),
          ...silentClient,
          refresh_token: renewedTokens.get(original) ?? original,
        };
        return new ExternalAccountAuthorizedUserClient(json as unknown as ExternalAccountUserJson);
      },
      // The library would remember it in the client, but clients come and go here.
      onAnswer(answer) {
        const renewed = stringOf(answer['refresh_token']);
        if (renewed !== undefined) {
          renewedTokens.set(original, renewed);
        }
      },
    },
    wire,
  );
}

/** By the same signs as the library's `ExternalAccountClient.fromJSON`, which writes a warning to the console. */
function externalAccountClient(json: JsonObject, source: JsonObject): AuthClient {
  if (source['environment_id'] !== undefined) {
    return new AwsClient(json as unknown as ConstructorParameters<typeof AwsClient>[0]);
  }
  if (isObject(source['executable'])) {
    requireProgram(source['executable']);
    return new PluggableAuthClient(json as unknown as ConstructorParameters<typeof PluggableAuthClient>[0]);
  }
  return new IdentityPoolClient(json as unknown as ConstructorParameters<typeof IdentityPoolClient>[0]);
}

/** The library does not listen for a program that cannot be started: the error would reach the host as an uncaught one. */
function requireProgram(executable: JsonObject): void {
  const [, quoted, plain] = /^\s*(?:"([^"]+)"|(\S+))/.exec(stringOf(executable['command']) ?? '') ?? [];
  const program = quoted ?? plain;
  if (program !== undefined && path.isAbsolute(program)) {
    accessSync(program, constants.X_OK);
  }
}

/**
 * Where the subject token is sent; the wire would refuse it too, but only when the identity provider has been asked.
 * @throws ApiError credentialsBroken for an address that is none or not private, originNotAllowed
 */
function requireAllowedTokenUrl(file: CredentialFile, { allowedOrigins }: FileContext['wire']): void {
  const text = stringOf(file.json['token_url']);
  if (text === undefined) {
    return; // The library then asks Google's.
  }
  if (!URL.canParse(text) || !isPrivate(new URL(text))) {
    throw malformed(file, 'has a "token_url" that is not an https address');
  }
  requireAllowed(new URL(text), allowedOrigins);
}

/** The federated token is sent there, and nobody but Google makes a service account's token of it. */
function requireGoogleImpersonation(file: CredentialFile): void {
  const url = file.json['service_account_impersonation_url'];
  if (url !== undefined && !(typeof url === 'string' && URL.canParse(url) && isGoogle(new URL(url)))) {
    throw malformed(file, 'has a "service_account_impersonation_url" that is not Google\'s');
  }
}

/** The library also takes every field in camel case, which no such file has and nothing here looks at (AIP-4117). */
function documented(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !/[A-Z]/.test(name)));
}

/** Who is asked for the subject token, or for the keys that sign it. */
function sourceOrigins(source: JsonObject): readonly string[] {
  return ['url', 'region_url', 'imdsv2_session_token_url']
    .map((name) => source[name])
    .filter((url) => typeof url === 'string')
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
}

function impersonatedEmail(file: CredentialFile): string | undefined {
  const url = file.json['service_account_impersonation_url'];
  return typeof url === 'string' ? /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(url)?.[1] : undefined;
}
