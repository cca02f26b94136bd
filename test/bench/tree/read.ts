import { operationReader, type ReaderMemory } from '../../../src/google/readings/readOperation.js';
import type { OperationReading } from '../../../src/operations/operation.js';

/** A listing as the layer above Google reads it. */
export function readingsOf(text: string, memory: ReaderMemory): readonly OperationReading[] {
  const { operations } = JSON.parse(text) as { operations: unknown[] };
  return operations.map(operationReader('longrunning', memory));
}
