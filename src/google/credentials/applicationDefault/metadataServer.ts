import { readBody, textOf } from '../../http/body.js';
import { objectOf, parseJson, stringOf } from '../../json.js';
import type { CredentialDescription } from '../credential.js';
import { explainFailure } from '../credentialError.js';
import { exchangeToken } from '../tokenExchange.js';
import type { MintedToken, TokenSource } from '../tokenSource.js';
import type { CredentialWire } from '../wire.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** On a Google machine it answers within milliseconds; elsewhere its address is often a black hole. */
const probeDeadlineMs = 800;

const tokenDeadlineMs = 10_000;

/** The address is the same on every Google machine, so that no name has to be resolved. */
const metadataHost = '169.254.169.254';

/** Of one value, such as an e-mail address. */
const MAX_VALUE_BYTES = 64 * 1024;

/** In requests and answers; tells the server from whatever else lives at its address. */
const flavor = { name: 'Metadata-Flavor', value: 'Google' } as const;

const accountPath = 'instance/service-accounts/default';

/**
 * The service account attached to the machine, where this is a Google machine. Asked without the library: that takes the
 * server's address from the process alone, repeats a request without answer for 12 s, and prints tokens to stderr where
 * GOOGLE_SDK_NODE_LOGGING is set.
 * @returns undefined when no metadata server answers within 0.8 s.
 */
export async function findMetadataServer(env: Environment, wire: CredentialWire): Promise<TokenSource | undefined> {
  const base = metadataUrl(env);
  const description: CredentialDescription = {
    kind: 'metadataServer',
    account: undefined,
    file: undefined,
    project: undefined,
    quotaProject: undefined,
  };
  if ((await probe(`${base}/${accountPath}/`, wire)) === undefined) {
    return undefined;
  }
  return {
    scoped: true,
    async describe() {
      const paths = [`${accountPath}/email`, 'project/project-id'];
      const [account, project] = await Promise.all(paths.map((path) => probe(`${base}/${path}`, wire)));
      return { ...description, account, project };
    },
    mint: (scope) =>
      exchangeToken(
        wire,
        { deadlineMs: tokenDeadlineMs, sources: [new URL(base).origin] },
        async (observedFetch) => {
          const url = `${base}/${accountPath}/token?scopes=${encodeURIComponent(scope)}`;
          return readToken(await (await observedFetch(url, { headers: { [flavor.name]: flavor.value } })).text());
        },
        (failure) => explainFailure(failure, description, wire.clock.now()),
      ),
  };
}

/** The environment variables are those of Google's own libraries. */
function metadataUrl(env: Environment): string {
  const host = env['GCE_METADATA_HOST'] ?? env['GCE_METADATA_IP'] ?? metadataHost;
  return `${/^https?:\/\//.test(host) ? host : `http://${host}`}/computeMetadata/v1`;
}

/** One value of the metadata server; undefined for every way of not getting it. */
async function probe(url: string, wire: CredentialWire): Promise<string | undefined> {
  const deadline = new AbortController();
  const timer = wire.clock.schedule(probeDeadlineMs, () => deadline.abort());
  try {
    const response = await wire.sourceFetch(url, { headers: { [flavor.name]: flavor.value }, signal: deadline.signal });
    const isMetadataServer = response.headers.get(flavor.name) === flavor.value;
    const text = textOf(await readBody(response.body, MAX_VALUE_BYTES, metadataHost));
    return response.ok && isMetadataServer ? text.trim() : undefined;
  } catch {
    return undefined;
  } finally {
    timer.dispose();
  }
}

function readToken(text: string): MintedToken {
  const answer = objectOf(parseJson(text));
  const token = stringOf(answer['access_token']);
  const seconds = answer['expires_in'];
  if (token === undefined || typeof seconds !== 'number') {
    throw new Error('The answer held no access token.');
  }
  return { token, expiresInMs: seconds * 1000 };
}
