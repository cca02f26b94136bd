import { element, place, Pool, write } from './dom.js';
import type { Format } from './format.js';
import { filled } from './format.js';
import type { Axis, Gap } from './gaps.js';
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
  readonly format: Format;
  readonly openGap: string;
  readonly nowText: string;
  readonly now: number;
}

/** The ticks of what is seen, without those in folded gaps, and their distance in milliseconds. */
export function ticksOf({ axis, range, width }: Pick<AxisScene, 'axis' | 'range' | 'width'>): {
  readonly ticks: readonly Tick[];
  readonly step: number;
} {
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
export class AxisView {
  readonly corner = element('div', 'corner');
  readonly element = element('div', 'ticks');
  private readonly labels = new Pool(this.element, () => element('span', 'tick'));
  private readonly buttons: Pool<HTMLButtonElement>;
  private readonly nowLabel = element('span', 'tick now');
  private readonly gaps = new Map<HTMLButtonElement, Gap>();

  constructor(toggleGap: (gap: Gap) => void) {
    this.element.append(this.nowLabel);
    this.buttons = new Pool(this.element, () => {
      const made = element('button', 'gap');
      made.type = 'button';
      made.addEventListener('click', () => {
        const gap = this.gaps.get(made);
        if (gap) {
          toggleGap(gap);
        }
      });
      return made;
    });
  }

  draw(scene: AxisScene, ticks: readonly Tick[], step: number): void {
    const { axis, range, width, format, now } = scene;
    const x = (time: number): number => pixelOf(range, width, axis.toUnits(time));
    write(this.corner, format.daysFrom(axis.toTime(range.from), axis.toTime(unitOf(range, width, width - 1))));
    const taken = this.drawGaps(scene, x);
    const present = x(now);
    this.nowLabel.hidden = present < 0 || present > width;
    if (!this.nowLabel.hidden) {
      write(this.nowLabel, scene.nowText);
      const at = Math.min(present + 4, width - 34);
      place(this.nowLabel, at);
      taken.push([at - 4, at + 34]);
    }
    for (const { time, isDay } of ticks) {
      const at = x(time) + 4;
      const [left, right] = [at - 4, at + labelRoom];
      if (right > width || taken.some(([from, to]) => left < to && right > from)) {
        continue;
      }
      const label = this.labels.next();
      label.className = isDay ? 'tick day' : 'tick';
      write(label, isDay ? format.day(time) : format.time(time, step));
      place(label, at);
      taken.push([left, right]);
    }
    this.labels.end();
  }

  /** @returns where there is no room for labels any more. */
  private drawGaps({ axis, width, format, openGap }: AxisScene, x: (time: number) => number): [number, number][] {
    const taken: [number, number][] = [];
    this.gaps.clear();
    for (const gap of axis.gaps) {
      const middle = (Math.max(0, x(gap.start)) + Math.min(width, x(gap.end))) / 2;
      const left = middle - gapRoom / 2;
      if (x(gap.end) < 0 || x(gap.start) > width || taken.some(([, to]) => left < to)) {
        continue;
      }
      const button = this.buttons.next();
      this.gaps.set(button, gap);
      write(button, gap.folded ? '⋯' : '›‹');
      const name = filled(openGap, format.duration(gap.end - gap.start));
      if (button.title !== name) {
        button.title = name;
        button.setAttribute('aria-label', name);
      }
      button.setAttribute('aria-pressed', String(!gap.folded));
      place(button, left);
      taken.push([left, left + gapRoom]);
    }
    this.buttons.end();
    return taken;
  }
}
