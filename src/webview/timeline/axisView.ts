import { createPool, element, on, place, write } from './dom.js';
import type { Format } from './format.js';
import { filled } from './format.js';
import type { Axis, Gap } from './gaps.js';
import { max, min } from './numbers.js';
import { stepFor, ticksIn, type Tick } from './ticks.js';
import { pixelOf, type Range, unitOf } from './viewport.js';

/** Pixels from one tick to the next, at least. */
const tickDistance = 84;
/** Pixels that a label or a button takes, with the room beside it. */
const labelRoom = 70;
const gapRoom = 26;

export interface AxisScene {
  readonly axis: Axis;
  readonly range: Range;
  readonly width: number;
  readonly now: number;
}

/** The ticks of what is seen, without those in folded gaps, and their distance in milliseconds. */
export interface Ticks {
  readonly ticks: readonly Tick[];
  readonly step: number;
}

export function ticksOf({ axis, range, width }: Omit<AxisScene, 'now'>): Ticks {
  const step = stepFor(((range.to - range.from) / width) * tickDistance);
  const [start, end] = [axis.toTime(range.from), axis.toTime(range.to)];
  const ticks: Tick[] = [];
  let from = start;
  for (const gap of axis.gaps) {
    if (gap.folded && gap.end > start && gap.start < end) {
      ticks.push(...ticksIn(from, gap.start, step));
      from = gap.end;
    }
  }
  if (from < end) {
    ticks.push(...ticksIn(from, end, step));
  }
  return { ticks, step };
}

/** The axis above the lanes: labels of ticks, a button for each gap, the word at the line of the present. */
export interface AxisView {
  readonly element: HTMLElement;
  draw(scene: AxisScene, ticks: Ticks): void;
}

export function createAxisView(
  format: Format,
  words: { readonly openGap: string; readonly now: string },
  toggleGap: (gap: Gap) => void,
): AxisView {
  const whole = element('div', 'axis');
  const corner = element('div', 'corner');
  const strip = element('div', 'ticks');
  const nowLabel = element('span', 'tick now', words.now);
  const labels = createPool(strip, () => element('span', 'tick'));
  const gaps = new Map<HTMLButtonElement, Gap>();
  const buttons = createPool(strip, () => {
    const made = element('button', 'gap');
    made.type = 'button';
    on(made, 'click', () => {
      const gap = gaps.get(made);
      if (gap) {
        toggleGap(gap);
      }
    });
    return made;
  });
  /** Pixels that the word takes, once it can be measured. */
  let nowRoom = 0;
  strip.append(nowLabel);
  whole.append(corner, strip);

  /** @returns where there is no room for labels any more. */
  function drawGaps({ axis, width }: AxisScene, x: (time: number) => number): [number, number][] {
    const taken: [number, number][] = [];
    gaps.clear();
    for (const gap of axis.gaps) {
      const [start, end] = [x(gap.start), x(gap.end)];
      const left = (max(0, start) + min(width, end) - gapRoom) / 2;
      if (end < 0 || start > width || taken.some(([, to]) => left < to)) {
        continue;
      }
      const button = buttons.next();
      gaps.set(button, gap);
      write(button, gap.folded ? '⋯' : '›‹');
      const name = filled(words.openGap, format.duration(gap.end - gap.start));
      if (button.title !== name) {
        button.title = button.ariaLabel = name;
      }
      button.ariaPressed = String(!gap.folded);
      place(button, left);
      taken.push([left, left + gapRoom]);
    }
    buttons.end();
    return taken;
  }

  return {
    element: whole,
    draw(scene, { ticks, step }) {
      const { axis, range, width, now } = scene;
      const x = (time: number): number => pixelOf(range, width, axis.toUnits(time));
      write(corner, format.daysFrom(axis.toTime(range.from), axis.toTime(unitOf(range, width, width - 1))));
      const taken = drawGaps(scene, x);
      const present = x(now);
      nowLabel.hidden = present < 0 || present > width;
      if (!nowLabel.hidden) {
        nowRoom ||= nowLabel.offsetWidth;
        const room = max(34, nowRoom + 4);
        const at = min(present + 4, width - room);
        place(nowLabel, at);
        taken.push([at - 4, at + room]);
      }
      for (const { time, isDay } of ticks) {
        const left = x(time);
        const right = left + labelRoom + 4;
        if (right > width || taken.some(([from, to]) => left < to && right > from)) {
          continue;
        }
        const label = labels.next();
        label.className = isDay ? 'tick day' : 'tick';
        write(label, isDay ? format.day(time) : format.time(time, step));
        place(label, left + 4);
        taken.push([left, right]);
      }
      labels.end();
    },
  };
}
