import type { World } from '../world.js';
import { signJwt } from './keys.js';
import type { AccessToken } from './tokens.js';

/** The OpenID Connect id token beside an access token. */
export function idTokenFor(access: AccessToken, world: World): string {
  const now = Math.floor(world.clock.wall() / 1000);
  return signJwt(world.keys.google(), {
    iss: 'https://accounts.google.com',
    azp: access.clientId,
    aud: access.clientId,
    sub: subjectOf(access.email),
    email: access.email,
    email_verified: true,
    hd: access.email.split('@')[1],
    iat: now,
    exp: now + 3600,
  });
}

/** Google's numeric account id: always the same for one address. */
export function subjectOf(email: string): string {
  let hash = 0n;
  for (const character of email) hash = (hash * 131n + BigInt(character.codePointAt(0) ?? 0)) % 10n ** 20n;
  return `1${hash.toString().padStart(20, '0')}`;
}
