import { arrayOf, isObject, objectOf, stringOf } from '../../json.js';
import { runGcloud, type GcloudOptions } from './runGcloud.js';

/** An account that is signed in with gcloud. */
export interface GcloudAccount {
  readonly account: string;
  readonly active: boolean;
}

/** A named configuration of gcloud. */
export interface GcloudConfiguration {
  readonly name: string;
  readonly active: boolean;
  readonly account: string | undefined;
  readonly project: string | undefined;
}

/**
 * The accounts that `gcloud auth login` has signed in; empty when there is none.
 * @throws ApiError as `runGcloud`
 */
export async function listAccounts(options: GcloudOptions, signal?: AbortSignal): Promise<readonly GcloudAccount[]> {
  return readAccounts(await runGcloud(['auth', 'list'], options, signal));
}

/** @param answer of `auth list`. */
export function readAccounts(answer: unknown): readonly GcloudAccount[] {
  return arrayOf(answer)
    .filter(isObject)
    .flatMap((entry) => {
      const account = stringOf(entry['account']);
      return account === undefined ? [] : [{ account, active: entry['status'] === 'ACTIVE' }];
    });
}

/**
 * gcloud's named configurations, one of which is active.
 * @throws ApiError as `runGcloud`
 */
export async function listConfigurations(
  options: GcloudOptions,
  signal?: AbortSignal,
): Promise<readonly GcloudConfiguration[]> {
  return readConfigurations(await runGcloud(['config', 'configurations', 'list'], options, signal));
}

/** @param answer of `config configurations list`. */
export function readConfigurations(answer: unknown): readonly GcloudConfiguration[] {
  return arrayOf(answer)
    .filter(isObject)
    .flatMap((entry) => {
      const name = stringOf(entry['name']);
      const core = objectOf(objectOf(entry['properties'])['core']);
      return name === undefined
        ? []
        : [
            {
              name,
              active: entry['is_active'] === true,
              account: stringOf(core['account']),
              project: stringOf(core['project']),
            },
          ];
    });
}
