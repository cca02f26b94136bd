import { Compute, gcpMetadata } from 'google-auth-library';
import type { CredentialDescription } from '../credential.js';
import { librarySource } from '../librarySource.js';
import type { TokenSource } from '../tokenSource.js';
import type { CredentialWire } from '../wire.js';

/** On a Google machine it answers within milliseconds; elsewhere its address is often a black hole. */
const probeDeadlineMs = 800;

/** The library would repeat a request that gets no answer for 12 s and more. */
const tokenDeadlineMs = 10_000;

/**
 * The service account attached to the machine, where this is a Google machine.
 * @returns undefined when no metadata server answers within 0.8 s.
 */
export async function findMetadataServer(
  env: Readonly<Record<string, string | undefined>>,
  wire: CredentialWire,
): Promise<TokenSource | undefined> {
  const ask = (path: string): Promise<string | undefined> => askMetadata(path, env, wire);
  if ((await ask('instance/service-accounts/default/')) === undefined) {
    return undefined;
  }
  const description: CredentialDescription = {
    kind: 'metadataServer',
    account: undefined,
    file: undefined,
    project: undefined,
    quotaProject: undefined,
  };
  const library = librarySource(
    { description, scoped: true, deadlineMs: tokenDeadlineMs, create: (scope) => new Compute({ scopes: [scope] }) },
    wire,
  );
  return {
    ...library,
    async describe() {
      const [account, project] = await Promise.all([
        ask('instance/service-accounts/default/email'),
        ask('project/project-id'),
      ]);
      return { ...description, account, project };
    },
  };
}

/** One value of the metadata server; undefined for every way of not getting it. */
async function askMetadata(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  wire: CredentialWire,
): Promise<string | undefined> {
  const host = env['GCE_METADATA_HOST'] ?? env['GCE_METADATA_IP'] ?? gcpMetadata.HOST_ADDRESS;
  const base = /^https?:\/\//.test(host) ? host : `http://${host}`;
  const deadline = new AbortController();
  const timer = wire.clock.schedule(probeDeadlineMs, () => deadline.abort());
  try {
    const response = await wire.fetch(`${base}${gcpMetadata.BASE_PATH}/${path}`, {
      headers: gcpMetadata.HEADERS,
      signal: deadline.signal,
    });
    const isMetadataServer = response.headers.get(gcpMetadata.HEADER_NAME) === gcpMetadata.HEADER_VALUE;
    return response.ok && isMetadataServer ? (await response.text()).trim() : undefined;
  } catch {
    return undefined;
  } finally {
    timer.dispose();
  }
}
