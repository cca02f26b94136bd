import { projectsDay } from '../../src/sample/day/day.js';
import type { OperationSpec } from '../../src/sample/record.js';
import { lifeAt, type PresentLife } from '../../src/sample/scenario.js';
import type { Bar } from '../../src/ui/timeline/messages.js';

/** The sample's day as bars. @param now when it begins: most of it lies before. */
export function dayBars(now: number): Bar[] {
  return projectsDay().flatMap((spec, index) => {
    const createdAt = now - (spec.createdAgoMs ?? 0);
    const elsewhere = spec.cancelledElsewhereAfterMs;
    const cancelledAt = elsewhere === undefined ? undefined : createdAt + elsewhere;
    const life = spec.scenario && lifeAt({ scenario: spec.scenario, createdAt, cancelledAt }, now);
    return life && life.phase !== 'absent' ? [barOf(spec, `operation-${index}`, life, createdAt, cancelledAt)] : [];
  });
}

function barOf(spec: OperationSpec, id: string, life: PresentLife, start: number, cancelledAt?: number): Bar {
  const segments = (spec.target ?? 'unnamed').split('/');
  const label = segments.at(-1) ?? '';
  const kind = segments.at(-2)?.replace(/s$/, '') ?? 'cluster';
  return {
    id,
    label,
    what: `${spec.verb ?? 'create'} ${kind}`,
    state: stateOf(life),
    start,
    ...(life.phase === 'done' ? { end: life.endedAt } : {}),
    ...(life.cancelRequested && cancelledAt !== undefined ? { cancelAskedAt: cancelledAt } : {}),
    lanes: {
      target: label,
      region: spec.location ?? 'No region',
      service: spec.service,
      project: spec.project ?? 'No project',
    },
  };
}

function stateOf(life: PresentLife): Bar['state'] {
  if (life.phase !== 'done') {
    return life.cancelRequested ? 'cancelling' : 'running';
  }
  return life.result.kind !== 'error' ? 'succeeded' : life.result.code === 1 ? 'cancelled' : 'failed';
}
