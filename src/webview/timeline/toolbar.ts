import type { LaneKind, Preset, TimelineWords } from '../../ui/timeline/messages.js';
import { button, element } from './dom.js';
import { laneKinds, presets } from './kinds.js';

export interface ToolbarActs {
  setLanes(kind: LaneKind): void;
  usePreset(preset: Preset): void;
  toggleTable(): void;
  exportSvg(): void;
  showKeys(): void;
}

/** What is above the timeline: what the lanes stand for, how much is seen, the summary, and the rest. */
export class Toolbar {
  readonly element = element('header', 'toolbar');
  private readonly select = element('select');
  private readonly presets = new Map<Preset, HTMLButtonElement>();
  private readonly table: HTMLButtonElement;
  private readonly summary = element('details', 'summary');

  constructor(
    private readonly words: TimelineWords,
    acts: ToolbarActs,
  ) {
    const label = element('label', '', words.lanesBy);
    for (const kind of laneKinds) {
      const option = element('option', '', words.laneKinds[kind]);
      option.value = kind;
      this.select.append(option);
    }
    this.select.addEventListener('change', () => acts.setLanes(this.select.value as LaneKind));
    label.append(this.select);
    const range = element('div', 'presets');
    for (const preset of presets) {
      const made = button('', words.presets[preset], () => acts.usePreset(preset));
      made.title = words.keys[preset];
      this.presets.set(preset, made);
      range.append(made);
    }
    this.table = button('', words.showTable, () => acts.toggleTable());
    const ends = element('div', 'ends');
    const keysButton = button('', '?', () => acts.showKeys());
    keysButton.title = words.keysTitle;
    keysButton.setAttribute('aria-label', words.keysTitle);
    ends.append(
      this.table,
      button('', words.exportSvg, () => acts.exportSvg()),
      keysButton,
    );
    this.summary.hidden = true;
    this.element.append(label, range, this.summary, ends);
  }

  update(lanes: LaneKind, preset: Preset | undefined, isTable: boolean): void {
    this.select.value = lanes;
    this.presets.forEach((made, name) => made.setAttribute('aria-pressed', String(name === preset)));
    this.table.textContent = isTable ? this.words.showTimeline : this.words.showTable;
  }

  /** @param lines the first is always seen, the others on demand. */
  summarize(lines: readonly string[]): void {
    const [first, ...others] = lines;
    this.summary.hidden = first === undefined;
    this.summary.classList.toggle('single', others.length === 0);
    const head = element('summary', '', first);
    head.title = first ?? '';
    const rest = element('div', 'more');
    rest.append(...others.map((line) => element('p', '', line)));
    this.summary.replaceChildren(head, rest);
  }
}
