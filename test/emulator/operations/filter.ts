import { problem } from '../errors/envelope.js';
import { Refusal } from '../http/answer.js';
import { isJsonObject } from '../../../src/sample/json.js';
import type { Json } from '../../../src/sample/json.js';

/** Whether an operation, as it is written to the wire, passes the filter. */
export type Predicate = (operation: Json) => boolean;

/**
 * The list filter of a service. `field = value [AND field = value]…` as Dataproc documents it (a space is an AND too, `*`
 * means any value), and Dataproc's older JSON form. A service that documents no field refuses every filter.
 */
export function parseFilter(filter: string | null, fields: readonly string[]): Predicate {
  const text = (filter ?? '').trim();
  if (text === '') return () => true;
  if (fields.length === 0) return refuse(text);
  const terms = text.startsWith('{') ? jsonTerms(text) : textTerms(text);
  for (const { field } of terms) {
    const root = field.startsWith('labels.') ? 'labels' : field;
    if (!fields.includes(root)) refuse(text);
  }
  return (operation) => terms.every((term) => matches(operation, term));
}

interface Term {
  field: string;
  value: string;
}

function textTerms(text: string): Term[] {
  const terms: Term[] = [];
  let rest = text;
  while (rest !== '') {
    const found = /^([\w.-]+)\s*=\s*("[^"]*"|[^\s"]+)(?:\s+AND\s+(?=\S)|\s+(?!AND\b)|$)/.exec(rest);
    if (found === null) return refuse(text);
    terms.push({ field: found[1] ?? '', value: (found[2] ?? '').replace(/^"(.*)"$/, '$1') });
    rest = rest.slice(found[0].length);
  }
  return terms;
}

/** `{"operation_state_matcher": "ACTIVE", "cluster_name": "c"}`, which gcloud still sends. */
function jsonTerms(text: string): Term[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse(text);
  }
  if (!isJsonObject(parsed)) return refuse(text);
  const names: Record<string, string | undefined> = {
    operation_state_matcher: 'status.state',
    cluster_name: 'clusterName',
  };
  return Object.entries(parsed).map(([key, value]) => {
    const field = names[key];
    if (field === undefined || typeof value !== 'string') return refuse(text);
    return { field, value };
  });
}

function matches(operation: Json, { field, value }: Term): boolean {
  if (field === 'status.state') return stateMatches(at(operation, `metadata.status.state`), value);
  if (field === 'done') return (at(operation, 'done') === true) === (value === 'true');
  const found = at(operation, `metadata.${field}`) ?? at(operation, field);
  return value === '*' ? found !== undefined : found === value;
}

function stateMatches(state: Json | undefined, wanted: string): boolean {
  switch (wanted) {
    case 'ACTIVE':
      return state === 'PENDING' || state === 'RUNNING';
    case 'NON_ACTIVE':
      return state === 'DONE';
    default:
      return state === wanted;
  }
}

function at(json: Json, path: string): Json | undefined {
  let value: Json | undefined = json;
  for (const key of path.split('.')) value = isJsonObject(value) ? value[key] : undefined;
  return value;
}

function refuse(filter: string): never {
  throw new Refusal(problem('INVALID_ARGUMENT', `Invalid list filter: ${filter}`));
}
