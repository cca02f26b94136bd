import type { Emulator } from '../emulator.js';
import type { OperationSpec } from '../operations/record.js';
import { analyticsDay } from './analytics.js';
import { dataDay } from './data.js';
import { edgeDay } from './edge.js';
import { machinesDay } from './machines.js';
import { demoServices } from './services.js';
import { webDay } from './web.js';
import { workspaceDay } from './workspace.js';

/**
 * Fills an emulator with a believable day of operations in three projects and Vault, relative to now: running, cancelling,
 * cancelled, succeeded and failed ones, each way a cancel can go, and some that start by themselves during the next minutes.
 * Returns their names.
 */
export function demoDay(emulator: Pick<Emulator, 'control'>): string[] {
  for (const service of demoServices) emulator.control.addService(service);
  return emulator.control.createOperations(demoOperations());
}

/** The setting with which the product shows all of it. */
export const demoSettings = {
  'cloudOperations.services': ['dataproc', 'clouddeploy', 'gkehub', 'vault', ...demoServices.map(({ id }) => id)],
} as const;

export function demoOperations(): OperationSpec[] {
  return [...analyticsDay(), ...dataDay(), ...webDay(), ...machinesDay(), ...edgeDay(), ...workspaceDay()];
}
