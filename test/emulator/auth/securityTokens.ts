import { oauthError } from '../errors/envelope.js';
import { ok } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import type { Call } from '../http/route.js';
import type { World } from '../world.js';
import { readForm } from './form.js';
import { tokenLifetimeSeconds } from './tokens.js';

/** The Security Token Service: an outside identity's token for one of Google's (RFC 8693), for workload identity. */
export function exchangeToken(call: Call, world: World): Answer {
  const form = readForm(call);
  if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
    return oauthError('unsupported_grant_type', 'Invalid grant_type.');
  }
  const audience = form.get('audience') ?? '';
  if (!/^\/\/iam\.googleapis\.com\/.+\/(workloadIdentityPools|workforcePools)\/.+\/providers\/[^/]+$/.test(audience)) {
    return oauthError('invalid_request', 'Invalid value for "audience".');
  }
  const subject = world.subjectTokens.get(form.get('subject_token') ?? '');
  if (subject === undefined)
    return oauthError('invalid_grant', 'The given credential is rejected by the attribute condition.');
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (scopes.length === 0) return oauthError('invalid_scope', 'Empty or missing scope not allowed.');
  const access = world.tokens.issueAccess({ email: subject, clientId: audience, scopes, kind: 'serviceAccount' });
  return ok({
    access_token: access.token,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: tokenLifetimeSeconds,
  });
}
