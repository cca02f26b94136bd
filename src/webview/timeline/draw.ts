import type { Bar } from '../../ui/timeline/messages.js';
import { createDensity } from './density.js';
import type { Axis } from './gaps.js';
import { glyphSize } from './glyphs.js';
import { firstFrom, type PlacedLane, type PlacedRow } from './hit.js';
import { barHeight, laneAt, lanePadding, rowHeight } from './lanes.js';
import { max, min, round } from './numbers.js';
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
  const { lanes, tops, top, height } = scene;
  const last = min(lanes.length - 1, laneAt(tops, top + height));
  const drawRow = createRowDrawing(surface, scene);
  for (let index = max(0, laneAt(tops, top)); index <= last; index++) {
    const laneTop = (tops[index] ?? 0) - top;
    lanes[index]?.rows.forEach((row, rowIndex) => {
      const y = laneTop + lanePadding + rowIndex * rowHeight;
      if (y + rowHeight >= 0 && y <= height) {
        drawRow(row, y + (rowHeight - barHeight) / 2);
      }
    });
  }
}

/** What lies behind the bars: folded gaps, ticks, lines between lanes, the present. */
function drawGround(surface: Surface, { axis, range, width, height, ticks, tops, top, now, theme }: Scene): void {
  const x = (time: number): number => pixelOf(range, width, axis.toUnits(time));
  const down = (at: number, color: string): void => surface.fill(round(at), 0, 1, height, color);
  for (const { start, end, folded } of axis.gaps) {
    const [from, to] = [max(0, x(start)), min(width, x(end))];
    if (folded && to > from) {
      surface.hatch(from, 0, to - from, height, theme.line);
    }
  }
  ticks.forEach(({ time }) => down(x(time), theme.line));
  for (let index = max(1, laneAt(tops, top)); index < tops.length; index++) {
    const y = (tops[index] ?? 0) - top - 1;
    if (y > height) {
      break;
    }
    surface.fill(0, round(y), width, 1, theme.line);
  }
  const present = x(now);
  if (present >= 0 && present <= width) {
    down(present, theme.now);
  }
}

/**
 * Draws rows. What it needs for each is made once: a frame draws thousands of bars.
 * @returns what draws a row; its second parameter is the bars' upper edge.
 */
function createRowDrawing(surface: Surface, scene: Scene): (row: PlacedRow, y: number) => void {
  const { axis, range, width, theme, selected, hovered } = scene;
  const { states } = theme;
  const nowUnits = axis.toUnits(scene.now);
  /** Pixels of a unit. */
  const scale = width / (range.to - range.from);
  const density = createDensity(({ from, to, state }) => {
    surface.fill(from, y, to - from, barHeight, states[state].small);
  });
  let y = 0;
  /** Where the row is free, left of the bar that is drawn next. */
  let free = 0;

  const xOfUnits = (units: number): number => (units - range.from) * scale;
  const xOf = (time: number): number => xOfUnits(axis.toUnits(time));

  function drawBar(bar: Bar, x: number, right: number, next: number): void {
    const { fill, small, strong } = states[bar.state];
    // What lies far outside the picture is not handed to the canvas: it would be cut there at some cost.
    const [left, end] = [max(x, -2 * space), min(right, width + 2 * space)];
    if (right - x < smallBar) {
      surface.fill(x, y, right - x, barHeight, small);
    } else {
      const isDashed = bar.start === undefined;
      surface.fill(left, y, end - left, barHeight, fill);
      drawHatching(bar, left, end);
      surface.frame(left, y, end - left, barHeight, strong, { left: !isDashed, right: !goesOn(bar) }, isDashed);
      const notch = bar.cancelAskedAt === undefined ? NaN : xOf(bar.cancelAskedAt);
      if (notch >= 0 && notch <= width) {
        surface.notch(notch, y, strong);
      }
    }
    drawWords(bar, max(left, 0), right, next);
  }

  /** Where nobody can tell: all of what expired, and from a request to cancel to the server's word on it. */
  function drawHatching(bar: Bar, left: number, right: number): void {
    const { state, end, cancelAskedAt, cancelSettledAt } = bar;
    const isEndUnknown = !goesOn(bar) && end === undefined;
    if (state === 'expired' || isEndUnknown) {
      surface.hatch(left, y, right - left, barHeight, states[state].strong);
    } else if (cancelAskedAt !== undefined) {
      const from = max(left, xOf(cancelAskedAt));
      const to = cancelSettledAt === undefined ? right : min(right, xOf(cancelSettledAt));
      if (to > from) {
        surface.hatch(from, y, to - from, barHeight, states.cancelling.strong);
      }
    }
  }

  /** Glyph and text, each where there is room for the whole of it: in the bar, else behind it, else before it. */
  function drawWords(bar: Bar, left: number, right: number, next: number): void {
    const middle = y + barHeight / 2;
    const { fill, strong } = states[bar.state];
    const text = scene.textOf(bar);
    const needed = surface.widthOf(text);
    const visible = min(right, width);
    const before = free;
    const isGlyphInside = visible - left >= glyphSize + space;
    const hasGlyph = isGlyphInside || next - right >= glyphSize + space;
    const behind = visible + space + (isGlyphInside ? 0 : glyphSize);
    free = visible;
    if (hasGlyph) {
      surface.glyph(isGlyphInside ? visible - glyphSize - 2 : right + 2, y + 1, bar.state, strong);
      free = behind;
    }
    if (needed + glyphSize + 3 * space <= visible - left) {
      // A hatching behind letters makes them hard to read.
      if (bar.state === 'expired' || bar.cancelAskedAt !== undefined) {
        surface.fill(left + space - 2, y + 1, needed + 4, barHeight - 2, fill);
      }
      surface.text(left + space, middle, text, theme.text);
    } else if (hasGlyph && behind + needed + space <= next) {
      surface.text(behind, middle, text, theme.quietText);
      free = behind + needed;
    } else if (left - before >= needed + 3 * space) {
      surface.text(left - space - needed, middle, text, theme.quietText);
    }
  }

  function drawMark(x: number, right: number, isSelected: boolean): void {
    const [left, end] = [max(x, -4 * space) - 2, min(right, width + 4 * space) + 2];
    const color = isSelected ? theme.focus : theme.quietText;
    // Of what is selected two pixels thick.
    for (const inset of isSelected ? [0, 1] : [0]) {
      const [across, down] = [end - left - 2 * inset, barHeight + 4 - 2 * inset];
      surface.frame(left + inset, y - 2 + inset, across, down, color, { left: true, right: true }, false);
    }
  }

  return (row, top) => {
    y = top;
    free = 0;
    for (let index = firstFrom(row, range.from); index < row.bars.length; index++) {
      const bar = row.bars[index];
      const from = row.from[index] ?? 0;
      const x = xOfUnits(from);
      if (!bar || x >= width) {
        break;
      }
      const end = xOfUnits(min(row.to[index] ?? 0, max(nowUnits, from)));
      const next = min(width, xOfUnits(row.from[index + 1] ?? Infinity));
      // Alone it is made wide enough to be seen; in a crowd it becomes part of it.
      const right = max(end, min(x + smallBar, next - 1));
      if (right - x < 1) {
        density.add(x, bar.state);
        free = x + 1;
      } else {
        density.flush();
        drawBar(bar, x, right, next);
      }
      const isSelected = bar.id === selected;
      if (isSelected || bar.id === hovered) {
        drawMark(x, max(right, x + 1), isSelected);
      }
    }
    density.flush();
  };
}
