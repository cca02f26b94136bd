import { createHash } from 'node:crypto';
import { timestamp } from '../timestamp.js';
import type { JsonObject } from '../json.js';
import type { OperationRecord } from '../record.js';
import type { PresentLife } from '../scenario.js';

/**
 * The seven metadata messages of Dataproc (reference pages of google.cloud.dataproc.v1). None of them has a cancel flag:
 * a request to cancel shows in nothing but the end.
 */
export function dataprocMetadata(record: OperationRecord, life: PresentLife): JsonObject {
  const shortTarget = record.target.split('/').at(-1) ?? record.target;
  const endedAt = life.phase === 'done' ? timestamp(life.endedAt) : undefined;
  const operationType = record.verb.toUpperCase();
  const described: JsonObject = {
    description: record.description,
    labels: record.labels,
    warnings: record.warnings,
  };
  const timed: JsonObject = { createTime: timestamp(record.createdAt), doneTime: endedAt, ...described };
  switch (record.type) {
    case 'BatchOperationMetadata':
      return {
        batch: record.target,
        operationType: 'BATCH',
        ...timed,
        labels: { ...record.labels, 'goog-dataproc-batch-uuid': uuidFrom(record.name) },
      };
    case 'SessionOperationMetadata':
      return { session: record.target, sessionUuid: uuidFrom(record.name), operationType, ...timed };
    case 'AnalyzeOperationMetadata':
      return { analyzedWorkloadName: record.target, analyzedWorkloadType: 'BATCH', ...timed };
    case 'NodeGroupOperationMetadata':
      return {
        nodeGroupId: shortTarget,
        clusterUuid: uuidFrom(record.target),
        operationType,
        ...status(record, life),
        ...described,
      };
    case 'JobMetadata':
      return {
        jobId: shortTarget,
        operationType: record.verb,
        startTime: timestamp(record.createdAt),
        status: { state: jobState(life), stateStartTime: timestamp(stateSince(record, life)) },
      };
    case 'WorkflowMetadata':
      return {
        template: record.target,
        version: 1,
        state: life.phase === 'done' ? 'DONE' : life.phase === 'pending' ? 'PENDING' : 'RUNNING',
        clusterName: `${shortTarget}-managed`,
        startTime: timestamp(record.createdAt),
        endTime: endedAt,
        graph: {
          nodes: [{ stepId: 'prepare', jobId: `prepare-${uuidFrom(record.name).slice(0, 8)}`, state: 'RUNNING' }],
        },
      };
    default:
      return {
        clusterName: shortTarget,
        clusterUuid: uuidFrom(record.target),
        operationType,
        ...status(record, life),
        ...described,
        ...(life.phase === 'done' && record.verb === 'create' && { childOperationIds: [uuidFrom(`${record.name}/0`)] }),
      };
  }
}

/** `status` with its inner state and words; once there was an earlier one, `statusHistory` with neither. */
function status(record: OperationRecord, life: PresentLife): JsonObject {
  const steps: { state: string; since: number }[] = [];
  if (life.phase === 'pending' || (record.scenario.pendingMs ?? 0) > 0) {
    steps.push({ state: 'PENDING', since: record.createdAt });
  }
  if (life.phase !== 'pending') steps.push({ state: 'RUNNING', since: life.runningSince });
  if (life.phase === 'done') steps.push({ state: 'DONE', since: life.endedAt });
  const written = steps.map(({ state, since }) => ({ state, stateStartTime: timestamp(since) }));
  const now = written.at(-1);
  return {
    status: { ...now, innerState: now?.state, details: record.statusText },
    statusHistory: written.length > 1 ? written.slice(0, -1) : undefined,
  };
}

function jobState(life: PresentLife): string {
  if (life.phase !== 'done') return life.phase === 'pending' ? 'PENDING' : 'RUNNING';
  if (life.result.kind !== 'error') return 'DONE';
  return life.result.code === 1 ? 'CANCELLED' : 'ERROR';
}

function stateSince(record: OperationRecord, life: PresentLife): number {
  switch (life.phase) {
    case 'pending':
      return record.createdAt;
    case 'running':
      return life.runningSince;
    case 'done':
      return life.endedAt;
  }
}

/** A UUID that is always the same for the same text, so that a cluster keeps its own over several operations. */
export function uuidFrom(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
