import { AxisView, ticksOf } from './axisView.js';
import { CanvasSurface } from './canvasSurface.js';
import { element, write } from './dom.js';
import { drawLanes, type Scene } from './draw.js';
import type { Format } from './format.js';
import type { Gap } from './gaps.js';
import { histogramOf } from './histogram.js';
import { LaneLabels } from './laneLabels.js';
import type { Model } from './model.js';
import { Overview } from './overview.js';
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
  toggleGap(gap: Gap): void;
  show(range: Range): void;
  /** It is as large as never before, or scrolled. */
  changed(): void;
}

/** What a picture is made of, beside what the stage knows itself. */
export interface Shown {
  readonly range: Range;
  readonly limits: Limits;
  readonly now: number;
  readonly selected: string | undefined;
  readonly selectedLane: string | undefined;
  readonly hovered: string | undefined;
  readonly textOf: Scene['textOf'];
}

/** The timeline as elements: axis, names, drawing and overview, each in its place. */
export class Stage {
  readonly element = element('main', 'timeline');
  /** What has the focus, and what the pointer is on. */
  readonly drawing = element('div', 'drawing');
  readonly scroller = element('div', 'scroller');
  private readonly picture = element('div', 'picture');
  private readonly spacer = element('div', 'spacer');
  private readonly canvas = element('canvas');
  private readonly empty = element('p', 'empty');
  private readonly labels = new LaneLabels();
  private readonly axisView: AxisView;
  private readonly overview: Overview;
  private readonly surface: CanvasSurface;
  private labelWidth = 0;
  private wantedNames = narrowestLabels;
  /** Pixels of the drawing. Read when they change: to read them in a frame makes the browser lay out. */
  width = 1;
  height = 1;
  private overviewHeight = 1;
  private top = 0;

  constructor(
    private readonly words: {
      readonly title: string;
      readonly empty: string;
      readonly openGap: string;
      readonly now: string;
    },
    private readonly format: Format,
    private theme: Theme,
    acts: StageActs,
  ) {
    const paint = this.canvas.getContext('2d', { alpha: false });
    if (!paint) {
      throw new Error('This browser has no canvas to draw on.');
    }
    this.surface = new CanvasSurface(paint, theme);
    this.axisView = new AxisView((gap) => acts.toggleGap(gap));
    this.overview = new Overview((range) => acts.show(range));
    this.drawing.tabIndex = 0;
    this.drawing.setAttribute('role', 'application');
    this.drawing.setAttribute('aria-label', words.title);
    write(this.empty, words.empty);
    const axis = element('div', 'axis');
    axis.append(this.axisView.corner, this.axisView.element);
    this.drawing.append(this.canvas);
    this.picture.append(this.labels.element, this.drawing);
    this.scroller.append(this.picture, this.spacer);
    this.element.append(axis, this.scroller, this.overview.element, this.empty);
    this.scroller.addEventListener('scroll', () => {
      this.top = this.scroller.scrollTop;
      acts.changed();
    });
    const sizes = new ResizeObserver(() => {
      this.measure();
      acts.changed();
    });
    sizes.observe(this.scroller);
    sizes.observe(this.overview.element);
  }

  get scrollTop(): number {
    return this.top;
  }

  scrollTo(top: number): void {
    this.scroller.scrollTop = top;
    this.top = this.scroller.scrollTop;
  }

  /** Text that goes with the drawing, measured as it is drawn. */
  readonly measureText = (text: string): number => this.surface.widthOf(text);

  get namesWidth(): number {
    return this.labelWidth;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
  }

  /** What lies elsewhere than before: height, names, overview. */
  settle(model: Model, limits: Limits, now: number): void {
    const total = model.tops.at(-1) ?? 0;
    this.spacer.style.height = `${Math.max(0, total - this.height)}px`;
    this.top = Math.min(this.top, Math.max(0, total - this.height));
    this.empty.hidden = model.size > 0;
    const names = model.placed.slice(0, measuredNames).map(({ name }) => this.surface.widthOf(name) * 1.1);
    this.wantedNames = Math.max(narrowestLabels, ...names) + labelPadding;
    this.measure();
    const counts = histogramOf(model.placed, limits, this.width, model.axis.toUnits(now));
    this.overview.draw(counts, this.theme, this.width, this.overviewHeight);
  }

  draw(model: Model, shown: Shown): void {
    const { range, limits, now } = shown;
    const { axis } = model;
    const { ticks, step } = ticksOf({ axis, range, width: this.width });
    const scene = { ...this.sceneOf(model, shown), ticks };
    this.surface.begin(this.theme, this.width, this.height);
    drawLanes(this.surface, scene);
    const { openGap } = this.words;
    this.axisView.draw(
      { axis, range, width: this.width, format: this.format, openGap, nowText: this.words.now, now },
      ticks,
      step,
    );
    this.labels.draw(model.placed, model.tops, this.top, this.height, shown.selectedLane);
    this.overview.update(range, limits, this.width);
  }

  sceneOf(model: Model, shown: Shown): Omit<Scene, 'ticks'> {
    const { range, now, selected, hovered, textOf } = shown;
    const { placed: lanes, tops, axis } = model;
    const { width, top, height, theme } = this;
    return { lanes, tops, axis, range, width, top, height, now, selected, hovered, textOf, theme };
  }

  private measure(): void {
    const pageWidth = Math.max(1, this.element.clientWidth);
    this.labelWidth = Math.round(Math.min(this.wantedNames, widestLabels, pageWidth * widestShare));
    this.element.style.setProperty('--names', `${this.labelWidth}px`);
    // The scroll bar lies beside the picture and takes its room.
    this.width = Math.max(1, this.scroller.clientWidth - this.labelWidth);
    this.height = Math.max(1, this.scroller.clientHeight);
    this.overviewHeight = Math.max(1, this.overview.element.clientHeight);
    this.picture.style.height = `${this.height}px`;
  }
}
