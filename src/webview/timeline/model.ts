import type { Bar, LaneKind } from '../../ui/timeline/messages.js';
import { Axis, axisOf, united } from './gaps.js';
import type { PlacedLane, PlacedRow } from './hit.js';
import type { LaneLayout } from './lanes.js';
import { layoutOf, topsOf } from './lanes.js';
import { medianLength, spanOf } from './spans.js';
import type { Range } from './viewport.js';

/** So much before the present is never folded, nor left out of what can be seen, in milliseconds. */
const recent = 3_600_000;

interface Lane {
  readonly name: string;
  readonly bars: Map<string, Bar>;
  layout: LaneLayout;
  /** Where its bars are on the axis; undefined while that is not known. */
  placed: PlacedLane | undefined;
}

/** All bars in their lanes and rows, and the axis they lie on. What changes is put in its place by `settle`. */
export class Model {
  private readonly bars = new Map<string, Bar>();
  private readonly lanes = new Map<string, Lane>();
  /** Lanes of which something changed since `settle`. */
  private readonly changed = new Set<Lane>();
  private readonly openedGaps: Set<number>;
  private nominal = 60_000;
  private gapsChanged = true;

  /** In the order in which they are shown. */
  placed: readonly PlacedLane[] = [];
  tops: readonly number[] = [0];
  axis = new Axis([], 0);
  /** All that can be seen, in units of the axis. */
  extent: Range = { from: 0, to: recent };

  constructor(
    private kind: LaneKind,
    private readonly collator: Intl.Collator,
    opened: readonly number[] = [],
  ) {
    this.openedGaps = new Set(opened);
  }

  get size(): number {
    return this.bars.size;
  }

  get laneKind(): LaneKind {
    return this.kind;
  }

  all(): IterableIterator<Bar> {
    return this.bars.values();
  }

  find(id: string): Bar | undefined {
    return this.bars.get(id);
  }

  replace(bars: readonly Bar[]): void {
    this.bars.clear();
    this.clearLanes();
    this.change(bars, []);
  }

  change(upserts: readonly Bar[], removals: readonly string[]): void {
    removals.forEach((id) => this.remove(id));
    for (const bar of upserts) {
      this.remove(bar.id);
      this.bars.set(bar.id, bar);
      this.put(bar);
    }
  }

  setLaneKind(kind: LaneKind): void {
    this.kind = kind;
    this.clearLanes();
    this.bars.forEach((bar) => this.put(bar));
  }

  /** The gaps that a person wants to see, by their starts. */
  get opened(): readonly number[] {
    return [...this.openedGaps];
  }

  toggleGap(start: number): void {
    if (!this.openedGaps.delete(start)) {
      this.openedGaps.add(start);
    }
    this.gapsChanged = true;
  }

  /**
   * Puts in place what changed.
   * @param now milliseconds since the epoch.
   * @returns whether anything lies elsewhere than before.
   */
  settle(now: number): boolean {
    if (this.changed.size === 0 && !this.gapsChanged) {
      return false;
    }
    this.nominal = medianLength(this.bars.values(), this.bars.size, now);
    for (const lane of this.changed) {
      if (lane.bars.size === 0) {
        this.lanes.delete(lane.name);
      } else {
        lane.layout = layoutOf([...lane.bars.values()].flatMap((bar) => spanOf(bar, this.nominal, now) ?? []));
        lane.placed = undefined;
      }
    }
    this.changed.clear();
    this.gapsChanged = false;
    this.place(now);
    return true;
  }

  /** Makes `settle` look at the axis again: the clock went on, and what is idle grew. */
  touch(): void {
    this.gapsChanged = true;
  }

  private place(now: number): void {
    const shown = [...this.lanes.values()].filter(({ layout }) => layout.rows.length > 0).sort(this.order);
    const active = shown
      .flatMap(({ layout }) => layout.active)
      .map(({ start, end }) => ({ start, end: clip(end, now) }));
    active.push({ start: now - recent, end: now });
    const stretches = united(active.sort((one, other) => one.start - other.start));
    const axis = axisOf(stretches, this.openedGaps);
    // Where every moment stays where it was, only the lanes that changed are placed anew.
    const isSame = axis.isLike(this.axis);
    this.axis = axis;
    this.extent = {
      from: this.axis.toUnits(stretches[0]?.start ?? now - recent),
      to: this.axis.toUnits(stretches.at(-1)?.end ?? now),
    };
    this.placed = shown.map((lane) => {
      lane.placed = (isSame ? lane.placed : undefined) ?? {
        name: lane.name,
        rows: lane.layout.rows.map((row) => this.placeRow(row)),
      };
      return lane.placed;
    });
    this.tops = topsOf(shown.map(({ layout }) => layout.rows.length));
  }

  private placeRow(row: LaneLayout['rows'][number]): PlacedRow {
    const from = new Float64Array(row.length);
    const to = new Float64Array(row.length);
    row.forEach(({ start, end }, index) => {
      from[index] = this.axis.toUnits(start);
      to[index] = this.axis.toUnits(end);
    });
    return { bars: row.map(({ bar }) => bar), from, to };
  }

  /** Targets are many: the one where something began last comes first. Of the others a person knows the names. */
  private readonly order = (one: Lane, other: Lane): number =>
    (this.kind === 'target' ? other.layout.newest - one.layout.newest : 0) ||
    this.collator.compare(one.name, other.name);

  private put(bar: Bar): void {
    const name = bar.lanes[this.kind];
    const lane = this.lanes.get(name) ?? { name, bars: new Map(), layout: layoutOf([]), placed: undefined };
    this.lanes.set(name, lane);
    lane.bars.set(bar.id, bar);
    this.changed.add(lane);
  }

  private remove(id: string): void {
    const bar = this.bars.get(id);
    const lane = bar && this.lanes.get(bar.lanes[this.kind]);
    if (lane) {
      lane.bars.delete(id);
      this.changed.add(lane);
    }
    this.bars.delete(id);
  }

  private clearLanes(): void {
    this.lanes.clear();
    this.changed.clear();
    this.gapsChanged = true;
  }
}

/** When nothing goes on at infinity, it goes on until now. */
function clip(end: number, now: number): number {
  return end === Infinity ? now : end;
}
