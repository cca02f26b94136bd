import type { JsonObject } from '../json.js';
import { child, firstWarning, statusTextOf, targetOf, timeOf, verbOf, type MetadataReader } from './metadataReading.js';
import { cleanText } from './text.js';
import { splitTypeName } from './typeName.js';

/**
 * Reads the metadata that AIP-151 suggests, in the two spellings that are in use (Cloud Deploy: statusMessage,
 * requestedCancellation; GKE Hub: statusDetail, cancelRequested), and everything nobody foresaw: what is missing is
 * taken from the names other services use, and from the name of the type.
 * @param type the metadata's `@type`, where it has one.
 */
export function standardReader(type: string | undefined): MetadataReader {
  const typeName = splitTypeName(type);
  return (metadata) => {
    // Vertex AI and its like wrap the common part.
    const generic = child(metadata, 'genericMetadata');
    return {
      verb: verbOf(metadata, 'verb', 'operationType', 'action') ?? typeName.verb,
      target: targetOf(metadata, 'target', 'resource', 'resourceName') ?? someResourceName(metadata),
      targetKind: typeName.kind,
      startTime: timeOf(metadata, 'createTime', 'startTime') ?? timeOf(generic, 'createTime'),
      endTime: timeOf(metadata, 'endTime', 'doneTime', 'finishTime', 'completeTime'),
      statusText:
        statusTextOf(metadata, 'statusMessage', 'statusDetail', 'detail', 'description') ?? firstWarning(metadata),
      cancelRequested:
        metadata['requestedCancellation'] === true ||
        metadata['cancelRequested'] === true ||
        // Spanner: the time at which undoing began.
        timeOf(metadata, 'cancelTime') !== undefined,
    };
  };
}

/** The first field that holds a resource name: Spanner calls it `database`, others `instance`, `model`, … */
function someResourceName(metadata: JsonObject): string | undefined {
  for (const [field, value] of Object.entries(metadata).slice(0, 30)) {
    if (
      field !== 'parent' &&
      field !== 'name' &&
      typeof value === 'string' &&
      /^(?:projects|organizations|folders)\//.test(value)
    ) {
      return cleanText(value, 512);
    }
  }
  return undefined;
}
