import { verify } from 'node:crypto';
import { isJsonObject } from '../../../src/sample/json.js';
import type { JsonObject } from '../../../src/sample/json.js';
import type { Call } from '../http/route.js';
import type { World } from '../world.js';
import type { AccessToken } from './tokens.js';
import type { Keyring } from './keys.js';

/** Google allows clocks to differ by this much. */
const clockSkewSeconds = 300;

/** The claims of a JWT that a known service account signed and that is valid now, or undefined with no reason given. */
export function verifyAssertion(jwt: string, keys: Keyring, nowMs: number): JsonObject | undefined {
  const [header = '', payload = '', signature] = jwt.split('.');
  if (signature === undefined) return undefined;
  const claims = decode(payload);
  const algorithm = decode(header)?.['alg'];
  const issuer = claims?.['iss'];
  if (claims === undefined || algorithm !== 'RS256' || typeof issuer !== 'string') return undefined;
  const key = keys.known(issuer);
  if (key === undefined) return undefined;
  const genuine = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    key.publicKey,
    Buffer.from(signature, 'base64url'),
  );
  const { iat, exp } = claims;
  const now = nowMs / 1000;
  if (!genuine || typeof iat !== 'number' || typeof exp !== 'number') return undefined;
  return iat - clockSkewSeconds <= now && now < exp + clockSkewSeconds ? claims : undefined;
}

/** A self-signed JWT in place of an access token: allowed where its audience is the API's host or it names its scopes. */
export function verifySelfSigned(
  text: string,
  call: Pick<Call, 'api' | 'route'>,
  world: World,
): AccessToken | undefined {
  if (text.split('.').length !== 3) return undefined;
  const claims = verifyAssertion(text, world.keys, world.clock.wall());
  if (claims === undefined) return undefined;
  world.tokens.remember('assertion', text);
  const { iss, aud, scope } = claims;
  const audience = typeof aud === 'string' ? aud.replace(/^https:\/\/|\/.*$/g, '') : '';
  const scopes =
    typeof scope === 'string' ? scope.split(' ') : call.api.hosts.includes(audience) ? call.route.scopes : undefined;
  if (scopes === undefined || typeof iss !== 'string') return undefined;
  return {
    token: text,
    email: iss,
    clientId: iss,
    scopes: new Set(scopes),
    kind: 'serviceAccount',
    expiresAt: Number(claims['exp']) * 1000,
    revoked: false,
  };
}

function decode(part: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
