import { isJsonObject } from '../../../src/sample/json.js';
import type { Call } from '../http/route.js';

/** The parameters of an OAuth request: a form as the standard has it, or JSON, which Google takes as well. */
export function readForm(call: Pick<Call, 'body' | 'headers'>): URLSearchParams {
  const type = call.headers['content-type'];
  if (typeof type !== 'string' || !type.includes('json')) return new URLSearchParams(call.body);
  const form = new URLSearchParams();
  const parsed: unknown = JSON.parse(call.body === '' ? '{}' : call.body);
  if (isJsonObject(parsed)) {
    for (const [key, value] of Object.entries(parsed)) if (typeof value === 'string') form.set(key, value);
  }
  return form;
}
