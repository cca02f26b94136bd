import type { JsonObject } from '../json.js';
import { arrayOf, objectOf } from '../json.js';
import {
  child,
  firstWarning,
  statusTextOf,
  targetOf,
  timeOf,
  verbOf,
  type MetadataReader,
  type MetadataReading,
} from './metadataReading.js';
import { parseTime } from './text.js';

/**
 * Dataproc's metadata messages by the last segment of their type (dataproc v1 discovery document, revision 20260407).
 * None of them has a cancel flag.
 */
export const dataprocReaders: Readonly<Record<string, MetadataReader>> = {
  ClusterOperationMetadata: (metadata) => readStatusHistory(metadata, 'cluster', 'clusterName'),
  NodeGroupOperationMetadata: (metadata) => readStatusHistory(metadata, 'nodeGroup', 'nodeGroupId'),
  BatchOperationMetadata: (metadata) => readServerless(metadata, 'batch', 'batch'),
  SessionOperationMetadata: (metadata) => readServerless(metadata, 'session', 'session'),
  WorkflowMetadata: readWorkflow,
  JobMetadata: readJob,
  AnalyzeOperationMetadata: (metadata) => ({
    ...readServerless(metadata, 'workload', 'analyzedWorkloadName'),
    verb: 'ANALYZE',
  }),
};

/** Clusters and node groups have no times of their own: the operation began with its first status and ended with DONE. */
function readStatusHistory(metadata: JsonObject, targetKind: string, targetField: string): MetadataReading {
  const status = child(metadata, 'status');
  return {
    verb: verbOf(metadata, 'operationType'),
    target: targetOf(metadata, targetField),
    targetKind,
    startTime: firstStart(status, arrayOf(metadata['statusHistory'])),
    endTime: status['state'] === 'DONE' ? timeOf(status, 'stateStartTime') : undefined,
    statusText: statusTextOf(status, 'details') ?? statusTextOf(metadata, 'description') ?? firstWarning(metadata),
    cancelRequested: false,
  };
}

function firstStart(status: JsonObject, history: readonly unknown[]): number | undefined {
  let first = parseTime(status['stateStartTime']);
  for (const entry of history.slice(0, 20)) {
    const time = parseTime(objectOf(entry)['stateStartTime']);
    if (time !== undefined && (first === undefined || time < first)) {
      first = time;
    }
  }
  return first;
}

function readServerless(metadata: JsonObject, targetKind: string, targetField: string): MetadataReading {
  return {
    verb: verbOf(metadata, 'operationType'),
    target: targetOf(metadata, targetField),
    targetKind,
    startTime: timeOf(metadata, 'createTime'),
    endTime: timeOf(metadata, 'doneTime'),
    statusText: statusTextOf(metadata, 'description') ?? firstWarning(metadata),
    cancelRequested: false,
  };
}

/** An inline template has no name; the cluster it runs on has. The verb is that of workflowTemplates.instantiate. */
function readWorkflow(metadata: JsonObject): MetadataReading {
  const template = targetOf(metadata, 'template');
  return {
    verb: 'INSTANTIATE',
    target: template ?? targetOf(metadata, 'clusterName'),
    targetKind: template === undefined ? 'cluster' : 'workflowTemplate',
    startTime: timeOf(metadata, 'startTime'),
    endTime: timeOf(metadata, 'endTime'),
    statusText: statusTextOf(metadata, 'state'),
    cancelRequested: false,
  };
}

function readJob(metadata: JsonObject): MetadataReading {
  const status = child(metadata, 'status');
  return {
    verb: verbOf(metadata, 'operationType') ?? 'SUBMIT',
    target: targetOf(metadata, 'jobId'),
    targetKind: 'job',
    startTime: timeOf(metadata, 'startTime') ?? timeOf(status, 'stateStartTime'),
    endTime: endedJobStates.has(status['state']) ? timeOf(status, 'stateStartTime') : undefined,
    statusText: statusTextOf(status, 'details', 'state'),
    cancelRequested: false,
  };
}

/** JobStatus.State: the ones that last. */
const endedJobStates: ReadonlySet<unknown> = new Set(['DONE', 'ERROR', 'CANCELLED', 'ATTEMPT_FAILURE']);
