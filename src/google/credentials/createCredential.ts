import { findCredentialFile } from './applicationDefault/credentialFile.js';
import { fileSource } from './applicationDefault/fileSource.js';
import type { Credential } from './credential.js';
import { credentialError } from './credentialError.js';
import type { CredentialOptions } from './options.js';
import { TokenCache } from './tokenCache.js';
import type { TokenSource } from './tokenSource.js';
import type { CredentialWire } from './wire.js';

/**
 * The credential that `options` choose. Nothing is read or asked before the first call, and files are read again for
 * each new token, so that a login in a terminal is noticed by the next request.
 */
export function createCredential(options: CredentialOptions, wire: CredentialWire): Credential {
  return new TokenCache(wire.clock, () => findSource(options, wire));
}

async function findSource(options: CredentialOptions, wire: CredentialWire): Promise<TokenSource> {
  const file = await findCredentialFile(options.env);
  if (file) {
    return fileSource(file, { wire, subject: options.subject });
  }
  throw credentialError('credentialsMissing', 'noneFound', 'No Application Default Credentials were found.');
}
