import type { LaneKind, Preset, TimelineWords } from '../../ui/timeline/messages.js';
import { button, element, on } from './dom.js';
import { laneKinds, presets } from './kinds.js';

export interface ToolbarActs {
  readonly setLanes: (kind: LaneKind) => void;
  readonly usePreset: (preset: Preset) => void;
  readonly toggleTable: () => void;
  readonly exportSvg: () => void;
  readonly showKeys: () => void;
}

/** What is above the timeline: what the lanes stand for, how much is seen, the summary, and the rest. */
export interface Toolbar {
  readonly element: HTMLElement;
  update(lanes: LaneKind, preset: Preset | undefined, isTable: boolean): void;
  /** @param lines the first is always seen, the others on demand. */
  summarize(lines: readonly string[]): void;
}

export function createToolbar(words: TimelineWords, acts: ToolbarActs): Toolbar {
  const bar = element('header', 'toolbar');
  const label = element('label', '', words.lanesBy);
  const select = element('select');
  const range = element('div', 'presets');
  const summary = element('details', 'summary');
  const ends = element('div', 'ends');
  for (const kind of laneKinds) {
    const option = element('option', '', words.laneKinds[kind]);
    option.value = kind;
    select.append(option);
  }
  on(select, 'change', () => acts.setLanes(select.value as LaneKind));
  label.append(select);
  const choices = presets.map((preset) => {
    const made = button('', words.presets[preset], () => acts.usePreset(preset));
    made.title = words.keys[preset];
    range.append(made);
    return { preset, made };
  });
  const table = button('', words.showTable, acts.toggleTable);
  const keys = button('', '?', acts.showKeys);
  keys.title = keys.ariaLabel = words.keysTitle;
  ends.append(table, button('', words.exportSvg, acts.exportSvg), keys);
  summary.hidden = true;
  bar.append(label, range, summary, ends);
  return {
    element: bar,
    update(lanes, used, isTable) {
      select.value = lanes;
      choices.forEach(({ preset, made }) => (made.ariaPressed = String(preset === used)));
      table.textContent = isTable ? words.showTimeline : words.showTable;
    },
    summarize([first, ...others]) {
      summary.hidden = first === undefined;
      summary.classList.toggle('single', others.length === 0);
      const head = element('summary', '', first);
      head.title = first ?? '';
      const rest = element('div', 'more');
      rest.append(...others.map((line) => element('p', '', line)));
      summary.replaceChildren(head, rest);
    },
  };
}
