import type { Bar, LaneKind, Preset, ToHost, ToPage } from '../../ui/timeline/messages.js';
import { describe } from './describe.js';
import { element, write } from './dom.js';
import { svgOf } from './exportSvg.js';
import { createFormat } from './format.js';
import { type KeyTarget, press } from './keyActs.js';
import { type Memory, remembered } from './memory.js';
import { min } from './numbers.js';
import { followPointer } from './pointer.js';
import { keySheet } from './sheet.js';
import { createStage, type Shown } from './stage.js';
import { tableOf } from './table.js';
import { readTheme } from './theme.js';
import { createTimers } from './timers.js';
import { createToolbar } from './toolbar.js';
import { createTooltip } from './tooltip.js';
import { createView } from './view.js';

type Init = Extract<ToPage, { type: 'init' }>;

/** What VS Code gives the page. */
export interface Host {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: Memory): void;
}

/** Milliseconds that a selection by keys has to last before it is told: a held key goes over many. */
const selectionRest = 120;
/** Milliseconds until what is seen is kept, and the table is written anew. */
const [keepAfter, tableAfter] = [300, 1_000];

/** The page from its first message on. */
export interface TimelinePage {
  receive(message: Exclude<ToPage, Init>): void;
  themeChanged(): void;
  /** Ends what goes on by itself: another `init` builds the page anew. */
  dispose(): void;
}

