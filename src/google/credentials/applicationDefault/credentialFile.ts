import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { couldBeSecret } from '../../../base/secretText.js';
import { isObject, parseJson, stringOf, type JsonObject } from '../../json.js';
import { credentialError, noPathError } from '../credentialError.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A credential file, parsed and otherwise as it is. It holds secrets. */
export interface CredentialFile {
  readonly path: string;
  readonly type: string;
  readonly json: JsonObject;
  /** Another one after every change of the file. */
  readonly digest: string;
}

/**
 * The Application Default Credentials file: the one GOOGLE_APPLICATION_CREDENTIALS names, else the one that
 * `gcloud auth application-default login` writes. Looked for here and not by the library, which then goes on to ask the
 * network (3 s where nothing answers, 14 s with its project lookup).
 * @returns undefined when neither is configured.
 * @throws ApiError credentialsBroken when one is configured and cannot be read or is not a credential.
 */
export async function findCredentialFile(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<CredentialFile | undefined> {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS'];
  if (named !== undefined && named !== '') {
    return readCredentialFile(named, true);
  }
  const folder = gcloudFolder(env, platform);
  return folder === undefined
    ? undefined
    : readCredentialFile(path.join(folder, 'application_default_credentials.json'), false);
}

/** gcloud's configuration folder, as gcloud itself chooses it; undefined when the environment names no home. */
export function gcloudFolder(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  const configured = env['CLOUDSDK_CONFIG'];
  if (configured !== undefined && configured !== '') {
    return configured;
  }
  const base = platform === 'win32' ? env['APPDATA'] : env['HOME'] && path.join(env['HOME'], '.config');
  return base === undefined || base === '' ? undefined : path.join(base, 'gcloud');
}

async function readCredentialFile(file: string, required: boolean): Promise<CredentialFile | undefined> {
  const bytes = await bytesOf(file, required);
  if (bytes === undefined) {
    return undefined;
  }
  const json = parseJson(textOf(bytes));
  const type = isObject(json) ? stringOf(json['type']) : undefined;
  if (!isObject(json) || type === undefined) {
    // Without the parser's own words: they quote the file, which is secret.
    const problem = isObject(json) ? 'has no "type"' : 'is not a JSON object';
    throw credentialError('credentialsBroken', 'fileMalformed', `The credential file ${file} ${problem}.`, { file });
  }
  return { path: file, type, json, digest: createHash('sha256').update(bytes).digest('hex') };
}

async function bytesOf(file: string, required: boolean): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    if (!required && (code === 'ENOENT' || code === 'ENOTDIR')) {
      return undefined;
    }
    if (required && !looksLikePath(file)) {
      throw noPathError('GOOGLE_APPLICATION_CREDENTIALS');
    }
    const hint = /^(["']).*\1$/s.test(file) ? ' The quotation marks are part of the name.' : '';
    const message = `The credential file ${file} cannot be read (${code}).${hint}`;
    throw credentialError('credentialsBroken', 'fileUnreadable', message, { file });
  }
}

/** A name alone, without folder and ending, is rather a password than a file. */
function looksLikePath(text: string): boolean {
  return !couldBeSecret(text) && /[\\/]|\.\w{1,10}["']?$/.test(text);
}

/** Windows PowerShell writes UTF-16 when told nothing else; JSON begins with an ASCII character, so a zero tells. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) {
    return withoutMark(bytes.toString('utf16le'));
  }
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) {
    // An odd last byte is half a character.
    return withoutMark(
      Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le'),
    );
  }
  return withoutMark(bytes.toString('utf8'));
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
