import { credentialError } from './credentialError.js';
import type { SignInTokens } from './options.js';
import type { TokenSource } from './tokenSource.js';

/**
 * The person signed in with Google through the editor. Sessions keep and renew their own tokens, and a sign-out must
 * hold at once, so nothing is kept here.
 */
export function signInSource(signIn: SignInTokens): TokenSource {
  return {
    scoped: true,
    async describe() {
      const account = await signIn.account();
      if (account === undefined) {
        throw notSignedIn();
      }
      return { kind: 'signIn', account, file: undefined, project: undefined, quotaProject: undefined };
    },
    mint: async (scope) => ({ token: await signIn.accessToken([scope]), expiresInMs: 0 }),
    rejected: (token) => signIn.rejected(token),
  };
}

export function notSignedIn(): Error {
  return credentialError('credentialsMissing', 'notSignedIn', 'Nobody is signed in with Google.');
}
