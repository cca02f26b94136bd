/** An OAuth client of the organization, of the type "Desktop app". */
export interface OAuthClient {
  readonly id: string;
  /** Google issues one for desktop apps too and asks for it, though it cannot be kept secret in them. */
  readonly secret: string | undefined;
}

/** Tokens as Google's token endpoint gives them. */
export interface TokenGrant {
  readonly accessToken: string;
  readonly expiresInMs: number;
  /** Given with a code, and again whenever Google replaces it. */
  readonly refreshToken: string | undefined;
  /** What was granted: on the consent page a person can take scopes away. */
  readonly scopes: readonly string[];
  readonly account: OAuthAccount | undefined;
}

/** Whom a sign-in belongs to, from the id token. */
export interface OAuthAccount {
  /** Google's own number of the account; an address can change. */
  readonly id: string;
  readonly email: string;
}
