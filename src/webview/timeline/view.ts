import type { Bar, Preset } from '../../ui/timeline/messages.js';
import { prefersLessMotion } from './dom.js';
import { barAt } from './hit.js';
import type { Memory } from './memory.js';
import { Model } from './model.js';
import { Motion } from './motion.js';
import { usualStretch } from './spans.js';
import { clamp, isSame, type Limits, padded, pan, type Range, unitOf, zoomAt } from './viewport.js';
import type { Place } from './walk.js';

/** The least that is seen at once, in milliseconds. */
const shortest = 5_000;
/** Margins as shares of what is seen, and of all there is. */
const margin = 0.03;
/** Pixels that a pointer may miss a bar by. */
const slack = 3;
/** Milliseconds between two pictures that differ by nothing but the time. */
const [fastestTick, calmTick, slowestTick] = [1_000, 10_000, 60_000];

const lengths = { hour: 3_600_000, day: 86_400_000, week: 7 * 86_400_000 } satisfies Record<
  Exclude<Preset, 'fit'>,
  number
>;

/** Which part of the bars is seen, and what is selected. */
export class View {
  readonly model: Model;
  selected: string | undefined;
  limits: Limits = { from: 0, to: 1, shortest };
  private readonly motion = new Motion();
  private mode: Preset | undefined;
  /** What was seen before the page was hidden, until there is something to see. */
  private recalled: { readonly start: number; readonly end: number } | undefined;

  constructor(memory: Memory, collator: Intl.Collator) {
    this.model = new Model(memory.lanes, collator, memory.opened);
    this.selected = memory.selected;
    this.mode = memory.preset;
    if (memory.start !== undefined && memory.end !== undefined) {
      this.recalled = { start: memory.start, end: memory.end };
    }
  }

  /** What is followed; undefined where a person chose another part. */
  get preset(): Preset | undefined {
    return this.mode;
  }

  get isMoving(): boolean {
    return this.motion.isMoving;
  }

  /** @param now of `performance.now`. */
  range(now: number): Range {
    return this.motion.at(now);
  }

  /**
   * Puts in place what changed and keeps in sight what was.
   * @param now milliseconds since the epoch. @returns whether anything lies elsewhere.
   */
  settle(now: number): boolean {
    const { axis } = this.model;
    const { from, to } = this.motion.target;
    const seen = this.recalled ?? { start: axis.toTime(from), end: axis.toTime(to) };
    if (!this.model.settle(now)) {
      return false;
    }
    const { extent } = this.model;
    this.limits = { ...padded(extent, margin), shortest };
    if (this.mode !== undefined) {
      this.motion.jump(this.presetRange(this.mode, now));
    } else {
      const range = { from: this.model.axis.toUnits(seen.start), to: this.model.axis.toUnits(seen.end) };
      const wanted = clamp(range, this.limits);
      if (!isSame(wanted, this.motion.target)) {
        this.motion.jump(wanted);
      }
      if (this.model.size > 0) {
        this.recalled = undefined;
      }
    }
    return true;
  }

  /** The clock went on. */
  follow(now: number): void {
    this.model.touch();
    this.settle(now);
  }

  usePreset(preset: Preset, now: number): void {
    const range = this.presetRange(preset, now);
    // To fit what fits already is to ask for everything, what stretches the axis too.
    const isFitted = preset === 'fit' && this.mode === 'fit' && isSame(range, this.motion.target);
    this.mode = isFitted ? undefined : preset;
    this.motion.glide(isFitted ? { from: this.limits.from, to: this.limits.to } : range, performance.now());
  }

  /** Exactly this, as far as it exists. */
  show(range: Range): void {
    this.leave();
    this.motion.jump(clamp(range, this.limits));
  }

  /** @param pixels of a picture so wide. */
  panBy(pixels: number, width: number): void {
    if (pixels !== 0) {
      const { from, to } = this.motion.target;
      this.show(pan({ from, to }, (pixels / width) * (to - from)));
    }
  }

  zoomBy(factor: number, x: number, width: number): void {
    const range = this.motion.target;
    this.show(zoomAt(range, this.possible(factor, range), unitOf(range, width, x)));
  }

  /** By keys: around what is selected where that is seen, else around the middle. */
  step(kind: 'zoom' | 'pan', amount: number): void {
    const range = this.motion.target;
    const wanted =
      kind === 'pan'
        ? pan(range, amount * (range.to - range.from))
        : zoomAt(range, this.possible(amount, range), this.center(range));
    this.leave();
    this.motion.glide(clamp(wanted, this.limits), performance.now());
  }

  /** So that the bar fills most of the picture. */
  fitPlace(place: Place, now: number): void {
    const to = Math.min(place.to, Math.max(place.from, this.model.axis.toUnits(now)));
    const length = Math.max(to - place.from, shortest);
    this.leave();
    this.motion.glide(
      clamp(padded({ from: place.from, to: place.from + length }, 0.3), this.limits),
      performance.now(),
    );
  }

  /** Moves as little as is needed to see the bar's beginning, or its end where that is what fits. */
  include(place: Place, now: number): void {
    const range = this.motion.target;
    const to = Math.min(place.to, Math.max(place.from, this.model.axis.toUnits(now)));
    if (to < range.from || place.from > range.to) {
      const middle = (Math.max(place.from, to - (range.to - range.from)) + to) / 2;
      this.leave();
      this.motion.glide(clamp(pan(range, middle - (range.from + range.to) / 2), this.limits), performance.now());
    }
  }

  /** @param y pixels below the first lane's top. */
  barAt(x: number, y: number, width: number, now: number): Bar | undefined {
    const range = this.motion.at(performance.now());
    const { placed, tops, axis } = this.model;
    const at = Math.min(unitOf(range, width, x), axis.toUnits(now) + (slack / width) * (range.to - range.from));
    const isBehindNow = unitOf(range, width, x - slack) > axis.toUnits(now);
    return isBehindNow ? undefined : barAt(placed, tops, y, at, (slack / width) * (range.to - range.from));
  }

  /** Milliseconds until the present has moved by a pixel. */
  tickTime(width: number): number {
    const { from, to } = this.motion.target;
    const least = prefersLessMotion() ? calmTick : fastestTick;
    return Math.min(slowestTick, Math.max(least, (to - from) / width));
  }

  memory(scrollTop: number, isTable: boolean): Memory {
    const { from, to } = this.motion.target;
    const { axis, laneKind: lanes, opened } = this.model;
    return {
      ...(this.mode === undefined ? { start: axis.toTime(from), end: axis.toTime(to) } : { preset: this.mode }),
      lanes,
      scrollTop,
      ...(this.selected === undefined ? {} : { selected: this.selected }),
      isTable,
      opened,
    };
  }

  private leave(): void {
    this.mode = undefined;
    this.recalled = undefined;
  }

  /** Zooming beyond the limits would move what is under the pointer. */
  private possible(factor: number, { from, to }: Range): number {
    const length = to - from;
    return Math.min(Math.max(factor, shortest / length), (this.limits.to - this.limits.from) / length);
  }

  private center(range: Range): number {
    return (range.from + range.to) / 2;
  }

  private presetRange(preset: Preset, now: number): Range {
    const { axis } = this.model;
    const usual =
      preset === 'fit' ? usualStretch([...this.model.all()], now) : { start: now - lengths[preset], end: now };
    const { start, end } = usual ?? { start: now - lengths.hour, end: now };
    return clamp(padded({ from: axis.toUnits(start), to: axis.toUnits(end) }, margin), this.limits);
  }
}
