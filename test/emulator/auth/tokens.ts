import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { SecretKind, Trace } from '../trace.js';

export interface AccessToken {
  readonly token: string;
  readonly email: string;
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  /** A person's token needs a quota project for some services; a service account's never does. */
  readonly kind: 'user' | 'serviceAccount';
  expiresAt: number;
  revoked: boolean;
}

export interface RefreshToken {
  readonly token: string;
  readonly email: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: ReadonlySet<string>;
  revoked: boolean;
}

export interface AccessGrant {
  email?: string;
  clientId?: string;
  scopes?: readonly string[];
  kind?: AccessToken['kind'];
  expiresInMs?: number;
}

export interface RefreshGrant {
  email?: string;
  clientId?: string;
  clientSecret?: string;
  scopes?: readonly string[];
}

/** The error the token endpoint answers instead of refreshing. */
export type RefreshFailure = 'invalidGrant' | 'invalidRapt' | 'raptRequired';

/** Every token ever given out. Tokens live in the wall's time, so that moving operations on does not expire them. */
export interface TokenStore {
  issueAccess(grant?: AccessGrant): AccessToken;
  issueRefresh(grant?: RefreshGrant): RefreshToken;
  access(token: string): AccessToken | undefined;
  refresh(token: string): RefreshToken | undefined;
  /** Revokes a token of either kind; a refresh token takes its account's access tokens with it. */
  revoke(token: string): boolean;
  expireAll(): void;
  revokeAll(): void;
  /** Remembers any other secret (codes, verifiers, assertions) for `secrets`. */
  remember(kind: SecretKind, secret: string): void;
  /** Everything that must never be found in a log or a file. */
  secrets(): readonly string[];
  refreshFailure: RefreshFailure | undefined;
}

/** The OAuth client of the credential files the emulator hands out, in the form of gcloud's. */
export const defaultClient = {
  id: '764086051850-emulator0client.apps.googleusercontent.com',
  secret: 'd-EmulatorClientSecret00',
} as const;

export const defaultUser = 'dev@example.com';

/** What the default credentials may do: everything the four services ask for. */
export const defaultScopes = [
  'openid',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/cloud-platform',
  'https://www.googleapis.com/auth/ediscovery',
] as const;

/** Seconds Google's access tokens live, as its token endpoint says it. */
export const tokenLifetimeSeconds = 3599;

/** @param trace is told of every secret too. */
export function createTokenStore(clock: Clock, trace: Pick<Trace, 'secret'>): TokenStore {
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();
  const otherSecrets = new Set<string>();
  const remember = (kind: SecretKind, secret: string): void => {
    // A client without a secret has an empty one.
    if (secret === '') return;
    otherSecrets.add(secret);
    trace.secret(kind, secret);
  };
  return {
    refreshFailure: undefined,
    issueAccess(grant = {}) {
      const issued: AccessToken = {
        token: `ya29.${randomBytes(48).toString('base64url')}`,
        email: grant.email ?? defaultUser,
        clientId: grant.clientId ?? defaultClient.id,
        scopes: new Set(grant.scopes ?? defaultScopes),
        kind: grant.kind ?? 'user',
        expiresAt: clock.wall() + (grant.expiresInMs ?? tokenLifetimeSeconds * 1000),
        revoked: false,
      };
      accessTokens.set(issued.token, issued);
      trace.secret('access token', issued.token);
      return issued;
    },
    issueRefresh(grant = {}) {
      const issued: RefreshToken = {
        token: `1//0${randomBytes(36).toString('base64url')}`,
        email: grant.email ?? defaultUser,
        clientId: grant.clientId ?? defaultClient.id,
        clientSecret: grant.clientSecret ?? defaultClient.secret,
        scopes: new Set(grant.scopes ?? defaultScopes),
        revoked: false,
      };
      refreshTokens.set(issued.token, issued);
      trace.secret('refresh token', issued.token);
      remember('client secret', issued.clientSecret);
      return issued;
    },
    access: (token) => accessTokens.get(token),
    refresh: (token) => refreshTokens.get(token),
    revoke(token) {
      const found = accessTokens.get(token) ?? refreshTokens.get(token);
      if (found === undefined || found.revoked) return false;
      found.revoked = true;
      for (const access of accessTokens.values()) {
        if (access.email === found.email && access.clientId === found.clientId) access.revoked = true;
      }
      return true;
    },
    expireAll() {
      for (const access of accessTokens.values()) access.expiresAt = Math.min(access.expiresAt, clock.wall() - 1);
    },
    revokeAll() {
      for (const token of [...accessTokens.values(), ...refreshTokens.values()]) token.revoked = true;
    },
    remember,
    secrets: () => [...accessTokens.keys(), ...refreshTokens.keys(), ...otherSecrets],
  };
}
