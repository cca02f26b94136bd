import type { CredentialChoices } from './credentials/credentialChoices.js';
import { toApiError } from './apiError.js';
import type { CredentialWorld, Google, GoogleOptions } from './google.js';

/**
 * The Google floor, loaded on the first call: credentials and HTTP are a file of their own (dist/google.js), so that
 * activating the extension costs nothing of it.
 */
export function lazyGoogle(options: GoogleOptions): Google {
  let opened: Promise<Google> | undefined;
  let disposed = false;

  function open(): Promise<Google> {
    opened ??= import('./google.js').then(
      ({ openGoogle }) => {
        const google = openGoogle(options);
        // Disposed while the file was being loaded: every call then ends with `aborted`.
        if (disposed) {
          google.dispose();
        }
        return google;
      },
      // A file of the product that is missing is told where the answer would have been.
      (thrown: unknown) => Promise.reject(toApiError(thrown)),
    );
    return opened;
  }

  return {
    credential: {
      describe: async () => (await open()).credential.describe(),
      accessToken: async (scopes, signal) => (await open()).credential.accessToken(scopes, signal),
      // A token that was handed out came from an opened floor.
      rejected: (token) => void opened?.then((google) => google.credential.rejected(token)),
    },
    operations: {
      list: (...args) => stream(async () => (await open()).operations.list(...args)),
      get: async (...args) => (await open()).operations.get(...args),
      describe: async (...args) => (await open()).operations.describe(...args),
      cancel: async (...args) => (await open()).operations.cancel(...args),
      delete: async (...args) => (await open()).operations.delete(...args),
    },
    projects: {
      search: (...args) => stream(async () => (await open()).projects.search(...args)),
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
    dispose() {
      disposed = true;
      void opened?.then((google) => google.dispose());
    },
  };
}

/** See `credentialChoices`; from the same file. */
export async function lazyCredentialChoices(options: CredentialWorld, signal: AbortSignal): Promise<CredentialChoices> {
  return (await import('./google.js')).openCredentialChoices(options, signal);
}

async function* stream<T>(start: () => Promise<AsyncIterable<T>>): AsyncGenerator<T, void, undefined> {
  yield* await start();
}
