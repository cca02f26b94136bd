import { problem } from '../errors/envelope.js';
import { Refusal } from './answer.js';
import { isJsonObject } from '../../../src/sample/json.js';
import type { JsonObject } from '../../../src/sample/json.js';
import type { Call } from './route.js';

/** The request's JSON object; an empty body is an empty message. Throws the 400 that Google's JSON transcoding answers. */
export function readMessage(call: Pick<Call, 'body'>): JsonObject {
  if (call.body.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(call.body);
  } catch {
    throw new Refusal(invalidPayload('', 'Unexpected token.'));
  }
  if (!isJsonObject(parsed)) throw new Refusal(invalidPayload(' Unknown name "":', 'Root element must be a message.'));
  return parsed;
}

/** For requests whose message has no fields: CancelOperationRequest beside the name in its path. */
export function requireEmptyMessage(call: Pick<Call, 'body'>): void {
  const [unknown] = Object.keys(readMessage(call));
  if (unknown !== undefined) throw new Refusal(invalidPayload(` Unknown name "${unknown}":`, 'Cannot find field.'));
}

function invalidPayload(where: string, what: string): ReturnType<typeof problem> {
  const description = `Invalid JSON payload received.${where} ${what}`;
  return problem('INVALID_ARGUMENT', description, [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ description }] },
  ]);
}
