import type { Bar, LaneKind } from '../../ui/timeline/messages.js';

/** What is known of the thing that a lane stands for. */
export type LaneFacts = Bar['lanes'];

/** What tells targets of the same name apart, in this order. */
const tellers = ['project', 'service', 'region'] as const satisfies readonly LaneKind[];

/** Bars of the same key lie in one lane. Targets of one name in two projects, say, are two things. */
export function laneKeyOf({ lanes }: Bar, kind: LaneKind): string {
  return nameBy(lanes, kind === 'target' ? [kind, ...tellers] : [kind]);
}

/** How lanes are called: by their own name, and where others have the same one by what tells them apart as well. */
export function namesOf(lanes: readonly LaneFacts[], kind: LaneKind): string[] {
  const namesakes = new Map<string, LaneFacts[]>();
  for (const lane of lanes) {
    const same = namesakes.get(lane[kind]) ?? [];
    same.push(lane);
    namesakes.set(lane[kind], same);
  }
  const needed = new Map([...namesakes].map(([name, same]) => [name, kindsFor(same, kind)]));
  return lanes.map((lane) => nameBy(lane, needed.get(lane[kind]) ?? [kind]));
}

/** By what lanes of one name are called: no more than tells them apart. */
function kindsFor(lanes: readonly LaneFacts[], kind: LaneKind): readonly LaneKind[] {
  let kinds: readonly LaneKind[] = [kind];
  const apart = (by: readonly LaneKind[]): number => new Set(lanes.map((lane) => nameBy(lane, by))).size;
  for (const teller of tellers) {
    if (apart([...kinds, teller]) > apart(kinds)) {
      kinds = [...kinds, teller];
    }
  }
  return kinds;
}

function nameBy(lane: LaneFacts, kinds: readonly LaneKind[]): string {
  return kinds.map((kind) => lane[kind]).join(' · ');
}
