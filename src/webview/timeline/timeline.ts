import type { Bar, LaneKind, Preset, ToHost, ToPage } from '../../ui/timeline/messages.js';
import { describe } from './describe.js';
import { element, write } from './dom.js';
import { svgOf } from './exportSvg.js';
import { Format } from './format.js';
import { type KeyTarget, press } from './keyActs.js';
import { type Memory, remembered } from './memory.js';
import { Pointer } from './pointer.js';
import { keySheet } from './sheet.js';
import { Stage } from './stage.js';
import { tableOf } from './table.js';
import { readTheme } from './theme.js';
import { Timers } from './timers.js';
import { Toolbar, type ToolbarActs } from './toolbar.js';
import { Tooltip } from './tooltip.js';
import { View } from './view.js';
import { placeOf } from './walk.js';

type Init = Extract<ToPage, { type: 'init' }>;

export interface Host {
  post(message: ToHost): void;
  getState(): unknown;
  setState(state: Memory): void;
}

/** Milliseconds that a selection by keys has to last before it is told: a held key goes over many. */
const selectionRest = 120;
/** Milliseconds until what is seen is kept, and the table is written anew. */
const [keepAfter, tableAfter] = [300, 1_000];

/** The page from its first message on: it holds what is shown and hands each part what it needs. */
export class Timeline implements KeyTarget, ToolbarActs {
  readonly view: View;
  private readonly format: Format;
  private readonly toolbar: Toolbar;
  private readonly stage: Stage;
  private readonly tooltip = new Tooltip();
  private readonly sheet: HTMLDialogElement;
  private readonly live = element('div', 'live');
  private readonly listing = element('section', 'table');
  private theme = readTheme(document.body);
  private hovered: string | undefined;
  private isTable: boolean;
  /** Pixels that were scrolled when the page was hidden, until there is something to scroll. */
  private scrollWanted: number | undefined;
  private frame: number | undefined;
  private readonly timers = new Timers();

  constructor(
    private readonly init: Init,
    private readonly host: Host,
    private readonly body: HTMLElement,
  ) {
    const memory = remembered(host.getState(), init.preset, init.lanes);
    const { words, locale } = init;
    this.format = new Format(locale);
    this.isTable = memory.isTable;
    this.view = new View(memory, new Intl.Collator(locale, { numeric: true }));
    this.toolbar = new Toolbar(words, this);
    this.stage = new Stage(words, this.format, this.theme, {
      toggleGap: ({ start }) => this.move(() => this.view.model.toggleGap(start)),
      show: (range) => this.move(() => this.view.show(range)),
      changed: () => this.move(() => undefined),
    });
    this.sheet = keySheet(words);
    this.live.setAttribute('aria-live', 'polite');
    body.replaceChildren(
      this.toolbar.element,
      this.stage.element,
      this.listing,
      this.sheet,
      this.tooltip.element,
      this.live,
    );
    this.listen();
    this.showTable();
    this.scrollWanted = memory.scrollTop;
    this.tick();
  }

  receive(message: Exclude<ToPage, Init>): void {
    switch (message.type) {
      case 'bars':
        this.view.model.replace(message.bars);
        this.dataChanged();
        break;
      case 'changes':
        this.view.model.change(message.upserts, message.removals);
        this.dataChanged();
        break;
      case 'select':
        if (message.id !== this.view.selected) {
          this.select(message.id, 'told');
        }
        break;
      case 'hover':
        this.tooltip.show(message.id, message.lines);
        break;
      case 'summary':
        this.toolbar.summarize(message.lines);
        break;
    }
  }

  /** Ends what goes on by itself: another `init` builds the page anew. */
  dispose(): void {
    this.timers.dispose();
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = -1;
  }

  themeChanged(): void {
    this.theme = readTheme(this.body);
    this.stage.setTheme(this.theme);
    this.view.model.touch();
    this.redraw();
  }

  usePreset(preset: Preset): void {
    this.move(() => this.view.usePreset(preset, Date.now()));
  }

  /** Makes what is seen another one. */
  move(change: () => void): void {
    change();
    this.tooltip.hide();
    this.keep();
    this.redraw();
  }

  /** @param by `hand` of a person, by `key`, or `told` by the extension, which need not hear of it. */
  select(id: string | undefined, by: 'hand' | 'key' | 'told'): void {
    this.view.selected = id;
    const bar = id === undefined ? undefined : this.view.model.find(id);
    if (bar && by !== 'hand') {
      this.bringIntoView(bar);
    }
    if (bar && by !== 'told') {
      write(this.live, describe(bar, this.init.words, this.format, Date.now()));
    }
    if (by !== 'told') {
      const message: ToHost = id === undefined ? { type: 'select' } : { type: 'select', id };
      this.timers.anew('select', by === 'hand' ? 0 : selectionRest, () => this.host.post(message));
    }
    this.keep();
    this.redraw();
  }

