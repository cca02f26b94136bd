import { JWT, UserRefreshClient, type AuthClient } from 'google-auth-library';
import type { ApiError } from '../../apiError.js';
import { stringOf } from '../../json.js';
import type { CredentialDescription, CredentialKind } from '../credential.js';
import { credentialError, explainFailure } from '../credentialError.js';
import { exchangeToken } from '../tokenExchange.js';
import type { MintedToken, TokenSource } from '../tokenSource.js';
import type { CredentialWire } from '../wire.js';
import { isWorkspaceScope } from '../workspaceScope.js';
import type { CredentialFile } from './credentialFile.js';

/** Long enough for the library's repetitions of a 503 (2.1 s in all) and a slow proxy. */
const exchangeDeadlineMs = 20_000;

/** RFC 6749 only recommends to say how long a token lives; Google's live an hour. Were it less, a 401 would tell. */
const unknownLifetimeMs = 10 * 60_000;

/** What a source made of a file needs beside the file. */
export interface FileSourceContext {
  readonly wire: CredentialWire;
  /** User that a service account acts for in Workspace services. */
  readonly subject: string | undefined;
}

/**
 * The way from a credential file to tokens, by the library's client for its type. A client is made for each token: the
 * library's own cache cannot be told that a token was refused.
 * @throws ApiError credentialsBroken for a file that lacks a field, or of a type that cannot be used.
 */
export function fileSource(file: CredentialFile, context: FileSourceContext): TokenSource {
  refuseOtherUniverse(file);
  switch (file.type) {
    case 'authorized_user':
      return userSource(file, context);
    case 'service_account':
      return serviceAccountSource(file, context);
    default:
      throw unsupported(file, `has the type "${file.type.slice(0, 60)}", which is not known`);
  }
}

function userSource(file: CredentialFile, context: FileSourceContext): TokenSource {
  const options = {
    clientId: field(file, 'client_id'),
    clientSecret: field(file, 'client_secret'),
    refreshToken: field(file, 'refresh_token'),
  };
  return librarySource(file, context, {
    kind: 'user',
    account: stringOf(file.json['account']),
    scoped: false,
    client: () => new UserRefreshClient(options),
  });
}

function serviceAccountSource(file: CredentialFile, context: FileSourceContext): TokenSource {
  const email = field(file, 'client_email');
  const key = field(file, 'private_key');
  return librarySource(file, context, {
    kind: 'serviceAccount',
    account: email,
    scoped: true,
    client(scope) {
      const subject = isWorkspaceScope(scope) ? context.subject : undefined;
      return new JWT({ email, key, scopes: [scope], ...(subject !== undefined && { subject }) });
    },
  });
}

interface LibraryClient {
  readonly kind: CredentialKind;
  readonly account: string | undefined;
  readonly scoped: boolean;
  client(scope: string): AuthClient;
}

function librarySource(file: CredentialFile, { wire }: FileSourceContext, library: LibraryClient): TokenSource {
  const description: CredentialDescription = {
    kind: library.kind,
    account: library.account,
    file: file.path,
    project: stringOf(file.json['project_id']),
    quotaProject: stringOf(file.json['quota_project_id']),
  };
  return {
    scoped: library.scoped,
    describe: () => Promise.resolve(description),
    mint: (scope) =>
      exchangeToken(
        wire,
        exchangeDeadlineMs,
        () => mintWith(library.client(scope)),
        (failure) => explainFailure(failure, description, wire.clock.now()),
      ),
  };
}

async function mintWith(client: AuthClient): Promise<MintedToken> {
  const { token } = await client.getAccessToken();
  if (typeof token !== 'string' || token === '') {
    throw new Error('The answer held no access token.');
  }
  // The library stamps the end with the machine's clock; the cache counts by its own.
  const expiry = client.credentials.expiry_date;
  return { token, expiresInMs: typeof expiry === 'number' ? Math.max(0, expiry - Date.now()) : unknownLifetimeMs };
}

function field(file: CredentialFile, name: string): string {
  const value = stringOf(file.json[name]);
  if (value === undefined) {
    const message = `The credential file ${file.path} (type "${file.type}") has no "${name}".`;
    throw credentialError('credentialsBroken', 'fileMalformed', message, { file: file.path });
  }
  return value;
}

/** A token of another universe (a sovereign or partner cloud) would go to Google's own hosts, which are not its own. */
function refuseOtherUniverse(file: CredentialFile): void {
  const universe = stringOf(file.json['universe_domain']) ?? 'googleapis.com';
  if (universe !== 'googleapis.com') {
    throw unsupported(file, `belongs to the universe "${universe.slice(0, 60)}", which is not supported`);
  }
}

function unsupported(file: CredentialFile, problem: string): ApiError {
  const message = `The credential file ${file.path} ${problem}.`;
  return credentialError('credentialsBroken', 'unsupported', message, { file: file.path });
}
