import { errorCases } from '../errors/cases.js';
import { problem } from '../errors/envelope.js';
import { errorContext } from '../http/admit.js';
import { ok } from '../http/answer.js';
import type { Answer } from '../http/answer.js';
import { readMessage } from '../http/body.js';
import { asString } from '../../../src/sample/json.js';
import type { Call } from '../http/route.js';
import type { World } from '../world.js';

/** `generateAccessToken` of the IAM Credentials API: a token of a service account for whoever may impersonate it. */
export function generateAccessToken(call: Call, world: World): Answer {
  const email = call.name.split('/').at(-1) ?? '';
  const message = readMessage(call);
  const scopes = Array.isArray(message['scope']) ? message['scope'].filter((scope) => typeof scope === 'string') : [];
  if (scopes.length === 0)
    return problem('INVALID_ARGUMENT', 'Request contains an invalid argument: scope is required.');
  const lifetime = /^(\d+)s$/.exec(asString(message['lifetime']) ?? '3600s')?.[1];
  if (lifetime === undefined || Number(lifetime) > 43_200) {
    return problem('INVALID_ARGUMENT', 'Request contains an invalid argument: lifetime.');
  }
  if (!world.impersonable.has(email)) {
    return errorCases.permissionDenied({
      ...errorContext(call),
      service: 'iam',
      method: 'serviceAccounts.getAccessToken',
    });
  }
  const expiresInMs = Number(lifetime) * 1000;
  const access = world.tokens.issueAccess({ email, clientId: email, scopes, kind: 'serviceAccount', expiresInMs });
  return ok({
    accessToken: access.token,
    expireTime: new Date(access.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
  });
}
