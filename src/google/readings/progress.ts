import type { OperationProgress } from '../../operations/operation.js';
import { arrayOf, isObject, type JsonObject } from '../json.js';
import { cleanText } from './text.js';
import { wordsOf } from './verbs.js';

type Count = 'completed' | 'total' | 'failed' | 'pending';

/** What a field tells of how far an operation is. */
type Role =
  | { readonly role: 'percent' | 'step' | 'steps' | 'counters' | 'metrics' }
  | { readonly role: 'count'; readonly count: Count; readonly unit: string };

/** Field names are few and come again with every operation, so that each is looked at once. */
const roles = new Map<string, Role | undefined>();
const MAX_NAMES = 2_000;

function roleOf(field: string): Role | undefined {
  if (roles.has(field)) {
    return roles.get(field);
  }
  const role = findRole(field);
  if (roles.size < MAX_NAMES) {
    roles.set(field, role);
  }
  return role;
}

function findRole(field: string): Role | undefined {
  if (/^(?:progress|completion|completed)?percent(?:age)?(?:complete|completed|done)?$/i.test(field)) {
    return { role: 'percent' };
  }
  if (/^(?:step|currentStep|stage|currentStage|deploymentStage|migrationStep)$/.test(field)) {
    return { role: 'step' };
  }
  if (/^(?:steps|stages)$/.test(field)) {
    return { role: 'steps' };
  }
  if (/^progress[A-Z]?\w*$|Progress$|^counters?$|Stats$|^(?:job|upgradeClusterStatus)$/.test(field)) {
    return { role: 'counters' };
  }
  if (field === 'metrics') {
    return { role: 'metrics' };
  }
  const count = countOf(field);
  return count === undefined ? undefined : { role: 'count', count, unit: unitOf(field) };
}

const countWords: Readonly<Record<Count, RegExp>> = {
  total: /^(?:total|estimated)|Estimated$|FoundFromSource$|[\s_]total$/i,
  failed: /^(?:failed|failure|error|invalid)|FromSourceFailed$/i,
  completed:
    /^(?:completed|succeeded|success|processed|translated|copied)|Completed$|CopiedToSink$|[\s_](?:done|complete)$/i,
  pending: /^pending(?:Count)?$/,
};

function countOf(field: string): Count | undefined {
  return (Object.keys(countWords) as Count[]).find((count) => countWords[count].test(field));
}

const notUnits: ReadonlySet<string> = new Set(
  'total estimated failed failure error invalid completed succeeded success processed translated copied done complete pending'
    .concat(' count counter counters stats job work requested found from source to sink of number annotation')
    .split(' '),
);

/** `documents` of `progressDocuments`, `characters` of `translatedCharacters`; empty where nothing says it. */
function unitOf(field: string): string {
  return wordsOf(field)
    .filter((word) => !notUnits.has(word) && word !== 'progress')
    .join(' ');
}

type Counts = Partial<Record<Count, number>>;

interface Found {
  percent: number | undefined;
  step: string | undefined;
  readonly byUnit: Map<string, Counts>;
}

/** How far the operation is, in the server's numbers; undefined where the service does not tell. */
export function progressOf(metadata: JsonObject): OperationProgress | undefined {
  let found: Found | undefined;
  for (const field in metadata) {
    if (roleOf(field)) {
      found ??= { percent: undefined, step: undefined, byUnit: new Map() };
      take(found, field, metadata[field], 0);
    }
  }
  return found && result(found);
}

function take(found: Found, field: string, value: unknown, depth: number, within = ''): void {
  const role = roleOf(field);
  switch (role?.role) {
    case undefined:
      return;
    case 'percent':
      if (isObject(value)) {
        takeAll(found, value, depth, '');
      } else {
        found.percent ??= percentOf(value);
      }
      return;
    case 'step':
      found.step ??= cleanText(value, 200);
      return;
    case 'steps':
      takeSteps(found, arrayOf(value));
      return;
    case 'counters': {
      const part = Array.isArray(value) ? arrayOf(value)[0] : value;
      if (isObject(part)) {
        takeAll(found, part, depth, unitOf(field));
      } else if (field === 'progress') {
        found.percent ??= percentOf(value);
      }
      return;
    }
    case 'metrics':
      for (const metric of arrayOf(value)) {
        if (isObject(metric) && typeof metric['name'] === 'string') {
          takeCount(found, metric['name'], metric['intValue'], '');
        }
      }
      return;
    case 'count':
      takeCount(found, field, value, within);
      return;
  }
}

function takeAll(found: Found, part: JsonObject, depth: number, unit: string): void {
  if (depth < 2) {
    for (const field in part) {
      take(found, field, part[field], depth + 1, unit);
    }
  }
}

function takeCount(found: Found, field: string, value: unknown, within: string): void {
  const count = countOf(field);
  const number = numberOf(value);
  if (count !== undefined && number !== undefined) {
    const unit = unitOf(field) || within;
    const counts = found.byUnit.get(unit) ?? {};
    counts[count] ??= number;
    found.byUnit.set(unit, counts);
  }
}

/** Stages that come one after the other: how many are behind, and which is under way. */
function takeSteps(found: Found, steps: readonly unknown[]): void {
  const objects = steps.filter(isObject);
  if (objects.length === 0) {
    return;
  }
  const stateOf = (step: JsonObject): string => (cleanText(step['state'] ?? step['status'], 64) ?? '').toUpperCase();
  const ended = objects.filter((step) => /(?:SUCCEEDED|SUCCESS|DONE|COMPLETED?|FINISHED)$/.test(stateOf(step)));
  const current = objects.find((step) => /(?:IN_PROGRESS|RUNNING|ACTIVE)$/.test(stateOf(step)));
  found.byUnit.set('steps', { completed: ended.length, total: objects.length });
  if (current) {
    const { message, name, stage, description } = current;
    found.step ??= cleanText(name ?? stage ?? description ?? message, 200);
  }
}

function percentOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number <= 100 ? Math.round(number) : undefined;
}

/** int64 is text in JSON. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function result({ percent, step, byUnit }: Found): OperationProgress | undefined {
  const [unit, counts] = mostTelling(byUnit) ?? ['', {}];
  const { completed, failed, pending } = counts;
  const total = counts.total ?? (pending === undefined ? undefined : pending + (completed ?? 0) + (failed ?? 0));
  const nothing = [percent, step, completed, total, failed].every((value) => value === undefined);
  return nothing ? undefined : { percent, completed, total, failed, unit: unit === '' ? undefined : unit, step };
}

/** Things that can be counted before bytes, and those whose total is known before others. */
function mostTelling(byUnit: ReadonlyMap<string, Counts>): readonly [string, Counts] | undefined {
  const weight = ([unit, counts]: readonly [string, Counts]): number =>
    (counts.total === undefined ? 0 : 2) + (unit.startsWith('byte') ? 0 : 1);
  return [...byUnit].sort((a, b) => weight(b) - weight(a))[0];
}
