import type { Bar } from '../../../src/ui/timeline/messages.js';

/** A moment at which nothing special is: a Wednesday at noon, in UTC. */
export const noon = Date.UTC(2026, 6, 15, 12);
export const minute = 60_000;
export const hour = 60 * minute;

/** A bar that succeeded, apart from what is said of it. */
export function bar(id: string, fields: Partial<Bar> = {}): Bar {
  const lanes = { target: 'target', region: 'region', service: 'service', project: 'project' };
  return { id, label: id, what: 'create cluster', state: 'succeeded', lanes, ...fields };
}
