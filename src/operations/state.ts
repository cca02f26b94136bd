import { rpcCodes } from './code.js';
import type { OperationReading, OperationState } from './operation.js';

/**
 * The state that the server's answer stands for. `cancelled` if and only if the operation is done with error code 1: a
 * 200 on `:cancel` means no more than *requested* (google.longrunning.Operations.CancelOperation).
 * `done` without error and response is a success: "some services might not provide the result".
 * @param cancelRequested whether a cancel request of ours is on its way or was accepted.
 */
export function deriveState(
  reading: Pick<OperationReading, 'done' | 'error' | 'cancelRequested'>,
  cancelRequested: boolean,
): OperationState {
  if (!reading.done) {
    return reading.cancelRequested || cancelRequested ? 'cancelling' : 'running';
  }
  if (!reading.error) {
    return 'succeeded';
  }
  return reading.error.code === rpcCodes.CANCELLED ? 'cancelled' : 'failed';
}
