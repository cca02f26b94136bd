import { createHash, randomBytes } from 'node:crypto';

/** Proof that who redeems a code is who asked for it (RFC 7636). */
export interface Pkce {
  readonly verifier: string;
  /** SHA-256 of the verifier: method S256. */
  readonly challenge: string;
}

export function createPkce(): Pkce {
  const verifier = randomToken();
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** 256 bits, 43 characters that need no escaping in a URL: the least that RFC 7636 accepts as a verifier. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
