import type { OperationShape } from '../../operations/collection.js';
import { locationOf } from '../../operations/resourceName.js';
import { arrayOf, isObject, objectOf, stringOf, type JsonObject } from '../json.js';
import { cleanText } from './text.js';

/** One page of a list as the server sent it, whatever its API calls the parts. */
export interface OperationsPage {
  readonly operations: readonly unknown[];
  /** Ids of locations that did not answer (AIP-217). */
  readonly unreachable: readonly string[];
}

/**
 * Never throws; what is not there is empty.
 * @param path resource name of the collection that was listed
 */
export function operationsPage(page: JsonObject, shape: OperationShape, path: string): OperationsPage {
  switch (shape) {
    case 'longrunning':
      return { operations: arrayOf(page['operations']), unreachable: locationIds(page['unreachable']) };
    case 'container':
      return { operations: arrayOf(page['operations']), unreachable: locationIds(page['missingZones']) };
    case 'sql':
      return { operations: arrayOf(page['items']), unreachable: [] };
    case 'compute':
      // Deployment Manager has Compute Engine's operations in a list of its own.
      return {
        operations: scoped(page['items'] ?? page['operations']),
        unreachable: locationIds(page['unreachables']),
      };
    case 'dns':
      return {
        operations: arrayOf(page['operations'])
          .map(objectOf)
          .map((operation) => withName(operation, shape, `${path}/${stringOf(operation['id']) ?? ''}`)),
        unreachable: [],
      };
  }
}

/** Cloud DNS leaves it to the address to name an operation. */
export function withName(operation: JsonObject, shape: OperationShape, name: string): JsonObject {
  return shape === 'dns' && stringOf(operation['id']) !== undefined ? { ...operation, name } : operation;
}

/** An aggregated list is grouped: `{"zones/us-central1-a": {"operations": […]}, "regions/…": {"warning": …}}`. */
function scoped(items: unknown): readonly unknown[] {
  return isObject(items)
    ? Object.values(items).flatMap((scope) => arrayOf(objectOf(scope)['operations']))
    : arrayOf(items);
}

/** Of what may be ids, resource names, or names within the project (`zones/us-central1-a`). */
function locationIds(value: unknown): readonly string[] {
  return arrayOf(value)
    .map((entry) => cleanText(entry, 200))
    .flatMap((name) => (name === undefined ? [] : (locationOf(name) ?? name)));
}
