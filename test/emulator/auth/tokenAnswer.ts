import { ok } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import type { JsonObject } from '../../../src/sample/json.js';
import type { World } from '../world.js';
import { idTokenFor } from './idToken.js';
import type { AccessGrant } from './tokens.js';

/** The token answer all grants share. */
export function tokenAnswer(
  grant: AccessGrant & { scopes: readonly string[] },
  world: World,
  extra: JsonObject = {},
): Answer {
  const access = world.tokens.issueAccess(grant);
  const idToken = grant.scopes.includes('openid') ? idTokenFor(access, world) : undefined;
  if (idToken !== undefined) world.tokens.remember('id token', idToken);
  return ok({
    access_token: access.token,
    expires_in: Math.round((access.expiresAt - world.clock.wall()) / 1000),
    ...extra,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    id_token: idToken,
  });
}
