import { timingSafeEqual } from 'node:crypto';
import { errorCases } from '../errors/cases.js';
import type { ErrorContext } from '../errors/context.js';
import { oauthError } from '../errors/envelope.js';
import { errorContext } from '../http/admit.js';
import { ok } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import { asString } from '../../../src/sample/json.js';
import type { Call } from '../http/route.js';
import type { World } from '../world.js';
import { redeemCode } from './authorization.js';
import { readForm } from './form.js';
import { verifyAssertion } from './jwt.js';
import { subjectOf } from './idToken.js';
import { tokenAnswer } from './tokenAnswer.js';
import { tokenLifetimeSeconds } from './tokens.js';

/** `POST /token`: refresh tokens, authorization codes with PKCE, and service accounts' signed assertions. */
export function tokenEndpoint(call: Call, world: World): Answer {
  const form = readForm(call);
  const grantType = form.get('grant_type') ?? '';
  switch (grantType) {
    case 'refresh_token':
      return refresh(form, world);
    case 'authorization_code':
      return redeemCode(form, world);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return signedAssertion(form, world);
    default:
      return oauthError('unsupported_grant_type', `Invalid grant_type: ${grantType}`);
  }
}

function refresh(form: URLSearchParams, world: World): Answer {
  const failure = world.tokens.refreshFailure;
  if (failure !== undefined) return errorCases[failure]();
  const found = world.tokens.refresh(form.get('refresh_token') ?? '');
  if (found === undefined) return oauthError('invalid_grant', 'Bad Request');
  if (found.revoked) return errorCases.invalidGrant();
  const { clientId, clientSecret, email } = found;
  if (form.get('client_id') !== clientId)
    return oauthError('invalid_client', 'The OAuth client was not found.', undefined, 401);
  if (!sameSecret(form.get('client_secret'), clientSecret))
    return oauthError('invalid_client', 'Unauthorized', undefined, 401);
  const asked = form
    .get('scope')
    ?.split(' ')
    .filter((scope) => scope !== '');
  if (asked?.some((scope) => !found.scopes.has(scope)) === true) {
    return oauthError('invalid_scope', 'Some requested scopes were invalid.');
  }
  return tokenAnswer({ email, clientId, scopes: asked ?? [...found.scopes] }, world);
}

/** A service account's assertion; `sub` names the user it acts for, which needs domain-wide delegation. */
function signedAssertion(form: URLSearchParams, world: World): Answer {
  const assertion = form.get('assertion') ?? '';
  world.tokens.remember('assertion', assertion);
  const claims = verifyAssertion(assertion, world.keys, world.clock.wall());
  if (claims === undefined) return oauthError('invalid_grant', 'Invalid JWT Signature.');
  const { sub, aud, scope } = claims;
  const issuer = asString(claims['iss']) ?? '';
  if (typeof aud !== 'string' || !/\/(token|oauth2\/v4\/token)$/.test(aud)) {
    return oauthError('invalid_grant', 'Invalid JWT: Failed audience check.');
  }
  if (typeof scope !== 'string' || scope.trim() === '') {
    return oauthError('invalid_scope', 'Empty or missing scope not allowed.');
  }
  const actsFor = typeof sub === 'string' && sub !== issuer ? sub : undefined;
  if (actsFor !== undefined && !world.switches.delegation) {
    return oauthError(
      'unauthorized_client',
      'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.',
      undefined,
      401,
    );
  }
  const access = world.tokens.issueAccess({
    email: actsFor ?? issuer,
    clientId: issuer,
    scopes: scope.split(/\s+/),
    kind: 'serviceAccount',
  });
  return ok({ access_token: access.token, expires_in: tokenLifetimeSeconds, token_type: 'Bearer' });
}

/** `POST /revoke`: 200 once, 400 for a token that is not (any more) valid. */
export function revokeEndpoint(call: Call, world: World): Answer {
  const token = readForm(call).get('token') ?? call.query.get('token') ?? '';
  return world.tokens.revoke(token) ? ok({}) : oauthError('invalid_token', 'Token expired or revoked');
}

/** Who a token belongs to and what it may do; an invalid one is 400 here, not 401. */
export function tokenInfo(call: Call, world: World): Answer {
  const header = call.headers['authorization'];
  const bearer = typeof header === 'string' ? header.replace(/^Bearer\s+/i, '') : undefined;
  const text = call.query.get('access_token') ?? readForm(call).get('access_token') ?? bearer ?? '';
  const token = world.tokens.access(text);
  if (token === undefined || token.revoked || token.expiresAt <= world.clock.wall()) {
    return oauthError('invalid_token', 'Invalid Value');
  }
  return ok({
    azp: token.clientId,
    aud: token.clientId,
    sub: subjectOf(token.email),
    scope: [...token.scopes].join(' '),
    exp: String(Math.round(token.expiresAt / 1000)),
    expires_in: String(Math.round((token.expiresAt - world.clock.wall()) / 1000)),
    email: token.email,
    email_verified: 'true',
    access_type: 'offline',
  });
}

/** Account facts; needs a token with one of the profile scopes. */
export function userInfo(call: Call): Answer {
  const { token } = call;
  const context: ErrorContext = errorContext(call);
  if (token === undefined) return errorCases.credentialsMissing(context);
  return ok({
    sub: subjectOf(token.email),
    id: subjectOf(token.email),
    email: token.email,
    email_verified: true,
    verified_email: true,
    hd: token.email.split('@')[1],
  });
}

function sameSecret(given: string | null, expected: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
