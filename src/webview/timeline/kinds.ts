import type { Bar, KeyAction, LaneKind, Preset } from '../../ui/timeline/messages.js';
import { keys } from './keys.js';

/** All members of the unions that come in messages, each in the order in which it is shown. */
export const laneKinds = membersOf<LaneKind>({ target: 0, region: 0, service: 0, project: 0 });
export const presets = membersOf<Preset>({ hour: 0, day: 0, week: 0, fit: 0 });
export const states = membersOf<Bar['state']>({
  running: 0,
  cancelling: 0,
  cancelled: 0,
  succeeded: 0,
  failed: 0,
  expired: 0,
});
export const keyActions = membersOf<KeyAction>(keys);

/** Whether a value is a member of such a list. */
export function isOneOf<Member extends string>(members: readonly Member[], value: unknown): value is Member {
  return members.includes(value as Member);
}

/** The keys of a record that does not compile while a member is missing. */
function membersOf<Member extends string>(record: Readonly<Record<Member, unknown>>): readonly Member[] {
  return Object.keys(record) as Member[];
}
