import type { Bar } from '../../ui/timeline/messages.js';
import { Density } from './density.js';
import type { Axis } from './gaps.js';
import { glyphSize } from './glyphs.js';
import { firstFrom, type PlacedLane, type PlacedRow } from './hit.js';
import { barHeight, laneAt, lanePadding, rowHeight } from './lanes.js';
import { goesOn } from './spans.js';
import type { Surface } from './surface.js';
import type { Theme } from './theme.js';
import type { Tick } from './ticks.js';
import { pixelOf, type Range } from './viewport.js';

/** What is to be drawn, and how. */
export interface Scene {
  readonly lanes: readonly PlacedLane[];
  readonly tops: readonly number[];
  readonly axis: Axis;
  /** What is seen, in units of the axis. */
  readonly range: Range;
  readonly width: number;
  /** What is seen of the lanes, in pixels from the top of the first. */
  readonly top: number;
  readonly height: number;
  readonly ticks: readonly Tick[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly selected: string | undefined;
  readonly hovered: string | undefined;
  /** What is written at a bar: what its lane does not say already. */
  readonly textOf: (bar: Bar) => string;
  readonly theme: Theme;
}

/** Pixels below which a bar has no frame, and is at least as wide where it has the room. */
const smallBar = 3;
/** Pixels between a bar's edge and its text or glyph, and between its text and the next bar. */
const space = 4;

export function drawLanes(surface: Surface, scene: Scene): void {
  drawGround(surface, scene);
  const first = Math.max(0, laneAt(scene.tops, scene.top));
  const last = Math.min(scene.lanes.length - 1, laneAt(scene.tops, scene.top + scene.height));
  const drawing = new RowDrawing(surface, scene);
  for (let index = first; index <= last; index++) {
    const laneTop = (scene.tops[index] ?? 0) - scene.top;
    scene.lanes[index]?.rows.forEach((row, rowIndex) => {
      const y = laneTop + lanePadding + rowIndex * rowHeight;
      if (y + rowHeight >= 0 && y <= scene.height) {
        drawing.draw(row, y + (rowHeight - barHeight) / 2);
      }
    });
  }
}

/** What lies behind the bars: folded gaps, ticks, lines between lanes, the present. */
function drawGround(surface: Surface, { axis, range, width, height, ticks, tops, top, now, theme }: Scene): void {
  const x = (time: number): number => pixelOf(range, width, axis.toUnits(time));
  for (const { start, end, folded } of axis.gaps) {
    const [from, to] = [Math.max(0, x(start)), Math.min(width, x(end))];
    if (folded && to > from) {
      surface.hatch(from, 0, to - from, height, theme.line);
    }
  }
  for (const { time } of ticks) {
    surface.line(x(time), 0, x(time) + 1, height, theme.line);
  }
  for (let index = Math.max(1, laneAt(tops, top)); index < tops.length; index++) {
    const y = (tops[index] ?? 0) - top - 1;
    if (y > height) {
      break;
    }
    surface.line(0, y, width, y + 1, theme.line);
  }
  const present = x(now);
  if (present >= 0 && present <= width) {
    surface.line(present, 0, present + 1, height, theme.now);
  }
}

/** Draws rows. What it needs for each is made once: a frame draws thousands of bars. */
class RowDrawing {
  private y = 0;
  /** Where the row is free, left of the bar that is drawn next. */
  private free = 0;
  private readonly density: Density;
  private readonly nowUnits: number;
  /** Pixels of a unit. */
  private readonly scale: number;

  constructor(
    private readonly surface: Surface,
    private readonly scene: Scene,
  ) {
    this.density = new Density(({ from, to, state }) => {
      surface.fill(from, this.y, to - from, barHeight, scene.theme.states[state].small);
    });
    this.nowUnits = scene.axis.toUnits(scene.now);
    this.scale = scene.width / (scene.range.to - scene.range.from);
  }

  /** @param y of the bars' upper edge. */
  draw(row: PlacedRow, y: number): void {
    this.y = y;
    this.free = 0;
    const { range, width } = this.scene;
    for (let index = firstFrom(row, range.from); index < row.bars.length; index++) {
      const bar = row.bars[index];
      const x = this.x(row.from[index] ?? 0);
      if (!bar || x >= width) {
        break;
      }
      const end = this.x(Math.min(row.to[index] ?? 0, Math.max(this.nowUnits, row.from[index] ?? 0)));
      const next = Math.min(width, this.x(row.from[index + 1] ?? Infinity));
      // Alone it is made wide enough to be seen; in a crowd it becomes part of it.
      const right = Math.max(end, Math.min(x + smallBar, next - 1));
      if (right - x < 1) {
        this.density.add(x, bar.state);
        this.free = x + 1;
      } else {
        this.density.flush();
        this.bar(bar, x, right, next);
      }
      if (bar.id === this.scene.selected || bar.id === this.scene.hovered) {
        this.mark(x, Math.max(right, x + 1), bar.id === this.scene.selected);
      }
    }
    this.density.flush();
  }

