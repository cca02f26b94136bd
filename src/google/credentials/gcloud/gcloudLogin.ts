import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gcloudFolder } from '../applicationDefault/credentialFile.js';
import type { GcloudOptions } from './runGcloud.js';

/** What gcloud's configuration folder says about who is signed in. */
export interface GcloudLogin {
  readonly hasAccount: boolean;
  /** Changes with the account and with whatever else `gcloud config list` prints. */
  readonly version: string;
}

/**
 * Read from gcloud's configuration folder in a millisecond: gcloud itself takes half a second and more, and leaves a
 * configuration folder behind where there was none.
 */
export async function readGcloudLogin({ gcloud, env }: GcloudOptions): Promise<GcloudLogin> {
  const account = gcloud.account ?? env['CLOUDSDK_CORE_ACCOUNT'] ?? '';
  const folder = gcloudFolder(env);
  if (folder === undefined) {
    return { hasAccount: account !== '', version: account };
  }
  const chosen = gcloud.configuration ?? env['CLOUDSDK_ACTIVE_CONFIG_NAME'];
  const name = chosen !== undefined && chosen !== '' ? chosen : await textOf(path.join(folder, 'active_config'));
  // A configuration's name is checked before it becomes part of a path, by gcloud's own rule.
  const configuration = /^[a-z][-a-z0-9]*$/.exec(name.trim())?.[0] ?? 'default';
  const properties = await textOf(path.join(folder, 'configurations', `config_${configuration}`));
  return {
    hasAccount: account !== '' || /^\s*account\s*=\s*\S/m.test(properties),
    version: JSON.stringify([account, configuration, properties]),
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
