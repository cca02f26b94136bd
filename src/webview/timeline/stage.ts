import { createAxisView, ticksOf } from './axisView.js';
import { createCanvasSurface } from './canvasSurface.js';
import { element, on } from './dom.js';
import { drawLanes, type Scene } from './draw.js';
import type { Format } from './format.js';
import type { Gap } from './gaps.js';
import { histogramOf } from './histogram.js';
import { createLaneLabels } from './laneLabels.js';
import type { Model } from './model.js';
import { max, min, round } from './numbers.js';
import { createOverview } from './overview.js';
import type { Theme } from './theme.js';
import type { Limits, Range } from './viewport.js';

/** Pixels of the names beside the lanes: as the longest needs, between these, and no more than a share of the page. */
const narrowestLabels = 116;
const widestLabels = 220;
const widestShare = 0.34;
/** So many names are measured: the rest is hardly longer. */
const measuredNames = 500;
const labelPadding = 20;

export interface StageActs {
  readonly toggleGap: (gap: Gap) => void;
  readonly show: (range: Range) => void;
  /** It is as large as never before, or scrolled. */
  readonly changed: () => void;
}

/** What a picture is made of, beside what the stage knows itself. */
export interface Shown {
  readonly range: Range;
  readonly limits: Limits;
  readonly now: number;
  readonly selected: string | undefined;
  /** Key of the lane of what is selected. */
  readonly selectedLane: string | undefined;
  readonly hovered: string | undefined;
  readonly textOf: Scene['textOf'];
}

/** The timeline as elements: axis, names, drawing and overview, each in its place. */
export interface Stage {
  readonly element: HTMLElement;
  /** What has the focus, and what the pointer is on. */
  readonly drawing: HTMLElement;
  /** Pixels of the drawing. */
  readonly width: number;
  readonly height: number;
  readonly namesWidth: number;
  readonly scrollTop: number;
  scrollTo(top: number): void;
  /** Text that goes with the drawing, measured as it is drawn. */
  readonly measureText: (text: string) => number;
  setTheme(theme: Theme): void;
  /** What lies elsewhere than before: height, names, overview. */
  settle(model: Model, limits: Limits, now: number): void;
  draw(model: Model, shown: Shown): void;
  sceneOf(model: Model, shown: Shown): Omit<Scene, 'ticks'>;
}

export function createStage(
  words: { readonly title: string; readonly empty: string; readonly openGap: string; readonly now: string },
  format: Format,
  first: Theme,
  { toggleGap, show, changed }: StageActs,
): Stage {
  const whole = element('main', 'timeline');
  const drawing = element('div', 'drawing');
  const scroller = element('div', 'scroller');
  const picture = element('div', 'picture');
  const spacer = element('div', 'spacer');
  const canvas = element('canvas');
  const empty = element('p', 'empty', words.empty);
  const paint = canvas.getContext('2d', { alpha: false });
  if (!paint) {
    throw new Error('This browser has no canvas to draw on.');
  }
  const surface = createCanvasSurface(paint, first);
  const labels = createLaneLabels();
  const axisView = createAxisView(format, words, toggleGap);
  const overview = createOverview(show);
  let theme = first;
  let namesWidth = 0;
  let wantedNames = narrowestLabels;
  // Read when they change: to read them in a frame makes the browser lay out.
  let [width, height, overviewHeight, top] = [1, 1, 1, 0];

  drawing.tabIndex = 0;
  drawing.role = 'application';
  drawing.ariaLabel = words.title;
  drawing.append(canvas);
  picture.append(labels.element, drawing);
  scroller.append(picture, spacer);
  whole.append(axisView.element, scroller, overview.element, empty);
  on(scroller, 'scroll', () => {
    top = scroller.scrollTop;
    changed();
  });
  const sizes = new ResizeObserver(() => {
    measure();
    changed();
  });
  sizes.observe(scroller);
  sizes.observe(overview.element);

  function measure(): void {
    const pageWidth = max(1, whole.clientWidth);
    namesWidth = round(min(wantedNames, widestLabels, pageWidth * widestShare));
    whole.style.setProperty('--names', `${namesWidth}px`);
    // The scroll bar lies beside the picture and takes its room.
    width = max(1, scroller.clientWidth - namesWidth);
    height = max(1, scroller.clientHeight);
    overviewHeight = max(1, overview.element.clientHeight);
    picture.style.height = `${height}px`;
  }

  function sceneOf({ placed: lanes, tops, axis }: Model, shown: Shown): Omit<Scene, 'ticks'> {
    return { ...shown, lanes, tops, axis, width, top, height, theme };
  }

  return {
    element: whole,
    drawing,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    get namesWidth() {
      return namesWidth;
    },
    get scrollTop() {
      return top;
    },
    scrollTo(wanted) {
      scroller.scrollTop = wanted;
      top = scroller.scrollTop;
    },
    measureText: surface.widthOf,
    setTheme(next) {
      theme = next;
    },
    settle(model, limits, now) {
      const beyond = max(0, (model.tops.at(-1) ?? 0) - height);
      spacer.style.height = `${beyond}px`;
      top = min(top, beyond);
      empty.hidden = model.size > 0;
      const names = model.placed.slice(0, measuredNames).map(({ name }) => surface.widthOf(name) * 1.1);
      wantedNames = max(narrowestLabels, ...names) + labelPadding;
      measure();
      const counts = histogramOf(model.placed, limits, width, model.axis.toUnits(now));
      overview.draw(counts, theme, width, overviewHeight);
    },
    draw(model, shown) {
      const scene = sceneOf(model, shown);
      const ticks = ticksOf(scene);
      surface.begin(theme, width, height);
      drawLanes(surface, { ...scene, ticks: ticks.ticks });
      axisView.draw(scene, ticks);
      labels.draw(model.placed, model.tops, top, height, shown.selectedLane);
      overview.update(shown.range, shown.limits, width);
    },
    sceneOf,
  };
}
