import { ticksOf } from './axisView.js';
import { drawLanes, type Scene } from './draw.js';
import type { Format } from './format.js';
import { lanePadding, rowHeight } from './lanes.js';
import { ceil } from './numbers.js';
import { createSvgSurface } from './svgSurface.js';
import { pixelOf } from './viewport.js';

/** Pixels of the axis, and between names and drawing. */
const axisHeight = 24;
const space = 8;

/**
 * The drawing as an SVG document: what is seen from left to right, and all lanes.
 * @param namesWidth pixels of the lanes' names. @param measure of a text's width.
 */
export function svgOf(
  shown: Omit<Scene, 'ticks' | 'top' | 'height'>,
  {
    namesWidth,
    measure,
    format,
    title,
  }: {
    readonly namesWidth: number;
    readonly measure: (text: string) => number;
    readonly format: Format;
    readonly title: string;
  },
): string {
  const { lanes, tops, theme, axis, range, width } = shown;
  const height = ceil(tops.at(-1) ?? 0);
  const { ticks, step } = ticksOf({ axis, range, width });
  const surface = createSvgSurface(theme, measure);
  const days = format.daysFrom(axis.toTime(range.from), axis.toTime(range.to));
  surface.text(space, axisHeight / 2, days, theme.text);
  surface.begin(namesWidth, 0, width, axisHeight);
  let free = 0;
  for (const { time, isDay } of ticks) {
    const x = pixelOf(range, width, axis.toUnits(time)) + space / 2;
    const text = isDay ? format.day(time) : format.time(time, step);
    if (x >= free && x + measure(text) <= width) {
      surface.text(x, axisHeight / 2, text, isDay ? theme.text : theme.quietText);
      free = x + measure(text) + space;
    }
  }
  surface.end();
  surface.begin(0, axisHeight, namesWidth - space, height);
  lanes.forEach(({ name }, index) => {
    surface.text(space, (tops[index] ?? 0) + lanePadding + rowHeight / 2, name, theme.text);
  });
  surface.end();
  surface.begin(namesWidth, axisHeight, width, height);
  drawLanes(surface, { ...shown, ticks, top: 0, height });
  surface.end();
  return surface.document(namesWidth + width, axisHeight + height, title);
}
