import { errorFromAnswer } from '../../src/google/http/errorFromAnswer.js';
import { operationReader } from '../../src/google/readings/readOperation.js';
import type { Service } from '../../src/google/serviceCatalog/service.js';
import type { Collection } from '../../src/operations/collection.js';
import { placeOf } from '../../src/operations/place.js';
import { shortName } from '../../src/operations/resourceName.js';
import { deriveState } from '../../src/operations/state.js';
import { targetKindOf } from '../../src/ui/words/phrase.js';
import { readable } from '../../src/ui/words/readable.js';
import { fields, type Expected, type Field, type RecordedAnswer } from './answers.js';

/** How many values are right, of how many that can be known. */
export interface Score {
  readonly ok: number;
  readonly of: number;
}

export interface Miss {
  readonly answer: RecordedAnswer;
  readonly field: Field;
  readonly shown: string | undefined;
  readonly expected: string;
}

export interface Result {
  readonly bodies: number;
  readonly scores: Readonly<Record<Field, Score>>;
  readonly misses: readonly Miss[];
}

/** Compares what the product makes of each answer with what a person should see. */
export function scoreAnswers(answers: readonly RecordedAnswer[], services: readonly Service[]): Result {
  const misses: Miss[] = [];
  const scores = Object.fromEntries(fields.map((field) => [field, { ok: 0, of: 0 }])) as Record<Field, Counter>;
  for (const answer of answers) {
    const shown = shownOf(answer, services);
    for (const [name, expected] of Object.entries(answer.expect)) {
      const field = name as Field;
      const right = same(field, shown, expected);
      scores[field].of++;
      scores[field].ok += right ? 1 : 0;
      if (!right) {
        misses.push({ answer, field, shown: shown[field], expected });
      }
    }
  }
  return { bodies: answers.length, scores, misses };
}

/** As `Expected`, with what the verb is about, of the target or its sort, which a row says in one breath. */
type Shown = Expected & { readonly object?: string };

type Counter = { -readonly [Key in keyof Score]: Score[Key] };

/** What the product shows of an answer. */
function shownOf(answer: RecordedAnswer, services: readonly Service[]): Shown {
  const { host } = answer;
  if (answer.kind === 'error') {
    const { status, headers } = answer;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    const request = { host, scopes: [], quotaProject: undefined };
    return { errors: errorFromAnswer({ status, headers: new Headers(headers), text }, request, 0).facts.kind };
  }
  const reading = operationReader(answer.shape)(answer.body);
  const { location } = placeOf(collectionOf(answer, services), reading.name);
  const shown = {
    state: deriveState(reading, false),
    verb: reading.verb,
    object: reading.object ?? targetKindOf(reading),
    target: reading.target === undefined ? undefined : shortName(reading.target),
    start: timeText(reading.startTime),
    end: timeText(reading.endTime),
    location,
  };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** The collection that would list the operation: of all locations where it has any, so that only the answer tells which. */
function collectionOf({ service, host, shape }: RecordedAnswer, services: readonly Service[]): Collection {
  const found = services.find((one) => one.host === host) ?? services.find(({ id }) => id === service);
  const pattern = [...(found?.collections ?? []), ...(found?.nested ?? [])].find((one) => one.shape === shape);
  return {
    id: `${host}/operations`,
    service,
    host,
    version: found?.version ?? 'v1',
    path: pattern?.path ?? 'operations',
    project: 'my-project',
    location: pattern?.path.includes('{location}') === true ? '-' : undefined,
    abilities: { cancel: false, delete: false },
    shape,
  };
}

function same(field: Field, shown: Shown, expected: string): boolean {
  const value = shown[field];
  if (value === undefined) {
    return false;
  }
  switch (field) {
    case 'verb': {
      const object = shown.object === undefined ? '' : ` ${readable(shown.object)}`;
      return ['', object].some((behind) => verbWords(`${readable(value)}${behind}`) === verbWords(expected));
    }
    case 'start':
    case 'end':
      return value === timeText(Date.parse(expected));
    case 'state':
    case 'target':
    case 'location':
    case 'errors':
      return value === expected;
  }
}

/** As a row says it: `insert` is Compute Engine's word for creating, `patch` everybody's for updating. */
function verbWords(verb: string): string {
  return readable(verb)
    .replace(/^insert\b/, 'create')
    .replace(/^patch$/, 'update');
}

function timeText(time: number | undefined): string | undefined {
  return time === undefined || Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
