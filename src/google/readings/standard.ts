import { kindOf, sameKind } from '../../operations/resourceName.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import {
  cancelFlags,
  cancelTimes,
  endFields,
  requestFields,
  startFields,
  statusFields,
  typeFields,
  updateFields,
  verbFields,
  wrapperFields,
} from './fieldNames.js';
import {
  nothingRead,
  statusTextOf,
  timeOf,
  verbOf,
  type MetadataReader,
  type MetadataReading,
} from './metadataReading.js';
import { meaningOf, ownStateOf, statedEnd } from './ownState.js';
import { progressOf } from './progress.js';
import { findTarget } from './target.js';
import { cleanText } from './text.js';
import { isResourceType, lastSegment, splitTypeName } from './typeName.js';
import { namesVerb, splitAction, type Action } from './verbs.js';
import { labelsOf, warningsOf } from './warnings.js';

/**
 * Reads the metadata that AIP-151 suggests, and everything nobody foresaw: what is missing is taken from the names that
 * other services use, from the name of the type, and from the rest of the operation.
 * @param type the metadata's `@type`, where it has one.
 */
export function standardReader(type: string | undefined): MetadataReader {
  const typeAction = splitTypeName(type);
  const mayBeResource = isResourceType(type);
  return (metadata, operation) =>
    mayBeResource && isResource(metadata, operation)
      ? readResource(metadata, operation)
      : readStandard(metadata, operation, typeAction);
}

function readStandard(metadata: JsonObject, operation: JsonObject, typeAction: Action): MetadataReading {
  const parts = partsOf(metadata);
  const { verb, object } = actionOf(parts, typeAction);
  const target = cleanText(findTarget({ parts, operation, kind: object }), 512);
  const kind = target === undefined ? undefined : kindOf(target);
  const state = ownStateOf(metadata);
  const meaning = state === undefined ? undefined : meaningOf(state);
  const statusText = firstStatus(parts);
  const warnings = warningsOf(parts);
  return {
    verb,
    object: kind === undefined || object === undefined || sameKind(object, kind) ? undefined : object,
    target,
    targetKind: kind === undefined ? object : undefined,
    startTime: firstTime(parts, startFields),
    endTime: firstTime(parts, endFields) ?? firstTime(parts, updateFields),
    // What halts an operation is worth a word where the service has no text for it.
    statusText: statusText ?? (meaning === 'paused' ? state : undefined),
    cancelRequested: meaning === 'cancelling' || parts.some(isCancelRequested),
    statedEnd: statedEnd(state, statusText ?? warnings?.split('\n', 1)[0]),
    phase: meaning === 'queued' || meaning === 'paused' ? meaning : undefined,
    progress: progressOf(metadata),
    warnings,
    labels: labelsOf(metadata['labels'] ?? parts[1]?.['labels']),
    user: cleanText(metadata['user'], 200),
  };
}

/** Cloud Run sends the resource itself as metadata: its state, description and labels are not the operation's. */
function readResource(metadata: JsonObject, operation: JsonObject): MetadataReading {
  const target = cleanText(findTarget({ parts: [metadata], operation, kind: undefined }), 512);
  return { ...nothingRead, target, startTime: creationTime(metadata) };
}

const wrappers: ReadonlySet<string> = new Set(wrapperFields);

/** The metadata, and the objects in it that hold what other messages say themselves. */
function partsOf(metadata: JsonObject): readonly JsonObject[] {
  const parts = [metadata];
  for (const field in metadata) {
    if (!wrappers.has(field)) {
      continue;
    }
    // Of several parts that go on at once, the first one stands for all.
    const value = metadata[field];
    const part = Array.isArray(value) ? arrayOf(value)[0] : value;
    if (isObject(part)) {
      parts.push(part);
    }
  }
  return parts;
}

