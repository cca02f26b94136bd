import type { StatedEnd } from '../../operations/operation.js';
import { isObject, type JsonObject } from '../json.js';
import { cleanText } from './text.js';

/** The fields in which messages say how their operation stands; `rolloutState` is OS Config's, whose operation is a rollout. */
const stateFields = ['operationState', 'state', 'status', 'rolloutState'] as const;

/** Wrappers that are about the operation. What it makes or changes has a state of its own, which is not the operation's. */
const stateWrappers = ['commonMetadata', 'common', 'genericMetadata', 'operationMetadata'] as const;

/** The word by which metadata says how its operation stands, e.g. `RUNNING`, `OPERATION_STATE_FAILED`. */
export function ownStateOf(metadata: JsonObject): string | undefined {
  for (const field of stateWrappers) {
    const wrapper = metadata[field];
    const state = isObject(wrapper) ? stateIn(wrapper) : undefined;
    if (state !== undefined) {
      return state;
    }
  }
  return stateIn(metadata);
}

function stateIn(part: JsonObject): string | undefined {
  for (const field of stateFields) {
    const value = part[field];
    const word = isObject(value) ? value['state'] : value;
    if (typeof word === 'string' && word !== '') {
      return cleanText(word, 64);
    }
  }
  return undefined;
}

/** What the words mean that the services' enums have for the state of an operation, whatever stands before them. */
const meanings = {
  failed: /(?<!PARTIAL_|PARTIALLY_)(?:FAILED|FAILURE|ERROR|TIMED_?OUT|TIMEOUT)$/,
  // Storage Transfer: "Aborted by the user."
  cancelled: /(?:CANCELL?ED|ABORTED)$/,
  cancelling: /(?:CANCELL?ING|ABORTING|CANCELL?ATION_REQUESTED|CANCEL_PENDING|CANCEL_STARTED)$/,
  queued: /(?:PENDING|QUEUED|SCHEDULED|SUBMITTED|ACCEPTED|CREATED|NOT_STARTED)$|(?:^|_)(?:WAITING|AWAITING)\w*$/,
  paused: /(?:PAUSED|SUSPENDED)$/,
} as const;

/** What a state means for a person; undefined where the operation simply runs, or has succeeded. */
export function meaningOf(state: string): keyof typeof meanings | undefined {
  const word = state.toUpperCase().replaceAll('-', '_');
  return meanings.cancelling.test(word)
    ? 'cancelling'
    : (['failed', 'cancelled', 'queued', 'paused'] as const).find((meaning) => meanings[meaning].test(word));
}

/** How the operation ended by its own state, where that is no success. */
export function statedEnd(state: string | undefined, message: string | undefined): StatedEnd | undefined {
  const meaning = state === undefined ? undefined : meaningOf(state);
  return state !== undefined && (meaning === 'failed' || meaning === 'cancelled')
    ? { state: meaning, word: state, message: message ?? '' }
    : undefined;
}
