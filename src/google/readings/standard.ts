import { kindOf } from '../../operations/resourceName.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import {
  cancelFlags,
  endFields,
  requestFields,
  startFields,
  statusFields,
  updateFields,
  verbFields,
  wrapperFields,
} from './fieldNames.js';
import { firstWarning, statusTextOf, timeOf, verbOf, type MetadataReader } from './metadataReading.js';
import { findTarget } from './target.js';
import { cleanText } from './text.js';
import { isResourceType, lastSegment, splitTypeName } from './typeName.js';
import { namesVerb, splitAction, type Action } from './verbs.js';

/**
 * Reads the metadata that AIP-151 suggests, and everything nobody foresaw: what is missing is taken from the names that
 * other services use, from the name of the type, and from the rest of the operation.
 * @param type the metadata's `@type`, where it has one.
 */
export function standardReader(type: string | undefined): MetadataReader {
  const typeAction = splitTypeName(type);
  const mayBeResource = isResourceType(type);
  return (metadata, operation) => {
    const parts = partsOf(metadata);
    const resource = mayBeResource && isResource(metadata, operation);
    const { verb, object } = resource ? { verb: undefined, object: undefined } : actionOf(parts, typeAction);
    const target = cleanText(findTarget({ parts, operation, kind: object }), 512);
    return {
      verb,
      target,
      targetKind: target === undefined || (object !== undefined && kindOf(target) === undefined) ? object : undefined,
      startTime: resource ? creationTime(metadata) : firstTime(parts, startFields),
      endTime: resource ? undefined : (firstTime(parts, endFields) ?? firstTime(parts, updateFields)),
      statusText: resource ? undefined : (firstStatus(parts) ?? firstWarning(metadata)),
      cancelRequested: parts.some(isCancelRequested),
    };
  };
}

/** The metadata, and the objects in it that hold what other messages say themselves. */
function partsOf(metadata: JsonObject): readonly JsonObject[] {
  const parts = [metadata];
  for (const field of wrapperFields) {
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
  return requested ?? typeAction;
}

/** `type` is a verb in some messages (Cloud Functions), and anything at all in others. */
function typedVerb(part: JsonObject): string | undefined {
  const type = verbOf(part, 'type');
  return type !== undefined && namesVerb(type) ? type : undefined;
}

/** A verb by itself stays as the server spells it. */
function spelled(word: string, typeAction: Action): Action {
  const { verb, object } = splitAction(word);
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

/** Cloud Run sends the resource itself as metadata: its times, state and description are not the operation's. */
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
  // Spanner: the time at which undoing began.
  return cancelFlags.some((flag) => part[flag] === true) || timeOf(part, 'cancelTime') !== undefined;
}
