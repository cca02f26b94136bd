import assert from 'node:assert/strict';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import type { OperationReading } from '../../../src/operations/operation.js';
import { deriveState } from '../../../src/operations/state.js';
import messages from '../../answers/messages.json';
import type { MessageFields, MessageSchemas } from '../../answers/schemas.js';

const schemas = messages as MessageSchemas;
const name = 'projects/shop/locations/europe-west4/operations/1';
const time = '2026-11-25T10:00:00Z';

/** A message with a value in every field. */
function filled(fields: MessageFields, replaced: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, type]) => [field, replaced[field] ?? valueOf(field, type, replaced)]),
  );
}

function valueOf(field: string, type: MessageFields[string], replaced: Readonly<Record<string, unknown>>): unknown {
  switch (type) {
    case 'text':
      return /[sS]tate$|^status$/.test(field) ? 'RUNNING' : /OperationName$/.test(field) ? name : `a-${field}`;
    case 'time':
      return time;
    case 'number':
      return 50;
    case 'flag':
      return false;
    case 'texts':
      return [`a-${field}`];
    case 'object':
      return {};
    case 'objects':
      return [{}];
    default:
      return filled(type, replaced);
  }
}

function read(type: string, metadata: object, rest: object = {}): OperationReading {
  const typed = { '@type': `type.googleapis.com/google.some.v1.${type}`, ...metadata };
  return readOperation({ name, metadata: typed, ...rest }, 'longrunning');
}

/** Every message with its type, and the names of all fields in it and in what it wraps. */
const all = Object.entries(schemas).flatMap(([service, types]) =>
  Object.entries(types).map(([type, fields]) => ({ service, type, fields, names: namesIn(fields) })),
);

function namesIn(fields: MessageFields): readonly string[] {
  return Object.entries(fields).flatMap(([field, type]) =>
    typeof type === 'string' ? [field] : [field, ...namesIn(type)],
  );
}

/** The messages of which `is` holds, at least `least`; what `wrong` says of each is nothing. */
function hold(
  least: number,
  is: (names: readonly string[]) => boolean,
  wrong: (message: (typeof all)[number]) => boolean,
) {
  const concerned = all.filter(({ names }) => is(names));
  assert.ok(concerned.length >= least, `only ${concerned.length} messages`);
  const faults = concerned.filter(wrong).map(({ service, type }) => `${service} ${type}`);
  assert.deepEqual(faults, []);
}

describe('the published messages that describe operations', () => {
  it('tell when the operation began', () => {
    const isStart = /^(?:create|start|insert|request|submit|rolloutStart)Time$/;
    hold(
      250,
      (names) => names.some((field) => isStart.test(field)),
      ({ type, fields }) => read(type, filled(fields)).startTime !== Date.parse(time),
    );
  });

  it('tell when it ended', () => {
    const isEnd = /^(?:end|done|finish|complete)Time$/;
    hold(
      150,
      (names) => names.some((field) => isEnd.test(field)),
      ({ type, fields }) => read(type, filled(fields), { done: true }).endTime !== Date.parse(time),
    );
  });

  it('tell that a cancel is under way', () => {
    const isFlag = /^(?:requestedCancellation|cancelRequested|cancellationRequested|isCancellationRequested)$/;
    hold(
      80,
      (names) => names.some((field) => isFlag.test(field)),
      ({ type, fields, names }) => {
        const flag = names.find((field) => isFlag.test(field)) ?? '';
        const state = (value: boolean): string => deriveState(read(type, filled(fields, { [flag]: value })), false);
        return state(true) !== 'cancelling' || state(false) !== 'running';
      },
    );
  });

  it('tell by their own state that it failed or was cancelled', () => {
    const isState = (field: string): boolean => field === 'state' || field === 'operationState';
    hold(
      40,
      (names) => names.some(isState),
      ({ type, fields, names }) => {
        const field = names.find(isState) ?? '';
        return ['FAILED', 'CANCELLED'].some(
          (word) =>
            deriveState(read(type, filled(fields, { [field]: word }), { done: true }), false) !== word.toLowerCase(),
        );
      },
    );
  });

  it('tell how far it is', () => {
    const percents = ['progressPercent', 'progressPercentage', 'percentComplete'];
    const told = all.filter(({ fields }) => percents.some((field) => fields[field] === 'number'));
    assert.ok(told.length >= 5, `only ${told.length} messages`);
    const wrong = told.filter(({ type, fields }) => read(type, filled(fields)).progress?.percent !== 50);
    assert.deepEqual(wrong, []);
  });

  it('never name an operation as the target', () => {
    hold(
      400,
      () => true,
      ({ type, fields }) => read(type, filled(fields)).target?.includes('/operations/') === true,
    );
  });

  it('name an action, a target, or both, but for those that tell neither', () => {
    const silent = all.filter(({ type, fields }) => {
      const { verb, target } = read(type, filled(fields));
      return verb === undefined && target === undefined;
    });
    assert.ok(silent.length <= all.length * 0.1, silent.map(({ service, type }) => `${service} ${type}`).join('\n'));
  });
});
