import type { ApiError } from '../../apiError.js';
import { stringOf } from '../../json.js';
import { credentialError } from '../credentialError.js';
import type { CredentialWire } from '../wire.js';
import type { CredentialFile } from './credentialFile.js';

/** What a source made of a file needs beside the file. */
export interface FileContext {
  readonly wire: CredentialWire;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** User that a service account acts for in Workspace services. */
  readonly subject: string | undefined;
  /**
   * Refresh token of a file → the newest one that the token server gave in its place. Files are never written, as
   * Google's libraries do not either.
   */
  readonly renewedTokens: Map<string, string>;
}

/** @throws ApiError credentialsBroken when the file has no such text. */
export function field(file: CredentialFile, name: string): string {
  const value = stringOf(file.json[name]);
  if (value === undefined) {
    throw malformed(file, `has no "${name}"`);
  }
  return value;
}

export function malformed(file: CredentialFile, problem: string): ApiError {
  const message = `The credential file ${file.path} (type "${file.type}") ${problem}.`;
  return credentialError('credentialsBroken', 'fileMalformed', message, { file: file.path });
}

export function unsupported(file: CredentialFile, problem: string): ApiError {
  const message = `The credential file ${file.path} ${problem}.`;
  return credentialError('credentialsBroken', 'unsupported', message, { file: file.path });
}
