import { toApiError, type ApiErrorFacts } from '../apiError.js';
import { createCredential } from './createCredential.js';
import type { CredentialDescription } from './credential.js';
import {
  listAccounts,
  listConfigurations,
  type GcloudAccount,
  type GcloudConfiguration,
} from './gcloud/gcloudChoices.js';
import type { CredentialOptions } from './options.js';
import type { CredentialWire } from './wire.js';

/** Something that was looked for: found, or why not. */
export type Found<T> = { readonly found: T } | { readonly error: ApiErrorFacts };

/** The accounts and configurations of gcloud; neither is ever changed. */
export interface GcloudChoices {
  readonly accounts: readonly GcloudAccount[];
  readonly configurations: readonly GcloudConfiguration[];
}

/** The credentials of this machine that can be chosen. Each is looked for by itself, and neither promise rejects. */
export interface CredentialChoices {
  readonly applicationDefault: Promise<Found<CredentialDescription>>;
  readonly gcloud: Promise<Found<GcloudChoices>>;
}

/** @param options as they are set; account, configuration and impersonation of them are left aside. */
export function credentialChoices(
  options: CredentialOptions,
  wire: CredentialWire,
  signal: AbortSignal,
): CredentialChoices {
  const anyone = { ...options, gcloud: { ...options.gcloud, account: undefined, configuration: undefined } };
  const applicationDefault = createCredential(
    { ...anyone, source: 'applicationDefault', impersonate: undefined, signIn: undefined },
    wire,
  );
  return {
    applicationDefault: lookFor(() => applicationDefault.describe()),
    gcloud: lookFor(async () => {
      const [accounts, configurations] = await Promise.all([
        listAccounts(anyone, signal),
        listConfigurations(anyone, signal),
      ]);
      return { accounts, configurations };
    }),
  };
}

async function lookFor<T>(find: () => Promise<T>): Promise<Found<T>> {
  try {
    return { found: await find() };
  } catch (error) {
    return { error: toApiError(error).facts };
  }
}
