import type { LaneKind, Preset } from '../../ui/timeline/messages.js';
import { isOneOf, laneKinds, presets } from './kinds.js';

/** What a page that was hidden has to know to look as it did. VS Code keeps it (`setState`) as long as the view is there. */
export interface Memory {
  /** Undefined where a person moved away from it: then `start` and `end` are what is seen, in milliseconds. */
  readonly preset?: Preset;
  readonly start?: number;
  readonly end?: number;
  readonly lanes: LaneKind;
  /** Pixels. */
  readonly scrollTop: number;
  readonly selected?: string;
  readonly isTable: boolean;
  /** The starts of the gaps that a person wants to see. */
  readonly opened: readonly number[];
}

/** What was kept, as far as it is of that shape: another version of the page may have kept it. */
export function remembered(state: unknown, preset: Preset, lanes: LaneKind): Memory {
  const kept = (typeof state === 'object' && state !== null ? state : {}) as Readonly<Record<string, unknown>>;
  const [start, end] = [numberOf(kept.start), numberOf(kept.end)];
  const hasRange = start !== undefined && end !== undefined && start < end;
  const known = isOneOf(presets, kept.preset) ? kept.preset : preset;
  return {
    ...(hasRange ? { start, end } : { preset: known }),
    lanes: isOneOf(laneKinds, kept.lanes) ? kept.lanes : lanes,
    scrollTop: numberOf(kept.scrollTop) ?? 0,
    ...(typeof kept.selected === 'string' ? { selected: kept.selected } : {}),
    isTable: kept.isTable === true,
    opened: Array.isArray(kept.opened) ? kept.opened.filter((one) => numberOf(one) !== undefined) : [],
  };
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
