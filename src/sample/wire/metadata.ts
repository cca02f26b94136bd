import { timestamp } from '../timestamp.js';
import type { Json, JsonObject } from '../json.js';
import type { ServiceDescription } from '../services/description.js';
import { dataprocMetadata } from './dataprocMetadata.js';
import { ownMetadata } from './ownMetadata.js';
import type { OperationRecord } from '../record.js';
import type { PresentLife } from '../scenario.js';

/** `Operation.metadata` at one moment, in the shape of its message type. */
export function writeMetadata(record: OperationRecord, life: PresentLife, service: ServiceDescription): Json {
  if (record.metadata !== undefined) return record.metadata;
  const own = Object.hasOwn(ownMetadata, record.type) ? ownMetadata[record.type] : undefined;
  if (own) return { '@type': `type.googleapis.com/${own.package}.${record.type}`, ...own.write(record, life) };
  const packageName = service.metadata.package.replace('{version}', record.version);
  const fields =
    service.id === 'dataproc'
      ? dataprocMetadata(record, life)
      : record.type === 'CountArtifactsMetadata'
        ? countArtifacts(record, life)
        : common(record, life, service);
  return { '@type': `type.googleapis.com/${packageName}.${record.type}`, ...fields };
}

/** The AIP-151 shape in its two spellings. Unset fields are left out, and false booleans by most services. */
function common(record: OperationRecord, life: PresentLife, { metadata }: ServiceDescription): JsonObject {
  return {
    createTime: timestamp(record.createdAt, metadata.timeDigits),
    endTime: life.phase === 'done' ? timestamp(life.endedAt, metadata.timeDigits) : undefined,
    target: record.target,
    verb: record.verb,
    ...(metadata.statusField && { [metadata.statusField]: record.statusText }),
    ...(metadata.cancelFlag && {
      [metadata.cancelFlag]: life.cancelRequested || (metadata.writesFalse === true ? false : undefined),
    }),
    apiVersion: record.version,
  };
}

/** Vault's only operation, matters.count. It has no cancel flag and says nothing of a verb. */
function countArtifacts(record: OperationRecord, life: PresentLife): JsonObject {
  return {
    startTime: timestamp(record.createdAt, 6),
    endTime: life.phase === 'done' ? timestamp(life.endedAt, 6) : undefined,
    matterId: record.target,
    query: {
      corpus: 'MAIL',
      dataScope: 'ALL_DATA',
      method: 'ACCOUNT',
      accountInfo: { emails: ['records@example.com'] },
      terms: record.description,
    },
  };
}
