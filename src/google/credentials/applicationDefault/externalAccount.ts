import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import {
  AwsClient,
  ExternalAccountAuthorizedUserClient,
  IdentityPoolClient,
  PluggableAuthClient,
  type AuthClient,
} from 'google-auth-library';
import { isObject, stringOf, type JsonObject } from '../../json.js';
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
      deadlineMs: exchangeDeadlineMs + (runsProgram ? executableDeadlineMs : 0),
      create: (scope) => externalAccountClient({ ...file.json, ...silentClient, scopes: [scope] }, source),
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
  return librarySource(
    {
      description,
      scoped: false,
      create() {
        const json = { ...file.json, ...silentClient, refresh_token: renewedTokens.get(original) ?? original };
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

function impersonatedEmail(file: CredentialFile): string | undefined {
  const url = file.json['service_account_impersonation_url'];
  return typeof url === 'string' ? /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(url)?.[1] : undefined;
}
