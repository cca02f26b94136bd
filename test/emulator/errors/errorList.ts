import type { Answer } from '../http/answer.js';
import { isJsonObject } from '../../../src/sample/json.js';

/** Adds the `errors` list that APIs from before google.rpc.Status (Compute, Storage, SQL) still print in their envelope. */
export function withErrorList(answer: Answer): Answer {
  if (answer.kind !== 'json' || !isJsonObject(answer.json) || !isJsonObject(answer.json['error'])) return answer;
  const { error } = answer.json;
  const { code, message } = error;
  const reason = reasons.get(Number(code)) ?? 'backendError';
  const errors = [{ message, domain: reason === 'rateLimitExceeded' ? 'usageLimits' : 'global', reason }];
  return { ...answer, json: { ...answer.json, error: { ...error, errors } } };
}

const reasons = new Map([
  [400, 'invalid'],
  [401, 'authError'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [429, 'rateLimitExceeded'],
]);
