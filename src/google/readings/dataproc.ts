import type { StatedEnd } from '../../operations/operation.js';
import type { JsonObject } from '../json.js';
import { arrayOf, objectOf } from '../json.js';
import {
  child,
  nothingRead,
  statusTextOf,
  targetOf,
  timeOf,
  verbOf,
  type MetadataReader,
  type MetadataReading,
} from './metadataReading.js';
import { meaningOf, ownStateOf, statedEnd } from './ownState.js';
import { cleanText, parseTime } from './text.js';
import { labelsOf, warningsOf } from './warnings.js';

/**
 * Dataproc's metadata messages by the last segment of their type (dataproc v1 discovery document, revision 20260407).
 * None of them has a cancel flag.
 */
export const dataprocReaders: Readonly<Record<string, MetadataReader>> = {
  ClusterOperationMetadata: (metadata) => readStatusHistory(metadata, 'cluster', 'clusterName'),
  NodeGroupOperationMetadata: (metadata) => readStatusHistory(metadata, 'nodeGroup', 'nodeGroupId'),
  BatchOperationMetadata: (metadata) => readServerless(metadata, 'batch', 'batch'),
  SessionOperationMetadata: (metadata) => readServerless(metadata, 'session', 'session'),
  VirtualClusterOperationMetadata: (metadata) => readServerless(metadata, 'virtualCluster', 'virtualCluster'),
  AttachmentOperationMetadata: (metadata) => readServerless(metadata, 'attachment', 'attachment'),
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
    ...common(metadata),
    verb: verbOf(metadata, 'operationType'),
    target: targetOf(metadata, targetField),
    targetKind,
    startTime: firstStart(status, arrayOf(metadata['statusHistory'])),
    endTime: status['state'] === 'DONE' ? timeOf(status, 'stateStartTime') : undefined,
    statusText: statusTextOf(status, 'details') ?? statusTextOf(metadata, 'description'),
  };
}

/** What all of Dataproc's messages say alike. */
function common(metadata: JsonObject): MetadataReading {
  const state = ownStateOf(metadata);
  const meaning = state === undefined ? undefined : meaningOf(state);
  const details = statusTextOf(child(metadata, 'status'), 'details');
  return {
    ...nothingRead,
    cancelRequested: meaning === 'cancelling',
    statedEnd: statedEnd(state, details),
    phase: meaning === 'queued' ? 'queued' : undefined,
    warnings: warningsOf([metadata]),
    labels: labelsOf(metadata['labels']),
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
    ...common(metadata),
    verb: verbOf(metadata, 'operationType'),
    target: targetOf(metadata, targetField),
    targetKind,
    startTime: timeOf(metadata, 'createTime'),
    endTime: timeOf(metadata, 'doneTime'),
    statusText: statusTextOf(metadata, 'description'),
  };
}

/** An inline template has no name; the cluster it runs on has. The verb is that of workflowTemplates.instantiate. */
function readWorkflow(metadata: JsonObject): MetadataReading {
  const template = targetOf(metadata, 'template');
  return {
    ...common(metadata),
    statedEnd: workflowFailure(metadata),
    verb: 'INSTANTIATE',
    target: template ?? targetOf(metadata, 'clusterName'),
    targetKind: template === undefined ? 'cluster' : 'workflowTemplate',
    startTime: timeOf(metadata, 'startTime'),
    endTime: timeOf(metadata, 'endTime'),
    statusText: statusTextOf(metadata, 'state'),
  };
}

/** A workflow is DONE whatever came of its jobs, and of the clusters made and deleted for it. */
function workflowFailure(metadata: JsonObject): StatedEnd | undefined {
  const nodes = arrayOf(child(metadata, 'graph')['nodes']).slice(0, 200).map(objectOf);
  const failed = nodes.find((node) => node['state'] === 'FAILED' || cleanText(node['error'], 1) !== undefined);
  const steps = [...(failed ? [failed] : []), child(metadata, 'createCluster'), child(metadata, 'deleteCluster')];
  const message = steps.map((step) => cleanText(step['error'], 1000)).find((text) => text !== undefined);
  return failed || message !== undefined ? { state: 'failed', word: 'FAILED', message: message ?? '' } : undefined;
}

function readJob(metadata: JsonObject): MetadataReading {
  const status = child(metadata, 'status');
  const ended = endedJobStates.has(status['state']);
  const since = timeOf(status, 'stateStartTime');
  return {
    ...common(metadata),
    verb: verbOf(metadata, 'operationType') ?? 'SUBMIT',
    target: targetOf(metadata, 'jobId'),
    targetKind: 'job',
    startTime: timeOf(metadata, 'startTime') ?? (ended ? undefined : since),
    endTime: ended ? since : undefined,
    statusText: statusTextOf(status, 'details', 'state'),
  };
}

/** JobStatus.State: the ones that last. */
const endedJobStates: ReadonlySet<unknown> = new Set(['DONE', 'ERROR', 'CANCELLED', 'ATTEMPT_FAILURE']);
