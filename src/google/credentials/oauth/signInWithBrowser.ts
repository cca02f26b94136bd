import type { Disposable } from '../../../base/lifecycle.js';
import { ApiError } from '../../apiError.js';
import { requireAllowed } from '../../http/tokenFetch.js';
import { credentialError } from '../credentialError.js';
import { redirected } from '../tokenExchange.js';
import type { CredentialWire } from '../wire.js';
import { listenForRedirect } from './loopback.js';
import type { OAuthAccount, OAuthClient, TokenGrant } from './oauthClient.js';
import { createPkce, randomToken, type Pkce } from './pkce.js';
import { readRedirect, type RedirectOutcome } from './redirect.js';
import type { RedirectPageTexts } from './redirectPage.js';
import { redeemCode } from './tokenEndpoint.js';

/** Long enough to find a second factor; a code that comes later finds nobody waiting. */
const signInDeadlineMs = 5 * 60_000;

const consentPage = new URL('https://accounts.google.com/o/oauth2/v2/auth');

/** To learn whose sign-in it is; both are granted without a question. */
const identityScopes = ['openid', 'email'];

export interface BrowserSignIn {
  readonly client: OAuthClient;
  /** Without every one of these there is no sign-in. */
  readonly scopes: readonly string[];
  /** E-mail address of the account that is to sign in, where that is settled. */
  readonly account: string | undefined;
  readonly page: RedirectPageTexts;
  /** Ends the sign-in. */
  readonly signal: AbortSignal;
  /** The address under which the person's browser reaches a port of this machine: another one on a remote host. */
  reachable(redirectUri: string): Promise<string>;
  /** Shows the consent page. */
  openBrowser(url: string): Promise<unknown>;
  /**
   * Asks for the address that the browser ended at, where it may not reach this machine.
   * @param signal the answer came by itself.
   * @returns undefined when the person gives up.
   */
  askForAddress(signal: AbortSignal): Promise<string | undefined>;
}

/** A completed sign-in. */
export interface SignedIn extends TokenGrant {
  readonly refreshToken: string;
  readonly account: OAuthAccount;
}

/**
 * Signs a person in with Google: the authorization code flow for installed apps with PKCE and a loopback address
 * (RFC 8252; developers.google.com/identity/protocols/oauth2/native-app).
 * @throws ApiError aborted, deadline, credentialsMissing (`consentDenied`), scopeInsufficient when a scope was not
 * granted, orgPolicy, credentialsBroken, network, …
 */
export async function signInWithBrowser(signIn: BrowserSignIn, wire: CredentialWire): Promise<SignedIn> {
  const state = randomToken();
  const pkce = createPkce();
  const ending = new AbortController();
  const listener = await listenForRedirect(state, signIn.page);
  try {
    const reachable = await signIn.reachable(listener.redirectUri);
    const redirectUri = isLoopback(reachable) ? reachable : listener.redirectUri;
    await signIn.openBrowser(consentUrl(signIn, { state, pkce, redirectUri }, wire));
    // An address that leads here by a detour may lead nowhere, so the person can bring the answer too.
    const detour = reachable !== listener.redirectUri;
    const outcome = detour
      ? Promise.race([listener.outcome, askForAddress(signIn, state, ending.signal)])
      : listener.outcome;
    const code = await withinTime(outcome, signIn.signal, wire);
    const grant = await redeemCode(signIn.client, { code, verifier: pkce.verifier, redirectUri }, wire);
    return checkGrant(grant, signIn.scopes);
  } finally {
    ending.abort();
    listener.dispose();
  }
}

interface ConsentRequest {
  readonly state: string;
  readonly pkce: Pkce;
  readonly redirectUri: string;
}

function consentUrl(signIn: BrowserSignIn, { state, pkce, redirectUri }: ConsentRequest, wire: CredentialWire): string {
  const url = redirected(consentPage, wire.endpointOverrides);
  if (url.origin !== consentPage.origin) {
    requireAllowed(url, wire.allowedOrigins);
  }
  const query = {
    client_id: signIn.client.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...identityScopes, ...signIn.scopes].join(' '),
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    state,
    access_type: 'offline',
    // Without `consent` Google may leave the refresh token out for an account that signed in before.
    prompt: signIn.account === undefined ? 'select_account consent' : 'consent',
    ...(signIn.account !== undefined && { login_hint: signIn.account }),
  };
  // Spaces as %20: a `+` would not survive the way through an editor that takes the address apart and builds it again.
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${url.href}?${pairs.join('&')}`;
}

/** Google's desktop clients accept any port of a loopback address, and no other address. */
function isLoopback(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === 'http:' && (url.hostname === '127.0.0.1' || url.hostname === 'localhost');
}

async function askForAddress(signIn: BrowserSignIn, state: string, signal: AbortSignal): Promise<RedirectOutcome> {
  const address = await signIn.askForAddress(signal);
  if (address === undefined) {
    throw abortedSignIn();
  }
  return URL.canParse(address.trim()) ? readRedirect(new URL(address.trim()), state) : { kind: 'foreign' };
}

async function withinTime(
  outcome: Promise<RedirectOutcome>,
  signal: AbortSignal,
  wire: CredentialWire,
): Promise<string> {
  const found = await endedBy(outcome, signal, wire);
  switch (found.kind) {
    case 'code':
      return found.code;
    case 'refused':
      throw found.error;
    case 'foreign':
      throw credentialError('credentialsMissing', 'notSignedIn', 'That is not the address of this sign-in.');
  }
}

/** The browser may never come back, so whatever ends the waiting also takes the timer and the listener away. */
async function endedBy<T>(outcome: Promise<T>, signal: AbortSignal, wire: CredentialWire): Promise<T> {
  const waiting: Disposable[] = [];
  try {
    return await new Promise<T>((resolve, reject) => {
      outcome.then(resolve, reject);
      const giveUp = (): void => reject(abortedSignIn());
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.push({ dispose: () => signal.removeEventListener('abort', giveUp) });
      waiting.push(wire.clock.schedule(signInDeadlineMs, () => reject(lateSignIn())));
      if (signal.aborted) {
        giveUp();
      }
    });
  } finally {
    waiting.forEach((disposable) => disposable.dispose());
  }
}

function lateSignIn(): ApiError {
  return new ApiError({ kind: 'deadline', message: 'Nobody came back from the consent page in five minutes.' });
}

function abortedSignIn(): ApiError {
  return new ApiError({ kind: 'aborted', message: 'The sign-in was given up.' });
}

/**
 * Everything that was asked for must be there. What was granted instead is forgotten, not revoked: that would end an
 * earlier, complete sign-in of the same account too.
 */
function checkGrant(grant: TokenGrant, scopes: readonly string[]): SignedIn {
  const { refreshToken, account } = grant;
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope));
  if (missing.length > 0) {
    throw new ApiError({ kind: 'scopeInsufficient', message: 'Not every permission was granted.', scopes: missing });
  }
  if (refreshToken === undefined || !account) {
    const lacking = account ? 'refresh token' : 'account';
    throw new ApiError({ kind: 'garbled', message: `The sign-in was answered without a ${lacking}.` });
  }
  return { ...grant, refreshToken, account };
}
