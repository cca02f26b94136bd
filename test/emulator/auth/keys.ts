import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** An RSA key, made on first use: most tests never sign anything, and making one costs a tenth of a second. */
export interface SigningKey {
  readonly id: string;
  readonly publicKey: KeyObject;
  /** PKCS#8 PEM, as in a service account file. */
  readonly privateKeyPem: string;
}

export interface Keyring {
  /** The key of a service account, by its e-mail address. */
  serviceAccount(email: string): SigningKey;
  /** The key of an account that already has one; a stranger has none. */
  known(email: string): SigningKey | undefined;
  /** The key Google signs id tokens with. */
  google(): SigningKey;
}

export function createKeyring(): Keyring {
  const accounts = new Map<string, SigningKey>();
  let google: SigningKey | undefined;
  return {
    serviceAccount(email) {
      const key = accounts.get(email) ?? createKey();
      accounts.set(email, key);
      return key;
    },
    known: (email) => accounts.get(email),
    google: () => (google ??= createKey()),
  };
}

/** A compact RS256 JWS over the claims. */
export function signJwt(key: SigningKey, claims: Readonly<Record<string, unknown>>): string {
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', kid: key.id, typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key.privateKeyPem).toString('base64url')}`;
}

function createKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey);
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 40);
  return { id, publicKey, privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
