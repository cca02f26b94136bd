import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gcloudFolder } from '../applicationDefault/credentialFile.js';
import type { GcloudOptions } from './runGcloud.js';

/**
 * Whether gcloud has an account selected, read from its configuration folder in a millisecond: gcloud itself takes half
 * a second and more to say no, and leaves a configuration folder behind where there was none. Only decides whether to
 * ask gcloud at all when no source was chosen.
 */
export async function hasGcloudAccount({ gcloud, env }: GcloudOptions): Promise<boolean> {
  if ((gcloud.account ?? env['CLOUDSDK_CORE_ACCOUNT'] ?? '') !== '') {
    return true;
  }
  const folder = gcloudFolder(env);
  if (folder === undefined) {
    return false;
  }
  const chosen = gcloud.configuration ?? env['CLOUDSDK_ACTIVE_CONFIG_NAME'];
  const name = chosen !== undefined && chosen !== '' ? chosen : await textOf(path.join(folder, 'active_config'));
  // A configuration's name is checked before it becomes part of a path, by gcloud's own rule.
  const configuration = /^[a-z][-a-z0-9]*$/.exec(name.trim())?.[0] ?? 'default';
  const properties = await textOf(path.join(folder, 'configurations', `config_${configuration}`));
  return /^\s*account\s*=\s*\S/m.test(properties);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}
