/*
 * What some 800 message types of Google's services, each describing an operation, call the same few things (their
 * protos and discovery documents, and docs/architecture.md on how they are used). What is named first is believed first.
 */

export const verbFields = [
  'verb',
  'operationType',
  'action',
  'method',
  'apiMethodName',
  'methodName',
  'apiMethod',
] as const;

/** A verb in some messages (Cloud Functions), and anything at all in others. */
export const typeFields = ['type', 'requestType'] as const;

export const targetFields = ['target', 'resource', 'resourceName', 'targetResource'] as const;

/** Several targets at once. */
export const targetListFields = ['resourceNames', 'targets', 'resources'] as const;

export const startFields = [
  'createTime',
  'startTime',
  'insertTime',
  'requestTime',
  'submitTime',
  'creationTime',
  'creationTimestamp',
  'beginTime',
  'rolloutStartTime',
  'createdTime',
  'startTimestamp',
  'createTimestamp',
  'queueTime',
  'queuedTime',
] as const;

export const endFields = [
  'endTime',
  'doneTime',
  'finishTime',
  'completeTime',
  'completionTime',
  'finishedTime',
  'completedTime',
  'stopTime',
  'endTimestamp',
  'completionTimestamp',
] as const;

/** Of an operation that is done this is its end (Vertex AI, Discovery Engine: "this is also the finish time"). */
export const updateFields = ['updateTime', 'lastUpdateTime', 'rolloutUpdateTime'] as const;

export const statusFields = [
  'statusMessage',
  'statusDetail',
  'statusDetails',
  'detail',
  'stateMessage',
  'failureReason',
  'errorMessage',
  'progressMessage',
  'ephemeralMessage',
  'description',
] as const;

export const cancelFlags = [
  'requestedCancellation',
  'cancelRequested',
  'cancellationRequested',
  'isCancellationRequested',
] as const;

/** When a cancel was asked for; Spanner: the time at which undoing began. */
export const cancelTimes = ['cancelTime', 'cancelRequestTime', 'cancellationTime', 'cancellationRequestTime'] as const;

/** Objects that hold what other messages say themselves. */
export const wrapperFields = [
  'genericMetadata',
  'commonMetadata',
  'common',
  'operationMetadata',
  'basicMetadata',
  'operationInfo',
  'timing',
  'progress',
  'annotationProgress',
  'build',
] as const;

export const requestFields = ['request', 'originalRequest'] as const;

/** Where data comes from or goes to: what is left to name an import or an export by. */
export const uriFields = [
  'outputUri',
  'outputUriPrefix',
  'outputUrlPrefix',
  'gcsOutputDirectory',
  'inputUri',
  'inputUriPrefix',
  'inputUrl',
  'uri',
] as const;