  open(id: string): void {
    this.host.post({ type: 'open', id });
  }

  toggleTable(): void {
    this.isTable = !this.isTable;
    this.showTable();
    this.keep();
  }

  showKeys(): void {
    this.sheet.showModal();
  }

  setLanes(kind: LaneKind): void {
    this.view.model.setLaneKind(kind);
    this.host.post({ type: 'lanes', by: kind });
    this.move(() => this.stage.scrollTo(0));
  }

  private dataChanged(): void {
    if (this.isTable) {
      this.timers.once('table', tableAfter, () => this.showTable());
    }
    this.redraw();
  }

  private showTable(): void {
    const { selected, model } = this.view;
    this.stage.element.hidden = this.isTable;
    this.listing.hidden = !this.isTable;
    const acts = { select: (id: string) => this.select(id, 'hand'), open: (id: string) => this.open(id) };
    this.listing.replaceChildren(
      ...(this.isTable ? [tableOf(model.all(), this.init.words, this.format, Date.now(), selected, acts)] : []),
    );
    this.redraw();
  }

  private listen(): void {
    new Pointer(this.stage.drawing, {
      barAt: (x, y) => this.barAt(x, y),
      selected: () => this.view.model.find(this.view.selected ?? ''),
      select: (id) => this.select(id, 'hand'),
      open: (id) => this.open(id),
      hover: (id) => {
        this.hovered = id;
        this.stage.drawing.classList.toggle('on-bar', id !== undefined);
        this.tooltip.hide();
        this.redraw();
      },
      rest: (id, x, y) => {
        this.tooltip.expect(id, x, y);
        this.host.post({ type: 'hover', id });
      },
      panBy: (x, y) => {
        this.stage.scrollTo(this.stage.scrollTop + y);
        this.move(() => this.view.panBy(x, this.stage.width));
      },
      zoomBy: (factor, x) => {
        const left = this.stage.drawing.getBoundingClientRect().left;
        this.move(() => this.view.zoomBy(factor, x - left, this.stage.width));
      },
    });
    this.body.onkeydown = (event) => {
      if (!this.sheet.open) {
        press(event, this.stage.drawing, this);
      }
    };
  }

  private barAt(clientX: number, clientY: number): Bar | undefined {
    const { left, top } = this.stage.drawing.getBoundingClientRect();
    return this.view.barAt(clientX - left, clientY - top + this.stage.scrollTop, this.stage.width, Date.now());
  }

  private bringIntoView(bar: Bar): void {
    const { model } = this.view;
    this.settle();
    const place = placeOf(model.placed, bar.lanes[model.laneKind], bar.id);
    if (!place) {
      return;
    }
    this.view.include(place, Date.now());
    const [top, bottom] = [model.tops[place.lane] ?? 0, model.tops[place.lane + 1] ?? 0];
    const { scrollTop, height } = this.stage;
    if (top < scrollTop) {
      this.stage.scrollTo(top);
    } else if (bottom > scrollTop + height) {
      this.stage.scrollTo(Math.min(top, bottom - height));
    }
  }

  exportSvg(): void {
    this.settle();
    const scene = this.stage.sceneOf(this.view.model, this.shown());
    const { measureText: measure, namesWidth } = this.stage;
    const { title } = this.init.words;
    this.host.post({ type: 'export', svg: svgOf(scene, { namesWidth, measure, format: this.format, title }) });
  }

  private shown() {
    const { view, hovered } = this;
    const bar = view.selected === undefined ? undefined : view.model.find(view.selected);
    return {
      range: view.range(performance.now()),
      limits: view.limits,
      now: Date.now(),
      selected: view.selected,
      selectedLane: bar?.lanes[view.model.laneKind],
      hovered,
      textOf: view.model.laneKind === 'target' ? (one: Bar) => one.what : (one: Bar) => one.label,
    };
  }

  private settle(): void {
    if (this.view.settle(Date.now())) {
      this.stage.settle(this.view.model, this.view.limits, Date.now());
      if (this.scrollWanted !== undefined && this.view.model.size > 0) {
        this.stage.scrollTo(this.scrollWanted);
        this.scrollWanted = undefined;
      }
    }
  }

  redraw(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.toolbar.update(this.view.model.laneKind, this.view.preset, this.isTable);
      if (!this.isTable) {
        this.settle();
        this.stage.draw(this.view.model, this.shown());
        if (this.view.isMoving) {
          this.redraw();
        }
      }
    });
  }

  /** What goes on grows. As often as that is seen. */
  private tick(): void {
    this.timers.anew('tick', this.view.tickTime(this.stage.width), () => {
      this.view.follow(Date.now());
      this.redraw();
      this.tick();
    });
  }

  private keep(): void {
    this.timers.anew('keep', keepAfter, () => this.host.setState(this.view.memory(this.stage.scrollTop, this.isTable)));
  }
}
