import type { Answer } from '../http/answer.js';
import { problem } from '../errors/envelope.js';
import type { Json } from '../../../src/sample/json.js';
import type { Control } from './control.js';

/**
 * `POST /control/<method>` with the method's one argument as JSON body, for whoever is not in the emulator's process; GET for
 * methods that take none. Answers the method's result as JSON (`null` for none), 400 with a message where it throws.
 */
export async function controlRequest(control: Control, httpMethod: string, url: string, body: string): Promise<Answer> {
  const name = /^\/control\/(\w+)/.exec(url)?.[1] ?? '';
  if (name === '' && httpMethod === 'GET') return answer({ methods: [...Object.keys(control)].sort() });
  const methods = new Map<string, (argument?: unknown) => unknown>(Object.entries(control));
  const method = methods.get(name);
  if (method === undefined) return problem('NOT_FOUND', `no control method ${name}`);
  try {
    const result = body.trim() === '' ? method() : method(JSON.parse(body));
    return answer(((await result) ?? null) as Json);
  } catch (error) {
    return problem('INVALID_ARGUMENT', `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function answer(json: Json): Answer {
  return { kind: 'json', status: 200, json };
}
