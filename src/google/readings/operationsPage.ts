import type { OperationShape } from '../../operations/collection.js';
import { locationOf } from '../../operations/resourceName.js';
import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { cleanText } from './text.js';

/** One page of a list as the server sent it, whatever its API calls the parts. */
export interface OperationsPage {
  readonly operations: readonly unknown[];
  /** Ids of locations that did not answer (AIP-217). */
  readonly unreachable: readonly string[];
}

/** Never throws; what is not there is empty. */
export function operationsPage(page: JsonObject, shape: OperationShape): OperationsPage {
  switch (shape) {
    case 'longrunning':
      return { operations: arrayOf(page['operations']), unreachable: locationIds(page['unreachable']) };
    case 'container':
      return { operations: arrayOf(page['operations']), unreachable: locationIds(page['missingZones']) };
    case 'sql':
      return { operations: arrayOf(page['items']), unreachable: [] };
    case 'compute':
      return { operations: scoped(page['items']), unreachable: locationIds(page['unreachables']) };
  }
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
