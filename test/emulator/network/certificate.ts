import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { TlsIdentity } from '../http/listener.js';
import {
  bitString,
  boolean,
  explicit,
  implicit,
  integer,
  objectId,
  octetString,
  printable,
  sequence,
  set,
  utcTime,
} from './der.js';

/** Whom the certificate stands for: the emulator's own address, and Google's hosts behind a proxy. */
const defaultNames = ['localhost', '*.googleapis.com', 'accounts.google.com'];

const ecdsaWithSha256 = sequence(objectId([1, 2, 840, 10045, 4, 3, 2]));

/**
 * A certificate that nobody signed but itself, as a company's proxy has one: valid from yesterday for a month, for 127.0.0.1
 * and the given names, and a CA, so that a client that trusts it as an extra root accepts it. Made anew each time, so that no
 * private key lies in the repository.
 */
export function selfSignedIdentity(dnsNames: readonly string[] = defaultNames, now = Date.now()): TlsIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 86_400_000;
  const name = sequence(set(sequence(objectId([2, 5, 4, 3]), printable('Emulator test certificate'))));
  const alternatives = sequence(
    ...dnsNames.map((dnsName) => implicit(2, Buffer.from(dnsName))),
    implicit(7, Buffer.from([127, 0, 0, 1])),
  );
  const extensions = sequence(
    sequence(objectId([2, 5, 29, 17]), octetString(alternatives)),
    sequence(objectId([2, 5, 29, 19]), boolean(true), octetString(sequence(boolean(true)))),
  );
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(utcTime(now - day), utcTime(now + 30 * day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, extensions),
  );
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, privateKey)));
  return {
    cert: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
