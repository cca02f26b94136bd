import { Lazy } from '../base/lazy.js';
import { toApiError } from './apiError.js';
import type { Credential } from './credentials/credential.js';
import type { CredentialChoices } from './credentials/credentialChoices.js';
import type { AccountTokens } from './credentials/oauth/accountTokens.js';
import type * as googleFile from './google.js';
import type { AccountWorld, CredentialWorld, Google, GoogleOptions } from './google.js';
import type { AccountStore } from './signIn/accountStore.js';

/**
 * The Google layer, loaded on the first call: credentials and HTTP are a file of their own (dist/google.js), so that
 * activating the extension costs nothing of it.
 */
export function lazyGoogle(options: GoogleOptions): Google {
  let disposed = false;
  const google = new Lazy(async () => {
    const opened = (await load()).openGoogle(options);
    // Disposed while the file was being loaded: every call then ends with `aborted`.
    if (disposed) {
      opened.dispose();
    }
    return opened;
  });
  const open = (): Promise<Google> => google.get();

  return {
    credential: lazyCredential(google, ({ credential }) => credential),
    operations: {
      list: (...args) => stream(async () => (await open()).operations.list(...args)),
      get: async (...args) => (await open()).operations.get(...args),
      describe: async (...args) => (await open()).operations.describe(...args),
      cancel: async (...args) => (await open()).operations.cancel(...args),
      delete: async (...args) => (await open()).operations.delete(...args),
    },
    projects: {
      search: (...args) => stream(async () => (await open()).projects.search(...args)),
      folders: (...args) => stream(async () => (await open()).projects.folders(...args)),
      organizations: (...args) => stream(async () => (await open()).projects.organizations(...args)),
      testPermissions: async (...args) => (await open()).projects.testPermissions(...args),
    },
    locations: {
      list: async (...args) => (await open()).locations.list(...args),
      computeRegions: async (...args) => (await open()).locations.computeRegions(...args),
    },
    services: {
      enabled: async (...args) => (await open()).services.enabled(...args),
    },
    parents: {
      list: async (...args) => (await open()).parents.list(...args),
    },
    auditLog: {
      page: async (...args) => (await open()).auditLog.page(...args),
    },
    dispose() {
      disposed = true;
      google.ifNeeded((opened) => opened.dispose());
    },
  };
}

/** See `credentialChoices`; from the same file. */
export async function lazyCredentialChoices(options: CredentialWorld, signal: AbortSignal): Promise<CredentialChoices> {
  return (await load()).openCredentialChoices(options, signal);
}

/** See `AccountTokens`; from the same file. */
export async function lazyAccountTokens(store: AccountStore, world: AccountWorld): Promise<AccountTokens> {
  return (await load()).openAccountTokens(store, world);
}

/** The credential of something that is not loaded before a token is asked for. */
export function lazyCredential<T>(owner: Lazy<T>, credentialOf: (loaded: T) => Credential): Credential {
  return {
    describe: async () => credentialOf(await owner.get()).describe(),
    accessToken: async (scopes, signal) => credentialOf(await owner.get()).accessToken(scopes, signal),
    // A token that was handed out came from what is loaded.
    rejected: (token) => owner.ifNeeded((loaded) => credentialOf(loaded).rejected(token)),
  };
}

/** A file of the product that is missing is told where the answer would have been. */
function load(): Promise<typeof googleFile> {
  return import('./google.js').catch((thrown: unknown) => Promise.reject(toApiError(thrown)));
}

async function* stream<T>(start: () => Promise<AsyncIterable<T>>): AsyncGenerator<T, void, undefined> {
  yield* await start();
}
