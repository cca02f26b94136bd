import { timestamp } from '../timestamp.js';
import type { Json, JsonObject } from '../json.js';
import type { ServiceDescription } from '../services/description.js';
import { uuidFrom } from './dataprocMetadata.js';
import { writeMetadata } from './metadata.js';
import { segmentAfter } from '../record.js';
import type { OperationRecord } from '../record.js';
import type { PresentLife } from '../scenario.js';

/** An operation as `get` and `list` write it: most without `done` while it runs, exactly one of `error` and `response` after. */
export function writeOperation(record: OperationRecord, life: PresentLife, service: ServiceDescription): JsonObject {
  const metadata = writeMetadata(record, life, service);
  const base: JsonObject = { name: record.name, metadata: metadata ?? undefined };
  if (life.phase !== 'done') return service.metadata.writesFalse === true ? { ...base, done: false } : base;
  if (service.metadata.endsInMetadata === true) {
    return { ...base, done: true, response: { '@type': 'type.googleapis.com/google.protobuf.Empty' } };
  }
  switch (life.result.kind) {
    case 'nothing':
      return { ...base, done: true };
    case 'error':
      // google.rpc.Status: here `code` is the gRPC number, not HTTP's.
      return { ...base, done: true, error: { code: life.result.code, message: life.result.message } };
    case 'response':
      return { ...base, done: true, response: record.response ?? writeResponse(record, life.endedAt, service) };
  }
}

/** The resource the operation made, or Empty for what is gone. */
function writeResponse(record: OperationRecord, endedAt: number, service: ServiceDescription): Json {
  const packageName = service.metadata.package.replace('{version}', record.version);
  const typed = (type: string, fields: JsonObject): Json => ({
    '@type': `type.googleapis.com/${packageName}.${type}`,
    ...fields,
  });
  if (record.verb === 'delete' && record.type !== 'SessionOperationMetadata')
    return { '@type': 'type.googleapis.com/google.protobuf.Empty' };
  if (service.id === 'dataproc') return dataprocResponse(record, typed);
  if (record.type === 'CountArtifactsMetadata') {
    return typed('CountArtifactsResponse', {
      totalCount: '48210',
      mailCountResult: { accountCounts: [{ account: { email: 'records@example.com' }, count: '48210' }] },
    });
  }
  const collection = record.target.split('/').at(-2) ?? '';
  const type = service.responseTypes[collection];
  if (type === undefined) return { '@type': 'type.googleapis.com/google.protobuf.Empty' };
  return typed(type, { name: record.target, updateTime: timestamp(endedAt, service.metadata.timeDigits) });
}

function dataprocResponse(record: OperationRecord, typed: (type: string, fields: JsonObject) => Json): Json {
  const projectId = segmentAfter(record.name, 'projects');
  const shortTarget = record.target.split('/').at(-1) ?? record.target;
  switch (record.type) {
    case 'BatchOperationMetadata':
      return typed('Batch', { name: record.target, state: 'SUCCEEDED' });
    case 'SessionOperationMetadata':
      return typed('Session', { name: record.target, state: 'ACTIVE' });
    case 'NodeGroupOperationMetadata':
      return typed('NodeGroup', { name: record.target, roles: ['DRIVER'] });
    case 'JobMetadata':
      return typed('Job', { reference: { projectId, jobId: shortTarget }, done: true });
    case 'WorkflowMetadata':
    case 'AnalyzeOperationMetadata':
      return { '@type': 'type.googleapis.com/google.protobuf.Empty' };
    default:
      return record.verb === 'diagnose'
        ? typed('DiagnoseClusterResults', { outputUri: `gs://dataproc-staging/${shortTarget}/diagnostic.tar.gz` })
        : typed('Cluster', {
            projectId,
            clusterName: shortTarget,
            clusterUuid: uuidFrom(record.target),
            config: {},
            labels: record.labels,
          });
  }
}
