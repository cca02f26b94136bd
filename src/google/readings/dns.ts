import type { OperationReading } from '../../operations/operation.js';
import { unread } from '../../operations/reading.js';
import { objectOf, stringOf, type JsonObject } from '../json.js';
import { timeOf, verbOf } from './metadataReading.js';
import { isDone, olderFacts } from './olderOperation.js';
import { cleanText } from './text.js';

/**
 * A change of a managed zone (Cloud DNS, `dns#operation`), whose name was added to it (`withName`). There is no cancel,
 * and no word about failure: what was not applied never became an operation.
 */
export function readDnsOperation(operation: JsonObject): OperationReading {
  const name = stringOf(operation['name']) ?? '';
  const { oldValue, newValue } = objectOf(operation['zoneContext']);
  const zone = stringOf(objectOf(newValue)['name']) ?? stringOf(objectOf(oldValue)['name']);
  const place = name.split('/operations/')[0] ?? '';
  const key = zone === undefined && place === '' ? keyOf(objectOf(operation['dnsKeyContext'])) : undefined;
  const done = isDone(operation);
  return {
    ...unread(name),
    done,
    verb: verbOf(operation, 'type'),
    target: cleanText(key ?? zone ?? place, 512),
    targetKind: key === undefined ? 'managed zone' : 'DNS key',
    startTime: timeOf(operation, 'startTime'),
    ...olderFacts(operation, done),
    // `pending` is all that it says of a change that is under way.
    phase: undefined,
  };
}

/** The key that is changed, where nothing says of which zone it is. */
function keyOf({ oldValue, newValue }: JsonObject): string | undefined {
  return stringOf(objectOf(newValue)['id']) ?? stringOf(objectOf(oldValue)['id']);
}
