import { keysOf } from '../base/keysOf.js';
import { isEnded, isState, type Operation, type OperationState } from './operation.js';
import { shortName } from './resourceName.js';

/**
 * What a person, a setting or an agent writes to choose operations: words that all have to occur, and `key:value` terms
 * that all have to hold. `state:failed,cancelled age:>1h service:dataproc project:web -target:tmp* "two words"`.
 * A comma means "or", `-` before a term or word means "not", `*` stands for any characters.
 */
export interface OperationQuery {
  readonly terms: readonly QueryTerm[];
  readonly words: readonly QueryWord[];
  /** What was written and cannot be meant; such terms are left out of `terms`. */
  readonly problems: readonly QueryProblem[];
}

export interface QueryTerm {
  readonly key: QueryKey;
  /** Lower case, never empty; one of them has to fit. */
  readonly values: readonly string[];
  readonly negated: boolean;
}

export interface QueryWord {
  /** As it was written, without quotes. */
  readonly text: string;
  readonly negated: boolean;
}

export interface QueryProblem {
  /** As it was written. */
  readonly term: string;
  /** What its value would have to be: one of `choices`, or a length of time such as `>1h`. */
  readonly wants: 'choice' | 'duration';
  readonly choices: readonly string[];
}

/** What a term needs to know beside the operation. */
export interface QueryContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the person in front of the editor started it, as far as anybody knows. */
  isMine(operation: Operation): boolean;
  isWatched(operation: Operation): boolean;
}

type Test = (operation: Operation, context: QueryContext) => boolean;

interface Key {
  /** A test for one value; undefined where the value cannot be meant. */
  readonly test: (value: string) => Test | undefined;
  readonly wants?: QueryProblem['wants'];
  readonly choices?: readonly string[];
  /**
   * Since when what is compared grows with the clock, in milliseconds since the epoch; undefined of an operation for which
   * it does not.
   */
  readonly growsSince?: (operation: Operation) => number | undefined;
}

const states = keysOf({
  running: 1,
  cancelling: 1,
  cancelled: 1,
  succeeded: 1,
  failed: 1,
  expired: 1,
} satisfies Record<OperationState, 1>);

/** `is:`: what takes more than one field to tell. */
const flags: Readonly<Record<string, Test>> = {
  active: ({ state }) => !isEnded(state),
  ended: ({ state }) => isEnded(state),
  mine: (operation, context) => context.isMine(operation),
  watched: (operation, context) => context.isWatched(operation),
};

const keys = {
  state: {
    test: (value) => (isState(value) ? ({ state }) => state === value : undefined),
    wants: 'choice',
    choices: states,
  },
  is: {
    test: (value) => (Object.hasOwn(flags, value) ? flags[value] : undefined),
    wants: 'choice',
    choices: Object.keys(flags),
  },
  service: { test: textTest(({ collection: { service, title } }) => [service, title]) },
  project: { test: textTest(({ collection }) => [collection.project]) },
  region: { test: textTest(({ location }) => [location]) },
  verb: { test: textTest(({ verb }) => [verb]) },
  kind: { test: textTest(({ targetKind, target }) => [targetKind, target?.split('/').at(-2)]) },
  target: { test: textTest(({ target }) => [target === undefined ? undefined : shortName(target)]) },
  name: { test: textTest(({ name }) => [name]) },
  error: { test: textTest(({ error }) => [error && String(error.code), error?.message]) },
  age: {
    test: timeTest(({ startTime }, now) => since(startTime, now)),
    wants: 'duration',
    growsSince: ({ startTime }) => startTime,
  },
  ended: {
    test: timeTest(({ endTime }, now) => since(endTime, now)),
    wants: 'duration',
    growsSince: ({ endTime }) => endTime,
  },
  took: {
    test: timeTest(({ startTime, endTime, done }, now) => since(startTime, done ? endTime : now)),
    wants: 'duration',
    growsSince: ({ startTime, done }) => (done ? undefined : startTime),
  },
} satisfies Record<string, Key>;

export type QueryKey = keyof typeof keys;

/** The keys that a term may have, in the order in which they are offered. */
export const queryKeys = Object.keys(keys) as readonly QueryKey[];

/** Other words for the same, as gcloud and Google's own pages use them. */
const aliases: Readonly<Record<string, QueryKey>> = {
  location: 'region',
  zone: 'region',
  action: 'verb',
  status: 'state',
};

/** Never throws. What looks like a term with a key that nobody knows is a word: names have colons in them. */
export function parseQuery(text: string): OperationQuery {
  const terms: QueryTerm[] = [];
  const words: QueryWord[] = [];
  const problems: QueryProblem[] = [];
  for (const { written, negated, key, value } of tokens(text)) {
    if (key === undefined) {
      words.push({ text: value, negated });
      continue;
    }
    const { test, wants = 'choice', choices = [] }: Key = keys[key];
    const values = value
      .toLowerCase()
      .split(',')
      .filter((each) => each !== '');
    if (values.length === 0 || values.some((each) => test(each) === undefined)) {
      problems.push({ term: written, wants, choices });
    } else {
      terms.push({ key, values, negated });
    }
  }
  return { terms, words, problems };
}

