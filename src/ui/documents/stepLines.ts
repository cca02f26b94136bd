import type { OperationStep } from '../../google/readings/steps.js';
import { pageColumns } from '../pageText.js';
import { duration, runningDuration } from '../words/duration.js';
import { shownClock, shownTime } from '../words/time.js';

/**
 * The server's own history: when each step began, what it was and how long it took. The state of the whole lasts until the
 * next one; the last, while the operation goes on, has lasted until now.
 * @param now in milliseconds since the epoch; undefined for an operation that has ended.
 */
export function stepLines(steps: readonly OperationStep[], now: number | undefined): readonly string[] {
  const times = steps.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]).filter((time) => time !== undefined);
  const isOneDay = new Set(times.map((time) => new Date(time).toDateString())).size <= 1;
  const last = steps.findLast(({ name, startedAt }) => name === undefined && startedAt !== undefined);
  return pageColumns(
    steps.map((step) => [
      step.startedAt === undefined ? '' : (isOneDay ? shownClock : shownTime)(step.startedAt),
      step.name,
      step.state,
      tookText(step, step === last ? now : undefined),
      step.detail,
    ]),
  );
}

function tookText({ startedAt, endedAt }: OperationStep, now: number | undefined): string | undefined {
  if (startedAt === undefined) {
    return undefined;
  }
  if (endedAt !== undefined) {
    return duration(endedAt - startedAt);
  }
  return now === undefined ? undefined : runningDuration(now - startedAt);
}
