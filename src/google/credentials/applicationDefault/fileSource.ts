import { JWT, UserRefreshClient } from 'google-auth-library';
import { saidInstead } from '../../../base/secretText.js';
import { isObject, stringOf } from '../../json.js';
import type { CredentialDescription, CredentialKind } from '../credential.js';
import { impersonatedSource } from '../impersonatedSource.js';
import { librarySource, silentClient } from '../librarySource.js';
import { TokenCache } from '../tokenCache.js';
import type { TokenSource } from '../tokenSource.js';
import { isOtherUniverse, universeSaid } from '../universe.js';
import { isWorkspaceScope } from '../workspaceScope.js';
import type { CredentialFile } from './credentialFile.js';
import { externalAccountSource, externalAccountUserSource } from './externalAccount.js';
import { field, malformed, unsupported, type FileContext } from './fileContext.js';

const typeShape = /^[a-z_]{1,60}$/;

/**
 * The way from a credential file to tokens, by the type of the file.
 * @throws ApiError credentialsBroken for a file that lacks a field, or of a type that cannot be used.
 */
export function fileSource(file: CredentialFile, context: FileContext): TokenSource {
  refuseOtherUniverse(file);
  switch (file.type) {
    case 'authorized_user':
      return userSource(file, context);
    case 'service_account':
      return serviceAccountSource(file, context);
    case 'external_account':
      return externalAccountSource(file, describeFile(file, 'externalAccount'), context);
    case 'external_account_authorized_user':
      return externalAccountUserSource(file, describeFile(file, 'externalAccountUser'), context);
    case 'impersonated_service_account':
      return impersonatedFileSource(file, context);
    case 'gdch_service_account':
      throw unsupported(file, 'is for Google Distributed Cloud, whose tokens Google Cloud does not accept');
    default:
      throw unsupported(file, `has a type that is not known${saidInstead(file.type, typeShape)}`);
  }
}

function userSource(file: CredentialFile, { wire }: FileContext): TokenSource {
  const options = {
    clientId: field(file, 'client_id'),
    clientSecret: field(file, 'client_secret'),
    refreshToken: field(file, 'refresh_token'),
    ...silentClient,
  };
  const description = describeFile(file, 'user', stringOf(file.json['account']));
  return librarySource({ description, scoped: false, create: () => new UserRefreshClient(options) }, wire);
}

function serviceAccountSource(file: CredentialFile, { wire, subject }: FileContext): TokenSource {
  const email = field(file, 'client_email');
  const key = field(file, 'private_key');
  return librarySource(
    {
      description: describeFile(file, 'serviceAccount', email),
      scoped: true,
      create(scope) {
        const actsFor = isWorkspaceScope(scope) ? subject : undefined;
        return new JWT({
          ...silentClient,
          email,
          key,
          scopes: [scope],
          ...(actsFor !== undefined && { subject: actsFor }),
        });
      },
    },
    wire,
  );
}

/** What `gcloud auth application-default login --impersonate-service-account` writes: a credential inside another. */
function impersonatedFileSource(file: CredentialFile, context: FileContext): TokenSource {
  const inner = file.json['source_credentials'];
  const innerType = isObject(inner) ? stringOf(inner['type']) : undefined;
  if (!isObject(inner) || innerType === undefined) {
    throw malformed(file, 'has no "source_credentials" with a "type"');
  }
  const target = /\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(
    field(file, 'service_account_impersonation_url'),
  )?.[1];
  if (target === undefined) {
    throw malformed(file, 'names no service account in its "service_account_impersonation_url"');
  }
  const delegates = Array.isArray(file.json['delegates'])
    ? file.json['delegates'].filter((d) => typeof d === 'string')
    : [];
  const source = fileSource({ ...file, type: innerType, json: inner }, context);
  const base = new TokenCache(context.wire.clock, () => Promise.resolve(source));
  const quotaProject = stringOf(file.json['quota_project_id']);
  return impersonatedSource(base, { target, delegates, quotaProject }, context.wire);
}

function describeFile(file: CredentialFile, kind: CredentialKind, account?: string): CredentialDescription {
  return {
    kind,
    account,
    file: file.path,
    project: stringOf(file.json['project_id']),
    quotaProject: stringOf(file.json['quota_project_id']),
  };
}

/** A token of another universe (a sovereign or partner cloud) would go to Google's own hosts, which are not its own. */
function refuseOtherUniverse(file: CredentialFile): void {
  // Google's Node library takes either spelling.
  const universe = [file.json['universe_domain'], file.json['universeDomain']].find(isOtherUniverse);
  if (universe !== undefined) {
    throw unsupported(file, `belongs to a universe that is not supported${universeSaid(universe)}`);
  }
}
