import type { OperationReading } from './operation.js';

/** Whether two readings say the same, so that an unchanged row is not drawn again. */
export function sameReading(a: OperationReading, b: OperationReading): boolean {
  return (
    a.done === b.done &&
    a.cancelRequested === b.cancelRequested &&
    a.statusText === b.statusText &&
    a.endTime === b.endTime &&
    a.startTime === b.startTime &&
    a.verb === b.verb &&
    a.target === b.target &&
    a.targetKind === b.targetKind &&
    a.error?.code === b.error?.code &&
    a.error?.message === b.error?.message
  );
}

/** The server's part of an operation alone. */
export function toReading(operation: OperationReading): OperationReading {
  return {
    name: operation.name,
    done: operation.done,
    error: operation.error,
    verb: operation.verb,
    target: operation.target,
    targetKind: operation.targetKind,
    startTime: operation.startTime,
    endTime: operation.endTime,
    statusText: operation.statusText,
    cancelRequested: operation.cancelRequested,
  };
}
