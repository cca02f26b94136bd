import type { OperationSpec } from '../record.js';
import { analyticsDay } from './analytics.js';
import { dataDay } from './data.js';
import { edgeDay } from './edge.js';
import { machinesDay } from './machines.js';
import { webDay } from './web.js';

/**
 * A believable day of operations in three projects, relative to when it begins: running, cancelling, cancelled, succeeded
 * and failed ones, each way a cancel can go, and some that start by themselves during the next minutes.
 */
export function projectsDay(): OperationSpec[] {
  return [...analyticsDay(), ...dataDay(), ...webDay(), ...machinesDay(), ...edgeDay()];
}
