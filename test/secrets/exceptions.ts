/** A test that sends a secret to the wrong place itself, and which part of the request that is. */
export interface Exception {
  /** The test's full title. */
  readonly test: string;
  /** Path of the request. */
  readonly path: string;
  readonly part: string;
  readonly why: string;
}

export const exceptions: readonly Exception[] = [
  {
    test: 'emulator: OAuth, by google-auth-library signs in with a code and PKCE: consent page, code, tokens, revocation',
    path: '/oauth2/revoke',
    part: 'address',
    why: "Google's library revokes by query. The test holds the emulator to that library; the product revokes by body.",
  },
];