  private bar(bar: Bar, x: number, right: number, next: number): void {
    const { surface, y } = this;
    const { fill, small, strong } = this.scene.theme.states[bar.state];
    // What lies far outside the picture is not handed to the canvas: it would be cut there at some cost.
    const [left, width] = [Math.max(x, -2 * space), Math.min(right, this.scene.width + 2 * space)];
    const length = width - left;
    if (right - x < smallBar) {
      surface.fill(x, y, right - x, barHeight, small);
    } else {
      surface.fill(left, y, length, barHeight, fill);
      this.hatchings(bar, left, width);
      const sides = { left: bar.start !== undefined, right: !goesOn(bar) };
      surface.frame(left, y, length, barHeight, strong, sides, bar.start === undefined);
      this.notch(bar, strong);
    }
    this.words(bar, Math.max(left, 0), right, next);
  }

  /** Where nobody can tell: all of what expired, and from a request to cancel to the server's word on it. */
  private hatchings(bar: Bar, left: number, right: number): void {
    const { strong } = this.scene.theme.states[bar.state];
    const isEndUnknown = !goesOn(bar) && bar.end === undefined;
    if (bar.state === 'expired' || isEndUnknown) {
      this.surface.hatch(left, this.y, right - left, barHeight, strong);
    } else if (bar.cancelAskedAt !== undefined) {
      const from = Math.max(left, this.xOf(bar.cancelAskedAt));
      const to = bar.cancelSettledAt === undefined ? right : Math.min(right, this.xOf(bar.cancelSettledAt));
      if (to > from) {
        this.surface.hatch(from, this.y, to - from, barHeight, this.scene.theme.states.cancelling.strong);
      }
    }
  }

  private notch({ cancelAskedAt }: Bar, color: string): void {
    const x = cancelAskedAt === undefined ? NaN : this.xOf(cancelAskedAt);
    if (x >= 0 && x <= this.scene.width) {
      this.surface.notch(x, this.y, color);
    }
  }

  /** Glyph and text, each where there is room for the whole of it: in the bar, else behind it, else before it. */
  private words(bar: Bar, left: number, right: number, next: number): void {
    const { surface, scene, y, free } = this;
    const middle = y + barHeight / 2;
    const { fill, strong } = scene.theme.states[bar.state];
    const text = scene.textOf(bar);
    const width = surface.widthOf(text);
    const visible = Math.min(right, scene.width);
    const isGlyphInside = visible - left >= glyphSize + space;
    const isGlyphBehind = !isGlyphInside && next - right >= glyphSize + space;
    const behind = visible + space + (isGlyphBehind ? glyphSize : 0);
    this.free = visible;
    if (isGlyphInside || isGlyphBehind) {
      surface.glyph(isGlyphInside ? visible - glyphSize - 2 : right + 2, y + 1, bar.state, strong);
      this.free = behind;
    }
    if (width + glyphSize + 3 * space <= visible - left) {
      // A hatching behind letters makes them hard to read.
      if (bar.state === 'expired' || bar.cancelAskedAt !== undefined) {
        surface.fill(left + space - 2, y + 1, width + 4, barHeight - 2, fill);
      }
      surface.text(left + space, middle, text, scene.theme.text);
    } else if ((isGlyphInside || isGlyphBehind) && behind + width + space <= next) {
      surface.text(behind, middle, text, scene.theme.quietText);
      this.free = behind + width;
    } else if (left - free >= width + 3 * space) {
      surface.text(left - space - width, middle, text, scene.theme.quietText);
    }
  }

  private mark(x: number, right: number, isSelected: boolean): void {
    const { theme } = this.scene;
    const [left, end] = [Math.max(x, -4 * space) - 2, Math.min(right, this.scene.width + 4 * space) + 2];
    const color = isSelected ? theme.focus : theme.quietText;
    const sides = { left: true, right: true };
    this.surface.frame(left, this.y - 2, end - left, barHeight + 4, color, sides, false);
    if (isSelected) {
      this.surface.frame(left + 1, this.y - 1, end - left - 2, barHeight + 2, color, sides, false);
    }
  }

  private x(units: number): number {
    return (units - this.scene.range.from) * this.scale;
  }

  private xOf(time: number): number {
    return this.x(this.scene.axis.toUnits(time));
  }
}
