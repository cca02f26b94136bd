import type { Bar, LaneKind } from '../../ui/timeline/messages.js';
import { type Axis, axisOf, createAxis, united } from './gaps.js';
import type { PlacedLane, PlacedRow } from './hit.js';
import { laneKeyOf, namesOf } from './laneNames.js';
import type { LaneLayout } from './lanes.js';
import { layoutOf, topsOf } from './lanes.js';
import { medianLength, spanOf } from './spans.js';
import type { Range } from './viewport.js';
import { type Place, placeOf } from './walk.js';

/** So much before the present is never folded, nor left out of what can be seen, in milliseconds. */
const recent = 3_600_000;

interface Lane {
  readonly key: string;
  readonly facts: Bar['lanes'];
  readonly bars: Map<string, Bar>;
  layout: LaneLayout;
  /** Where its bars are on the axis; undefined while that is not known. */
  placed: PlacedLane | undefined;
}

/** All bars in their lanes and rows, and the axis they lie on. What changes is put in its place by `settle`. */
export interface Model {
  readonly size: number;
  readonly laneKind: LaneKind;
  /** In the order in which they are shown. */
  readonly placed: readonly PlacedLane[];
  readonly tops: readonly number[];
  readonly axis: Axis;
  /** All that can be seen, in units of the axis. */
  readonly extent: Range;
  /** The gaps that a person wants to see, by their starts. */
  readonly opened: readonly number[];
  all(): IterableIterator<Bar>;
  find(id: string | undefined): Bar | undefined;
  /** Key of the lane that a bar lies in. */
  laneOf(bar: Bar): string;
  /** Where a bar is, as of the last `settle`. */
  placeOf(bar: Bar): Place | undefined;
  replace(bars: readonly Bar[]): void;
  change(upserts: readonly Bar[], removals: readonly string[]): void;
  setLaneKind(kind: LaneKind): void;
  toggleGap(start: number): void;
  /**
   * Puts in place what changed.
   * @param now milliseconds since the epoch.
   * @returns whether anything lies elsewhere than before.
   */
  settle(now: number): boolean;
  /** Makes `settle` look at the axis again: the clock went on, and what is idle grew. */
  touch(): void;
}

export function createModel(firstKind: LaneKind, collator: Intl.Collator, opened: readonly number[] = []): Model {
  const bars = new Map<string, Bar>();
  const lanes = new Map<string, Lane>();
  /** Lanes of which something changed since `settle`. */
  const changed = new Set<Lane>();
  const openedGaps = new Set(opened);
  let kind = firstKind;
  let gapsChanged = true;
  let placed: readonly PlacedLane[] = [];
  let tops: readonly number[] = [0];
  let axis = createAxis([], 0);
  let extent: Range = { from: 0, to: recent };

  function clearLanes(): void {
    lanes.clear();
    changed.clear();
    gapsChanged = true;
  }

  function put(bar: Bar): void {
    const key = laneKeyOf(bar, kind);
    const lane = lanes.get(key) ?? { key, facts: bar.lanes, bars: new Map(), layout: layoutOf([]), placed: undefined };
    lanes.set(key, lane);
    lane.bars.set(bar.id, bar);
    changed.add(lane);
  }

  function remove(id: string): void {
    const bar = bars.get(id);
    const lane = bar && lanes.get(laneKeyOf(bar, kind));
    if (lane) {
      lane.bars.delete(id);
      changed.add(lane);
    }
    bars.delete(id);
  }

  function change(upserts: readonly Bar[], removals: readonly string[]): void {
    removals.forEach(remove);
    for (const bar of upserts) {
      remove(bar.id);
      bars.set(bar.id, bar);
      put(bar);
    }
  }

  /** Targets are many: the one where something began last comes first. Of the others a person knows the names. */
  function order(one: Lane, other: Lane): number {
    return (
      (kind === 'target' ? other.layout.newest - one.layout.newest : 0) ||
      collator.compare(one.facts[kind], other.facts[kind]) ||
      collator.compare(one.key, other.key)
    );
  }

  function placeRow(row: LaneLayout['rows'][number]): PlacedRow {
    return {
      bars: row.map(({ bar }) => bar),
      from: new Float64Array(row.map(({ start }) => axis.toUnits(start))),
      to: new Float64Array(row.map(({ end }) => axis.toUnits(end))),
    };
  }

  function placeAll(now: number): void {
    const shown = [...lanes.values()].filter(({ layout }) => layout.rows.length > 0).sort(order);
    const active = shown
      .flatMap(({ layout }) => layout.active)
      // What goes on at infinity goes on until now.
      .map(({ start, end }) => ({ start, end: end === Infinity ? now : end }));
    active.push({ start: now - recent, end: now });
    const stretches = united(active.sort((one, other) => one.start - other.start));
    const before = axis.key;
    axis = axisOf(stretches, openedGaps);
    extent = {
      from: axis.toUnits(stretches[0]?.start ?? now - recent),
      to: axis.toUnits(stretches.at(-1)?.end ?? now),
    };
    const names = namesOf(
      shown.map(({ facts }) => facts),
      kind,
    );
    placed = shown.map((lane, index) => {
      const { key, layout } = lane;
      const name = names[index] ?? key;
      // Where every moment stays where it was, only the lanes that changed are placed anew.
      const known = axis.key === before ? lane.placed : undefined;
      lane.placed = known?.name === name ? known : { key, name, rows: known?.rows ?? layout.rows.map(placeRow) };
      return lane.placed;
    });
    tops = topsOf(shown.map(({ layout }) => layout.rows.length));
  }

  return {
    get size() {
      return bars.size;
    },
    get laneKind() {
      return kind;
    },
    get placed() {
      return placed;
    },
    get tops() {
      return tops;
    },
    get axis() {
      return axis;
    },
    get extent() {
      return extent;
    },
    get opened() {
      return [...openedGaps];
    },
    all: () => bars.values(),
    find: (id) => bars.get(id ?? ''),
    laneOf: (bar) => laneKeyOf(bar, kind),
    placeOf: (bar) => placeOf(placed, laneKeyOf(bar, kind), bar.id),
    replace(all) {
      bars.clear();
      clearLanes();
      change(all, []);
    },
    change,
    setLaneKind(next) {
      kind = next;
      clearLanes();
      bars.forEach(put);
    },
    toggleGap(start) {
      if (!openedGaps.delete(start)) {
        openedGaps.add(start);
      }
      gapsChanged = true;
    },
    settle(now) {
      if (changed.size === 0 && !gapsChanged) {
        return false;
      }
      const nominal = medianLength(bars.values(), bars.size, now);
      for (const lane of changed) {
        if (lane.bars.size === 0) {
          lanes.delete(lane.key);
        } else {
          lane.layout = layoutOf([...lane.bars.values()].flatMap((bar) => spanOf(bar, nominal, now) ?? []));
          lane.placed = undefined;
        }
      }
      changed.clear();
      gapsChanged = false;
      placeAll(now);
      return true;
    },
    touch() {
      gapsChanged = true;
    },
  };
}