/** Whether all terms hold. The words are left to whoever knows what a person sees of an operation. */
export function queryTest({ terms }: OperationQuery): Test {
  const tests = terms.map(({ key, values, negated }): Test => {
    const each = values.map((value) => keys[key].test(value)).filter((test) => test !== undefined);
    return (operation, context) => each.some((test) => test(operation, context)) !== negated;
  });
  return (operation, context) => tests.every((test) => test(operation, context));
}

/**
 * When the answer of `queryTest` may be another one although the operation stays as it is: the first moment after `now`, in
 * milliseconds since the epoch, at which a length of time crosses what it is compared with.
 * @returns undefined for a query that does not look at the clock.
 */
export function queryTurn({
  terms,
}: OperationQuery): ((operation: Operation, now: number) => number | undefined) | undefined {
  const borders = terms.flatMap(({ key, values }) => {
    const { growsSince }: Key = keys[key];
    const lengths = values.flatMap((value) => rangeOf(value) ?? []).flatMap(({ least, most }) => [least, most + 1]);
    return growsSince ? [{ growsSince, lengths: lengths.filter(Number.isFinite) }] : [];
  });
  if (borders.length === 0) {
    return undefined;
  }
  return (operation, now) => {
    let next = Infinity;
    for (const { growsSince, lengths } of borders) {
      const begun = growsSince(operation) ?? Infinity;
      for (const length of lengths) {
        next = begun + length > now ? Math.min(next, begun + length) : next;
      }
    }
    return next === Infinity ? undefined : next;
  };
}

/** Whether a term stands in what was written, by itself: `state:failed`. */
export function hasTerm(text: string, term: string): boolean {
  return [...tokens(text)].some(({ written }) => written.toLowerCase() === term);
}

/** What was written, with a term more or less. */
export function withTerm(text: string, term: string, wanted: boolean): string {
  const others = [...tokens(text)].map(({ written }) => written).filter((written) => written.toLowerCase() !== term);
  return [...others, ...(wanted ? [term] : [])].join(' ');
}

interface Token {
  readonly written: string;
  readonly negated: boolean;
  readonly key: QueryKey | undefined;
  readonly value: string;
}

function* tokens(text: string): Iterable<Token> {
  for (const [written] of text.matchAll(/-?(?:[a-z]+:)?(?:"[^"]*"?|[^\s"]+)+/gi)) {
    const negated = written.startsWith('-') && written.length > 1;
    const bare = negated ? written.slice(1) : written;
    const [, name = '', rest = ''] = /^([a-z]+):(.*)$/is.exec(bare) ?? [];
    const key = keyNamed(name.toLowerCase());
    const value = (key === undefined ? bare : rest).replaceAll('"', '');
    if (key !== undefined || value !== '') {
      yield { written, negated, key, value };
    }
  }
}

function keyNamed(name: string): QueryKey | undefined {
  return queryKeys.find((key) => key === name) ?? (Object.hasOwn(aliases, name) ? aliases[name] : undefined);
}

/** Part of a text, or with `*` the whole of it, in any case; what is not known fits nothing. */
function textTest(textsOf: (operation: Operation) => readonly (string | undefined)[]): Key['test'] {
  return (value) => {
    const parts = value.split('*');
    return (operation) => textsOf(operation).some((text) => text !== undefined && fits(text.toLowerCase(), parts));
  };
}

/** Each part is looked for behind the one before: a regular expression would try every way to share the text out. */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) {
    return text.includes(first);
  }
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) {
      return false;
    }
    at = found + part.length;
  }
  return text.startsWith(first) && text.endsWith(last) && at + last.length <= text.length;
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `>1h`, `<30m`, `1d..1w`; a length alone means "at least". What is not known fits nothing. */
function timeTest(lengthOf: (operation: Operation, now: number) => number | undefined): Key['test'] {
  return (value) => {
    const range = rangeOf(value);
    if (!range) {
      return undefined;
    }
    const { least, most } = range;
    return (operation, { now }) => {
      const lasted = lengthOf(operation, now);
      return lasted !== undefined && lasted >= least && lasted <= most;
    };
  };
}

function rangeOf(value: string): { readonly least: number; readonly most: number } | undefined {
  const [, comparison, length = '', to] = /^([<>]=?)?([^<>=]+?)(?:\.\.(.+))?$/.exec(value) ?? [];
  const [ms, untilMs] = [milliseconds(length), to === undefined ? Infinity : milliseconds(to)];
  if (ms === undefined || untilMs === undefined || (comparison !== undefined && to !== undefined)) {
    return undefined;
  }
  return comparison?.startsWith('<') ? { least: -Infinity, most: ms } : { least: ms, most: untilMs };
}

/** `90s`, `2h`, `1d12h`; a unit has to be there. */
function milliseconds(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[smhdw])+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/([\d.]+)([smhdw])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (unitMs[unit] ?? 0),
    0,
  );
}

function since(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : end - start;
}
