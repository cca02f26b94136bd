import type { CredentialDescription } from './credential.js';

/** The scope that covers all of Google Cloud, and that a token for another one is exchanged with. */
export const cloudPlatformScope = 'https://www.googleapis.com/auth/cloud-platform';

/** A fresh access token. */
export interface MintedToken {
  readonly token: string;
  /** How long it is good for, in milliseconds; 0 when it must not be kept. */
  readonly expiresInMs: number;
}

/** A way to make access tokens. It keeps none: the token cache above it does. Methods throw `ApiError` only. */
export interface TokenSource {
  /** Whether a token is made for the scope asked for. A person's credential carries its own scopes instead. */
  readonly scoped: boolean;
  /** Another one where somebody else may have logged in: tokens of an older version are not handed out any more. */
  readonly version?: string;
  describe(): Promise<CredentialDescription>;
  mint(scope: string): Promise<MintedToken>;
  /** A token it made was refused with 401. */
  rejected?(token: string): void;
}
