import { isApiError } from '../apiError.js';
import { PROJECT_ID } from '../projectId.js';
import { findCredentialFile } from './applicationDefault/credentialFile.js';
import type { FileContext } from './applicationDefault/fileContext.js';
import { fileSource } from './applicationDefault/fileSource.js';
import { findMetadataServer } from './applicationDefault/metadataServer.js';
import type { Credential } from './credential.js';
import { credentialError, isNotSignedIn, notSignedInError, type GcloudPresence } from './credentialError.js';
import { isInstalled } from './gcloud/gcloudCommand.js';
import { gcloudSource, type RejectedTokens } from './gcloud/gcloudSource.js';
import { readGcloudLogin, type GcloudLogin } from './gcloud/gcloudLogin.js';
import { impersonatedSource } from './impersonatedSource.js';
import type { CredentialOptions } from './options.js';
import { TokenCache } from './tokenCache.js';
import type { TokenSource } from './tokenSource.js';
import type { CredentialWire } from './wire.js';

/**
 * The credential that `options` choose. Nothing is read or asked before the first call, and files are read again for
 * each new token, so that a login in a terminal is noticed by the next request.
 */
export function createCredential(options: CredentialOptions, wire: CredentialWire): Credential {
  const sources = new Sources(options, wire);
  const found = new TokenCache(wire.clock, () => sources.find());
  const target = options.impersonate;
  if (target === undefined || target === '') {
    return found;
  }
  const impersonated = impersonatedSource(found, { target, delegates: [], quotaProject: undefined }, wire);
  return new TokenCache(wire.clock, () => Promise.resolve(impersonated));
}

/** Looks for the source of tokens, and remembers what has to outlive the sources found. */
class Sources {
  readonly #options: CredentialOptions;
  readonly #wire: CredentialWire;
  readonly #renewedTokens: FileContext['renewedTokens'] = new Map();
  readonly #rejectedByGoogle: RejectedTokens = { last: undefined };

  constructor(options: CredentialOptions, wire: CredentialWire) {
    this.#options = options;
    this.#wire = wire;
  }

  async find(): Promise<TokenSource> {
    switch (this.#options.source) {
      case 'applicationDefault':
        return (
          (await this.#applicationDefault()) ?? this.#nothingFound('No Application Default Credentials were found.')
        );
      case 'gcloud':
        return this.#gcloud(await readGcloudLogin(this.#options));
      case 'signIn':
        return this.#signIn();
      case 'automatic':
        return this.#automatic();
    }
  }

  async #applicationDefault(): Promise<TokenSource | undefined> {
    const { env, subject, metadataServer } = this.#options;
    const file = await findCredentialFile(env);
    if (file) {
      const source = fileSource(file, { wire: this.#wire, env, subject, renewedTokens: this.#renewedTokens });
      return this.#charged({ ...source, version: file.digest });
    }
    const machine = metadataServer ? await findMetadataServer(env, this.#wire) : undefined;
    return machine && this.#charged(machine);
  }

  /** GOOGLE_CLOUD_QUOTA_PROJECT goes before the project that the credential names, as in Google's own libraries. */
  #charged(source: TokenSource): TokenSource {
    const quotaProject = this.#options.env['GOOGLE_CLOUD_QUOTA_PROJECT']?.trim() ?? '';
    if (quotaProject === '') {
      return source;
    }
    if (!PROJECT_ID.test(quotaProject)) {
      // Not quoted: whatever stands there may be secret.
      this.#wire.log.warn('GOOGLE_CLOUD_QUOTA_PROJECT holds no project id and is not used');
      return source;
    }
    return { ...source, describe: async () => ({ ...(await source.describe()), quotaProject }) };
  }

  #gcloud({ version }: GcloudLogin): TokenSource {
    return { ...gcloudSource(this.#options, this.#wire.clock, this.#rejectedByGoogle), version: `gcloud ${version}` };
  }

  #signIn(): TokenSource {
    const { signIn } = this.#options;
    if (!signIn) {
      throw notSignedInError();
    }
    return {
      scoped: true,
      describe: () => signIn.describe(),
      // A sign-out must hold at once, so nothing is kept here: accounts keep and renew their own tokens.
      mint: async (scope) => ({ token: await signIn.accessToken([scope]), expiresInMs: 0 }),
      rejected: (token) => signIn.rejected(token),
    };
  }

  async #automatic(): Promise<TokenSource> {
    const applicationDefault = await this.#applicationDefault();
    if (applicationDefault) {
      return applicationDefault;
    }
    const login = await readGcloudLogin(this.#options);
    if (login.hasAccount) {
      return this.#gcloud(login);
    }
    if (await isSignedIn(this.#options.signIn)) {
      return this.#signIn();
    }
    return this.#nothingFound('No credentials were found: no credential file, no gcloud account, nobody signed in.');
  }

  #nothingFound(message: string): never {
    const { gcloud, env } = this.#options;
    const presence: GcloudPresence = isInstalled(gcloud.path, env) ? 'installed' : 'missing';
    throw credentialError('credentialsMissing', 'noneFound', message, { gcloud: presence });
  }
}

async function isSignedIn(signIn: Credential | undefined): Promise<boolean> {
  try {
    return (await signIn?.describe()) !== undefined;
  } catch (error) {
    if (isApiError(error) && isNotSignedIn(error)) {
      return false;
    }
    throw error;
  }
}
