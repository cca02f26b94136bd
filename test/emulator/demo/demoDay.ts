import type { Emulator } from '../emulator.js';
import type { OperationSpec } from '../operations/record.js';
import { analyticsDay } from './analytics.js';
import { edgeDay } from './edge.js';
import { webDay } from './web.js';
import { workspaceDay } from './workspace.js';

/**
 * Fills an emulator with a believable day of operations in three projects and Vault, relative to now: running, cancelling,
 * cancelled, succeeded and failed ones, each way a cancel can go, and some that start by themselves during the next minutes.
 * Returns their names.
 */
export function demoDay(emulator: Pick<Emulator, 'control'>): string[] {
  return emulator.control.createOperations(demoOperations());
}

export function demoOperations(): OperationSpec[] {
  return [...analyticsDay(), ...webDay(), ...edgeDay(), ...workspaceDay()];
}
