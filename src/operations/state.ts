import { rpcCodeName, rpcCodes } from './code.js';
import type { OperationReading, OperationState } from './operation.js';

/**
 * The state that the server's answer stands for. A 200 on `:cancel` means no more than *requested*
 * (google.longrunning.Operations.CancelOperation).
 * @param cancelRequested whether a cancel request of ours is on its way or was accepted.
 */
export function deriveState(
  reading: Pick<OperationReading, 'done' | 'error' | 'statedEnd' | 'cancelRequested'>,
  cancelRequested: boolean,
): OperationState {
  if (!reading.done) {
    return reading.cancelRequested || cancelRequested ? 'cancelling' : 'running';
  }
  return endOf(reading);
}

/**
 * How a done operation ended: by its error, where code 1 alone is a cancellation, else by what its own metadata says. Done
 * without either is a success, also without response: "some services might not provide the result".
 */
export function endOf({
  error,
  statedEnd,
}: Pick<OperationReading, 'error' | 'statedEnd'>): 'succeeded' | 'cancelled' | 'failed' {
  if (error) {
    return error.code === rpcCodes.CANCELLED ? 'cancelled' : 'failed';
  }
  return statedEnd?.state ?? 'succeeded';
}

/** What the server says of an end that is no success: its name for it, and its reason. */
export function endWords({
  error,
  statedEnd,
}: Pick<OperationReading, 'error' | 'statedEnd'>): { readonly code: string; readonly message: string } | undefined {
  if (error) {
    return { code: rpcCodeName(error.code) ?? String(error.code), message: error.message };
  }
  return statedEnd && { code: statedEnd.word, message: statedEnd.message };
}

/** Whether a later change took the place of the operation: "previous operations are marked as ABORTED" (AIP-151). */
export function isReplaced({ error }: Pick<OperationReading, 'error'>): boolean {
  return error?.code === rpcCodes.ABORTED;
}
