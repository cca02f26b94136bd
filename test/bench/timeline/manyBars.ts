import type { Bar } from '../../../src/ui/timeline/messages.js';

const states = ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled'] as const;
const verbs = ['create cluster', 'update instance', 'delete backup', 'restore database'] as const;
const week = 7 * 86_400_000;

/**
 * A week of operations in 40 regions, the same each time: most take minutes, one in two hundred hours, one in a hundred
 * still goes on.
 */
export function manyBars(count: number, now: number): Bar[] {
  return Array.from({ length: count }, (_, index): Bar => {
    // A linear congruence spreads them without being random.
    const spread = (index * 2_654_435_761) % 4_294_967_296;
    const goesOn = index % 100 === 0;
    const start = now - (goesOn ? 1_800_000 : week) * (spread / 4_294_967_296);
    const length = (index % 200 === 1 ? 7_200_000 : 30_000) + (spread % 600) * 1_000;
    const ended = goesOn ? undefined : Math.min(start + length, now);
    const state = goesOn ? 'running' : (states[spread % states.length] ?? 'succeeded');
    return {
      id: `operation-${index}`,
      label: `target-${index % 997}`,
      what: verbs[index % verbs.length] ?? verbs[0],
      state,
      start,
      ...(ended === undefined ? {} : { end: ended }),
      ...(state === 'cancelled' && ended !== undefined ? { cancelAskedAt: (start + ended) / 2 } : {}),
      lanes: {
        target: `target-${index % 997}`,
        region: `region-${index % 40}`,
        service: `service-${index % 10}`,
        project: `project-${index % 50}`,
      },
    };
  });
}