/** Builds the page. It holds what is shown and hands each part what it needs. */
export function openTimeline({ words, locale, preset, lanes }: Init, host: Host, body: HTMLElement): TimelinePage {
  const memory = remembered(host.getState(), preset, lanes);
  const format = createFormat(locale, words.twoUnits);
  const view = createView(memory, new Intl.Collator(locale, { numeric: true }));
  const { model } = view;
  const timers = createTimers();
  const tooltip = createTooltip();
  const sheet = keySheet(words);
  const live = element('div', 'live');
  const listing = element('section', 'table');
  const toolbar = createToolbar(words, { setLanes, usePreset, toggleTable, exportSvg, showKeys });
  const stage = createStage(words, format, readTheme(body), {
    toggleGap: ({ start }) => move(() => model.toggleGap(start)),
    show: (range) => move(() => view.show(range)),
    changed: () => move(() => undefined),
  });
  const target: KeyTarget = { view, usePreset, move, select, open, toggleTable, showKeys };
  let { isTable } = memory;
  let hovered: string | undefined;
  /** Pixels that were scrolled when the page was hidden, until there is something to scroll. */
  let scrollWanted: number | undefined = memory.scrollTop;
  let frame: number | undefined;

  live.ariaLive = 'polite';
  body.replaceChildren(toolbar.element, stage.element, listing, sheet, tooltip.element, live);
  followPointer(stage.drawing, {
    barAt,
    selected: () => view.selectedBar,
    select: (id) => select(id, 'hand'),
    open,
    hover(id) {
      hovered = id;
      stage.drawing.classList.toggle('on-bar', id !== undefined);
      tooltip.hide();
      redraw();
    },
    rest(id, x, y) {
      tooltip.expect(id, x, y);
      host.postMessage({ type: 'hover', id });
    },
    panBy(x, y) {
      stage.scrollTo(stage.scrollTop + y);
      move(() => view.panBy(x, stage.width));
    },
    zoomBy(factor, x) {
      const { left } = stage.drawing.getBoundingClientRect();
      move(() => view.zoomBy(factor, x - left, stage.width));
    },
  });
  body.onkeydown = (event) => {
    if (!sheet.open) {
      press(event, stage.drawing, target);
    }
  };
  showTable();
  tick();

  function usePreset(wanted: Preset): void {
    move(() => view.usePreset(wanted));
  }

  /** Makes what is seen another one. */
  function move(change: () => void): void {
    change();
    tooltip.hide();
    keep();
    redraw();
  }

  /** @param by `hand` of a person, by `key`, or `told` by the extension, which need not hear of it. */
  function select(id: string | undefined, by: 'hand' | 'key' | 'told'): void {
    view.selected = id;
    const bar = view.selectedBar;
    if (bar && by !== 'hand') {
      bringIntoView(bar);
    }
    if (bar && by !== 'told') {
      write(live, describe(bar, words, format, Date.now()));
    }
    if (by !== 'told') {
      const message: ToHost = id === undefined ? { type: 'select' } : { type: 'select', id };
      timers.anew('select', by === 'hand' ? 0 : selectionRest, () => host.postMessage(message));
    }
    keep();
    redraw();
  }

  function open(id: string): void {
    host.postMessage({ type: 'open', id });
  }

  function toggleTable(): void {
    isTable = !isTable;
    showTable();
    keep();
  }

  function showKeys(): void {
    sheet.showModal();
    // The button at its end has the focus, which a small panel scrolls to.
    sheet.scrollTop = 0;
  }

  function setLanes(by: LaneKind): void {
    model.setLaneKind(by);
    host.postMessage({ type: 'lanes', by });
    move(() => stage.scrollTo(0));
  }

  function dataChanged(): void {
    if (isTable) {
      timers.once('table', tableAfter, showTable);
    }
    redraw();
  }

  function showTable(): void {
    stage.element.hidden = isTable;
    listing.hidden = !isTable;
    const acts = { select: (id: string) => select(id, 'hand'), open };
    listing.replaceChildren(...(isTable ? [tableOf(model.all(), words, format, Date.now(), view.selected, acts)] : []));
    redraw();
  }

  function barAt({ clientX, clientY }: MouseEvent): Bar | undefined {
    const { left, top } = stage.drawing.getBoundingClientRect();
    return view.barAt(clientX - left, clientY - top + stage.scrollTop, stage.width);
  }

  function bringIntoView(bar: Bar): void {
    settle();
    const place = model.placeOf(bar);
    if (!place) {
      return;
    }
    view.include(place);
    const [top, bottom] = [model.tops[place.lane] ?? 0, model.tops[place.lane + 1] ?? 0];
    if (top < stage.scrollTop) {
      stage.scrollTo(top);
    } else if (bottom > stage.scrollTop + stage.height) {
      stage.scrollTo(min(top, bottom - stage.height));
    }
  }

  function exportSvg(): void {
    settle();
    const scene = stage.sceneOf(model, shown());
    const { measureText: measure, namesWidth } = stage;
    host.postMessage({ type: 'export', svg: svgOf(scene, { namesWidth, measure, format, title: words.title }) });
  }

  function shown(): Shown {
    const { limits, selected, selectedBar } = view;
    const isByTarget = model.laneKind === 'target';
    return {
      range: view.range(),
      limits,
      now: Date.now(),
      selected,
      selectedLane: selectedBar && model.laneOf(selectedBar),
      hovered,
      textOf: isByTarget ? ({ what }) => what : ({ label }) => label,
    };
  }

  function settle(): void {
    if (view.settle()) {
      stage.settle(model, view.limits, Date.now());
      if (scrollWanted !== undefined && model.size > 0) {
        stage.scrollTo(scrollWanted);
        scrollWanted = undefined;
      }
    }
  }

  function redraw(): void {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      toolbar.update(model.laneKind, view.preset, isTable);
      if (!isTable) {
        settle();
        stage.draw(model, shown());
        if (view.isMoving) {
          redraw();
        }
      }
    });
  }

  /** What goes on grows. As often as that is seen. */
  function tick(): void {
    timers.anew('tick', view.tickTime(stage.width), () => {
      view.follow();
      redraw();
      tick();
    });
  }

  function keep(): void {
    timers.anew('keep', keepAfter, () => host.setState(view.memory(stage.scrollTop, isTable)));
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'bars':
          model.replace(message.bars);
          dataChanged();
          break;
        case 'changes':
          model.change(message.upserts, message.removals);
          dataChanged();
          break;
        case 'select':
          if (message.id !== view.selected) {
            select(message.id, 'told');
          }
          break;
        case 'hover':
          tooltip.show(message.id, message.lines);
          break;
        case 'summary':
          toolbar.summarize(message.lines);
          break;
      }
    },
    themeChanged() {
      stage.setTheme(readTheme(body));
      model.touch();
      redraw();
    },
    dispose() {
      timers.dispose();
      cancelAnimationFrame(frame ?? 0);
      // No other one is asked for.
      frame = -1;
    },
  };
}
