import { htmlError } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import type { Json } from '../../../src/sample/json.js';
import { route } from '../http/route.js';
import type { Call, Route } from '../http/route.js';
import type { World } from '../world.js';
import { tokenLifetimeSeconds } from './tokens.js';

const flavor = { 'Metadata-Flavor': 'Google', Server: 'Metadata Server for VM' };
export const metadataServiceAccount = 'workstation@acme-web.iam.gserviceaccount.com';
const scopes = ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/userinfo.email'];

/** What the metadata server of a Compute Engine machine answers to a credentials library. */
export const metadataRoutes: Route[] = [
  metadata('computeMetadata/v1/instance', () => text('attributes/\nid\nservice-accounts/\nzone\n')),
  metadata('computeMetadata/v1/instance/service-accounts', () => text(`${metadataServiceAccount}/\ndefault/\n`)),
  metadata('computeMetadata/v1/instance/service-accounts/*', () =>
    json({ aliases: ['default'], email: metadataServiceAccount, scopes }),
  ),
  metadata('computeMetadata/v1/instance/service-accounts/*/email', () => text(metadataServiceAccount)),
  metadata('computeMetadata/v1/instance/service-accounts/*/scopes', () => text(scopes.join('\n'))),
  metadata('computeMetadata/v1/instance/service-accounts/*/token', (call, world) => {
    const asked = call.query.get('scopes')?.split(',') ?? scopes;
    const access = world.tokens.issueAccess({
      email: metadataServiceAccount,
      clientId: metadataServiceAccount,
      scopes: asked,
      kind: 'serviceAccount',
    });
    return json({ access_token: access.token, expires_in: tokenLifetimeSeconds, token_type: 'Bearer' });
  }),
  metadata('computeMetadata/v1/project/project-id', () => text('acme-web')),
  metadata('computeMetadata/v1/project/numeric-project-id', () => text('271828182845')),
  metadata('computeMetadata/v1/universe/universe-domain', () => text('googleapis.com')),
];

function metadata(path: string, answer: (call: Call, world: World) => Answer): Route {
  const handle = (call: Call, world: World): Answer => {
    if (call.headers['metadata-flavor'] !== 'Google') {
      const sentence = 'Missing Metadata-Flavor:Google header.';
      return htmlError(403, 'Forbidden', sentence);
    }
    return answer(call, world);
  };
  return route({ method: 'metadata', path: `GET ${path}`, access: 'open', query: 'any', handle });
}

function text(content: string): Answer {
  return { kind: 'text', status: 200, contentType: 'application/text', text: content, headers: flavor };
}

function json(content: Json): Answer {
  return { kind: 'json', status: 200, json: content, headers: flavor };
}
