/** Where a credential comes from. */
export type CredentialKind =
  | 'user'
  | 'serviceAccount'
  | 'externalAccount'
  | 'externalAccountUser'
  | 'impersonated'
  | 'metadataServer'
  | 'gcloud'
  | 'signIn'
  /** None: the cloud is made up. */
  | 'simulated'
  | 'unknown';

/** What may be shown of a credential; nothing in it is secret. */
export interface CredentialDescription {
  readonly kind: CredentialKind;
  /** The account's e-mail address, where it is known without asking. */
  readonly account: string | undefined;
  /** Path of the file it was read from, where there is one. */
  readonly file: string | undefined;
  /** The project that the credential itself names. */
  readonly project: string | undefined;
  readonly quotaProject: string | undefined;
}

/** A source of access tokens. One refresh serves any number of waiting requests. Methods throw `ApiError` only. */
export interface Credential {
  describe(): Promise<CredentialDescription>;
  /**
   * An access token good for any one of `scopes`.
   * @throws ApiError credentialsMissing, credentialsBroken, signInExpired, reauthRequired, network, …
   */
  accessToken(scopes: readonly string[], signal?: AbortSignal): Promise<string>;
  /** The token was refused with 401: the next `accessToken` must not hand it out again. */
  rejected(token: string): void;
}