/** What is done, from a field for it, else from the message type, else from the request that is repeated in it. */
function actionOf(parts: readonly JsonObject[], typeAction: Action): Action {
  for (const part of parts) {
    const word = verbOf(part, ...verbFields) ?? typedVerb(part);
    if (word !== undefined && !/UNSPECIFIED$/.test(word)) {
      return spelled(word, typeAction);
    }
  }
  if (typeAction.verb !== undefined) {
    return typeAction;
  }
  const requested = requestAction(parts[0] ?? {});
  return requested ?? (typeAction.object === undefined ? wholeType(parts) : undefined) ?? typeAction;
}

function typedVerb(part: JsonObject): string | undefined {
  const type = verbOf(part, ...typeFields);
  return type !== undefined && namesVerb(withoutEnum(type)) ? type : undefined;
}

/**
 * `PLATFORM_UPGRADE`, of a message that is about operations in general: what `type` says there is the sort of operation,
 * whatever its words. One word alone may be a sort of anything (`PRODUCTION`).
 */
function wholeType(parts: readonly JsonObject[]): Action | undefined {
  const types = parts.map((part) => withoutEnum(verbOf(part, ...typeFields) ?? ''));
  const verb = types.find((type) => /^[A-Z\d]+(?:_[A-Z\d]+)+$/.test(type) && !type.endsWith('UNSPECIFIED'));
  return verb === undefined ? undefined : { verb, object: undefined };
}

/** `DELETE_BACKUP` of `OPERATION_TYPE_DELETE_BACKUP`: values of an enum begin with its name (AIP-126). */
function withoutEnum(word: string): string {
  return word.replace(/^(?:(?:OPERATION|REQUEST|ACTION)_TYPE|OPERATION|TYPE|ACTION|METHOD)_(?=[A-Z])/, '');
}

/** The words for verbs are few; each is taken apart once. */
const actions = new Map<string, Action>();
const MAX_ACTIONS = 1_000;

function actionIn(word: string): Action {
  const known = actions.get(word);
  if (known) {
    return known;
  }
  const action = splitAction(word);
  if (actions.size < MAX_ACTIONS) {
    actions.set(word, action);
  }
  return action;
}

/** A verb by itself stays as the server spells it. */
function spelled(said: string, typeAction: Action): Action {
  const word = withoutEnum(said);
  const { verb, object } = actionIn(word);
  if (verb === undefined) {
    return { verb: word, object: typeAction.object };
  }
  return object === undefined && /^[a-z]+$/i.test(word) && !verb.includes(' ')
    ? { verb: word, object: typeAction.object }
    : { verb, object: object ?? typeAction.object };
}

/** `createLinkRequest: {…}`, or `request: {"@type": "….CreateFunctionRequest"}`. */
function requestAction(metadata: JsonObject): Action | undefined {
  for (const field of Object.keys(metadata)) {
    if (field.endsWith('Request') && isObject(metadata[field])) {
      const action = splitAction(field.replace(/Request$/, ''));
      if (action.verb !== undefined) {
        return action;
      }
    }
  }
  for (const field of requestFields) {
    const type = objectOf(metadata[field])['@type'];
    if (typeof type === 'string') {
      return splitAction(lastSegment(type).replace(/Request$/, ''));
    }
  }
  return undefined;
}

/** Whether the message is named, and not after the operation. */
function isResource(metadata: JsonObject, operation: JsonObject): boolean {
  const { name } = metadata;
  return typeof name === 'string' && name.includes('/') && name !== operation['name'];
}

/** A resource that was never changed since was made by this operation. */
function creationTime(resource: JsonObject): number | undefined {
  const untouched = String(resource['generation']) === '1' && resource['deleteTime'] === undefined;
  return untouched ? timeOf(resource, 'createTime') : undefined;
}

function firstTime(parts: readonly JsonObject[], fields: readonly string[]): number | undefined {
  for (const part of parts) {
    const time = timeOf(part, ...fields);
    if (time !== undefined) {
      return time;
    }
  }
  return undefined;
}

function firstStatus(parts: readonly JsonObject[]): string | undefined {
  for (const part of parts) {
    const text = statusTextOf(part, ...statusFields);
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

function isCancelRequested(part: JsonObject): boolean {
  return (
    cancelFlags.some((flag) => part[flag] === true || part[flag] === 'true') ||
    timeOf(part, ...cancelTimes) !== undefined
  );
}
