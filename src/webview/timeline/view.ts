import type { Bar, Preset } from '../../ui/timeline/messages.js';
import { prefersLessMotion } from './dom.js';
import { barAt } from './hit.js';
import type { Memory } from './memory.js';
import { createModel, type Model } from './model.js';
import { createMotion } from './motion.js';
import { max, min, within } from './numbers.js';
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

/** Which part of the bars is seen, and what is selected. Widths are those of the picture, in pixels. */
export interface View {
  readonly model: Model;
  selected: string | undefined;
  readonly limits: Limits;
  /** What is followed; undefined where a person chose another part. */
  readonly preset: Preset | undefined;
  readonly isMoving: boolean;
  readonly selectedBar: Bar | undefined;
  /** What is seen. */
  range(): Range;
  /** Puts in place what changed and keeps in sight what was. @returns whether anything lies elsewhere. */
  settle(): boolean;
  /** The clock went on. */
  follow(): void;
  usePreset(preset: Preset): void;
  /** Exactly this, as far as it exists. */
  show(range: Range): void;
  panBy(pixels: number, width: number): void;
  zoomBy(factor: number, x: number, width: number): void;
  /** By keys: around the middle. */
  step(kind: 'zoom' | 'pan', amount: number): void;
  /** So that the bar fills most of the picture. */
  fitPlace(place: Place): void;
  /** Moves as little as is needed to see the bar's beginning, or its end where that is what fits. */
  include(place: Place): void;
  /** @param y pixels below the first lane's top. */
  barAt(x: number, y: number, width: number): Bar | undefined;
  /** Milliseconds until the present has moved by a pixel. */
  tickTime(width: number): number;
  memory(scrollTop: number, isTable: boolean): Memory;
}

export function createView({ lanes, preset, start, end, selected, opened }: Memory, collator: Intl.Collator): View {
  const model = createModel(lanes, collator, opened);
  const motion = createMotion();
  let mode = preset;
  let limits: Limits = { from: 0, to: 1, shortest };
  /** What was seen before the page was hidden, until there is something to see. */
  let recalled = start !== undefined && end !== undefined ? { start, end } : undefined;

  function leave(): void {
    mode = undefined;
    recalled = undefined;
  }

  function glide(range: Range): void {
    leave();
    motion.glide(clamp(range, limits));
  }

  function show(range: Range): void {
    leave();
    motion.jump(clamp(range, limits));
  }

  /** Zooming beyond the limits would move what is under the pointer. */
  function zoomed(range: Range, factor: number, at: number): Range {
    const length = range.to - range.from;
    return zoomAt(range, min(max(factor, shortest / length), (limits.to - limits.from) / length), at);
  }

  function rangeOf(wanted: Preset): Range {
    const now = Date.now();
    const usual = wanted === 'fit' ? usualStretch([...model.all()], now) : { start: now - lengths[wanted], end: now };
    const seen = usual ?? { start: now - lengths.hour, end: now };
    return clamp(padded({ from: model.axis.toUnits(seen.start), to: model.axis.toUnits(seen.end) }, margin), limits);
  }

  /** What goes on ends now. */
  function endOf({ from, to }: Place): number {
    return min(to, max(from, model.axis.toUnits(Date.now())));
  }

  function settle(): boolean {
    const { from, to } = motion.target;
    const seen = recalled ?? { start: model.axis.toTime(from), end: model.axis.toTime(to) };
    if (!model.settle(Date.now())) {
      return false;
    }
    limits = { ...padded(model.extent, margin), shortest };
    if (mode !== undefined) {
      motion.jump(rangeOf(mode));
      return true;
    }
    const wanted = clamp({ from: model.axis.toUnits(seen.start), to: model.axis.toUnits(seen.end) }, limits);
    if (!isSame(wanted, motion.target)) {
      motion.jump(wanted);
    }
    if (model.size > 0) {
      recalled = undefined;
    }
    return true;
  }

  return {
    model,
    selected,
    get selectedBar() {
      return model.find(this.selected);
    },
    get limits() {
      return limits;
    },
    get preset() {
      return mode;
    },
    get isMoving() {
      return motion.isMoving;
    },
    range: motion.now,
    settle,
    follow() {
      model.touch();
      settle();
    },
    usePreset(wanted) {
      const range = rangeOf(wanted);
      // To fit what fits already is to ask for everything, what stretches the axis too.
      const isFitted = wanted === 'fit' && mode === 'fit' && isSame(range, motion.target);
      mode = isFitted ? undefined : wanted;
      motion.glide(isFitted ? limits : range);
    },
    show,
    panBy(pixels, width) {
      if (pixels !== 0) {
        const { from, to } = motion.target;
        show(pan({ from, to }, (pixels / width) * (to - from)));
      }
    },
    zoomBy(factor, x, width) {
      const range = motion.target;
      show(zoomed(range, factor, unitOf(range, width, x)));
    },
    step(kind, amount) {
      const range = motion.target;
      const { from, to } = range;
      glide(kind === 'pan' ? pan(range, amount * (to - from)) : zoomed(range, amount, (from + to) / 2));
    },
    fitPlace(place) {
      const { from } = place;
      glide(padded({ from, to: from + max(endOf(place) - from, shortest) }, 0.3));
    },
    include(place) {
      const range = motion.target;
      const to = endOf(place);
      if (to < range.from || place.from > range.to) {
        const middle = (max(place.from, to - (range.to - range.from)) + to) / 2;
        glide(pan(range, middle - (range.from + range.to) / 2));
      }
    },
    barAt(x, y, width) {
      const range = motion.now();
      const now = model.axis.toUnits(Date.now());
      const near = (slack / width) * (range.to - range.from);
      const at = unitOf(range, width, x);
      return at - near > now ? undefined : barAt(model.placed, model.tops, y, min(at, now + near), near);
    },
    tickTime(width) {
      const { from, to } = motion.target;
      return within((to - from) / width, prefersLessMotion() ? calmTick : fastestTick, slowestTick);
    },
    memory(scrollTop, isTable) {
      const { from, to } = motion.target;
      const { axis, laneKind, opened: gaps } = model;
      return {
        ...(mode === undefined ? { start: axis.toTime(from), end: axis.toTime(to) } : { preset: mode }),
        lanes: laneKind,
        scrollTop,
        ...(this.selected === undefined ? {} : { selected: this.selected }),
        isTable,
        opened: gaps,
      };
    },
  };
}
