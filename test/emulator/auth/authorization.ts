import { createHash, randomBytes } from 'node:crypto';
import { oauthError } from '../errors/envelope.js';

import { escapeHtml } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import type { Call } from '../http/route.js';
import type { World } from '../world.js';
import { tokenAnswer } from './tokenAnswer.js';

/** An authorization code that waits to be redeemed: once, within ten minutes, by the client that asked for it. */
export interface PendingCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | undefined;
  readonly email: string;
  readonly offline: boolean;
  readonly expiresAt: number;
}

/** OAuth clients and the codes given to them. */
export interface OAuthClients {
  /** Secret by client id. */
  readonly secrets: Map<string, string>;
  readonly codes: Map<string, PendingCode>;
  /** Who can be chosen on the consent page. */
  readonly accounts: string[];
}

/** `GET /o/oauth2/v2/auth`: the page a person sees, or at once its outcome where the switch says so. */
export function authorizationPage(call: Call, world: World): Answer {
  const refusal = checkRequest(call.query, world);
  if (refusal !== undefined) return errorPage(refusal.code, refusal.text);
  switch (world.switches.consent) {
    case 'ask':
      return consentPage(call, world);
    case 'approve':
      return approve(call.query, world);
    case 'deny':
      return redirect(call.query, { error: 'access_denied' });
  }
}

/** What the buttons of the consent page lead to; unticked scopes are left out of the grant, as Google allows. */
export function authorizationDecision(call: Call, world: World): Answer {
  const refusal = checkRequest(call.query, world);
  if (refusal !== undefined) return errorPage(refusal.code, refusal.text);
  return call.query.get('decision') === 'allow'
    ? approve(call.query, world)
    : redirect(call.query, { error: 'access_denied' });
}

/** Exchanges a code for tokens, checking client, redirect address and PKCE verifier (RFC 7636). */
export function redeemCode(form: URLSearchParams, world: World): Answer {
  const code = form.get('code') ?? '';
  const pending = world.oauth.codes.get(code);
  world.oauth.codes.delete(code);
  const clientId = form.get('client_id') ?? '';
  const secret = world.oauth.secrets.get(clientId);
  if (secret === undefined) return oauthError('invalid_client', 'The OAuth client was not found.', undefined, 401);
  if ((form.get('client_secret') ?? '') !== secret) return oauthError('invalid_client', 'Unauthorized', undefined, 401);
  if (pending === undefined || pending.expiresAt <= world.clock.wall() || pending.clientId !== clientId) {
    return oauthError('invalid_grant', 'Malformed auth code.');
  }
  if (form.get('redirect_uri') !== pending.redirectUri) return oauthError('redirect_uri_mismatch', 'Bad Request');
  const verifier = form.get('code_verifier');
  if (verifier !== null) world.tokens.remember('code verifier', verifier);
  if (pending.challenge !== undefined && challengeOf(verifier ?? '') !== pending.challenge) {
    return oauthError('invalid_grant', verifier === null ? 'Missing code verifier.' : 'Invalid code verifier.');
  }
  const { email, scopes } = pending;
  const refresh = pending.offline
    ? world.tokens.issueRefresh({ email, scopes, clientId, clientSecret: secret })
    : undefined;
  return tokenAnswer({ email, scopes, clientId }, world, { refresh_token: refresh?.token });
}

function checkRequest(query: URLSearchParams, world: World): { code: string; text: string } | undefined {
  if (!world.oauth.secrets.has(query.get('client_id') ?? '')) {
    return { code: 'invalid_client', text: 'The OAuth client was not found.' };
  }
  if (query.get('response_type') !== 'code') return { code: 'invalid_request', text: 'Invalid response_type.' };
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+(\/|$)/.test(query.get('redirect_uri') ?? '')) {
    return { code: 'redirect_uri_mismatch', text: 'Only a loopback address can be the redirect_uri of this client.' };
  }
  if ((query.get('scope') ?? '') === '') return { code: 'invalid_request', text: 'Missing required parameter: scope' };
  const method = query.get('code_challenge_method');
  if (query.has('code_challenge') && method !== 'S256' && method !== 'plain') {
    return { code: 'invalid_request', text: 'Invalid code_challenge_method.' };
  }
  return undefined;
}

function approve(query: URLSearchParams, world: World): Answer {
  const code = `4/0A${randomBytes(30).toString('base64url')}`;
  const granted = query.getAll('granted');
  const asked = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  const scopes = granted.length > 0 ? asked.filter((scope) => granted.includes(scope) || scope === 'openid') : asked;
  const challenge = query.get('code_challenge');
  const plain = query.get('code_challenge_method') === 'plain';
  world.tokens.remember('authorization code', code);
  world.oauth.codes.set(code, {
    clientId: query.get('client_id') ?? '',
    redirectUri: query.get('redirect_uri') ?? '',
    scopes,
    challenge: challenge === null ? undefined : plain ? challengeOf(challenge) : challenge,
    email: query.get('account') ?? query.get('login_hint') ?? world.oauth.accounts[0] ?? '',
    offline: query.get('access_type') === 'offline',
    expiresAt: world.clock.wall() + 600_000,
  });
  return redirect(query, { code, scope: scopes.join(' ') });
}

function redirect(query: URLSearchParams, outcome: Readonly<Record<string, string>>): Answer {
  const target = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  for (const [key, value] of Object.entries(outcome)) target.searchParams.set(key, value);
  return {
    kind: 'text',
    status: 302,
    contentType: 'text/html; charset=UTF-8',
    text: '',
    headers: { Location: target.href },
  };
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function consentPage(call: Call, world: World): Answer {
  const hidden = [...call.query]
    .map(([name, value]) => `<input type=hidden name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n');
  const hint = call.query.get('login_hint');
  const accounts = world.oauth.accounts
    .map((email) => `<option${email === hint ? ' selected' : ''}>${escapeHtml(email)}</option>`)
    .join('');
  const scopes = (call.query.get('scope') ?? '')
    .split(' ')
    .map((scope) => escapeHtml(scope))
    .map((scope) => `<li><label><input type=checkbox name=granted value="${scope}" checked> ${scope}</label>`)
    .join('\n');
  const text = `<!DOCTYPE html>
<html lang=en>
<meta charset=utf-8>
<title>Sign in – emulated Google Accounts</title>
<h1>Sign in</h1>
<p>${escapeHtml(call.query.get('client_id') ?? '')} wants access to your account. This page belongs to a local emulator.
<form action="auth/decision" method=get>
${hidden}
<p><label>Account <select name=account>${accounts}</select></label>
<ul>
${scopes}
</ul>
<button name=decision value=deny>Cancel</button>
<button name=decision value=allow id=allow>Continue</button>
</form>
`;
  return { kind: 'text', status: 200, contentType: 'text/html; charset=UTF-8', text };
}

function errorPage(code: string, description: string): Answer {
  const text = `<!DOCTYPE html>
<html lang=en>
<meta charset=utf-8>
<title>Error 400: ${code}</title>
<h1>Access blocked: Authorization Error</h1>
<p>${escapeHtml(description)}
<p>Error 400: ${code}
`;
  return { kind: 'text', status: 400, contentType: 'text/html; charset=UTF-8', text };
}
