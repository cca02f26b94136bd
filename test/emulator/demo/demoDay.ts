import { projectsDay } from '../../../src/sample/day/day.js';
import type { OperationSpec } from '../../../src/sample/record.js';
import { furtherServices } from '../../../src/sample/services/further.js';
import type { Emulator } from '../emulator.js';
import { workspaceDay } from './workspace.js';

/**
 * Fills an emulator with the day of the sample data, and one in Vault beside it. Returns the names of the operations.
 */
export function demoDay(emulator: Pick<Emulator, 'control'>): string[] {
  for (const service of furtherServices) emulator.control.addService(service);
  return emulator.control.createOperations(demoOperations());
}

/** The setting with which the product shows all of it. */
export const demoSettings = {
  'cloudOperations.services': ['dataproc', 'clouddeploy', 'gkehub', 'vault', ...furtherServices.map(({ id }) => id)],
} as const;

export function demoOperations(): OperationSpec[] {
  return [...projectsDay(), ...workspaceDay()];
}
