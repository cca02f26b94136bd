import type { Bar, TimelineWords } from '../../ui/timeline/messages.js';
import { contextOf } from './context.js';
import { button, element, on } from './dom.js';
import { filled, type Format } from './format.js';
import { laneKinds } from './kinds.js';
import { goesOn, lengthOf } from './spans.js';

/** More rows than a person reads, and no more than a page lays out at once. */
const mostRows = 1_000;

/** Its target names the operation itself. */
const columns = laneKinds.filter((kind) => kind !== 'target');

export interface TableActs {
  select(id: string): void;
  open(id: string): void;
}

/** The same data as text: for screen readers, and for everybody. */
export function tableOf(
  bars: Iterable<Bar>,
  words: TimelineWords,
  format: Format,
  now: number,
  selected: string | undefined,
  acts: TableActs,
): HTMLElement {
  const sorted = [...bars].sort((one, other) => (other.start ?? other.end ?? now) - (one.start ?? one.end ?? now));
  const table = element('table');
  table.createCaption().textContent = words.title;
  const head = table.createTHead().insertRow();
  const { operation, state, start, end, duration } = words.columns;
  for (const title of [operation, state, start, end, duration, ...columns.map((kind) => words.laneKinds[kind])]) {
    const cell = element('th', '', title);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = table.createTBody();
  for (const bar of sorted.slice(0, mostRows)) {
    body.append(rowOf(bar, words, format, now, bar.id === selected, acts));
  }
  const whole = element('div', 'listing');
  whole.append(table);
  if (sorted.length > mostRows) {
    const [shown, all] = [format.number(mostRows), format.number(sorted.length)];
    whole.append(element('p', '', filled(words.tableCut, shown, all)));
  }
  return whole;
}

function rowOf(
  bar: Bar,
  words: TimelineWords,
  format: Format,
  now: number,
  isSelected: boolean,
  acts: TableActs,
): HTMLTableRowElement {
  const row = element('tr', isSelected ? 'selected' : '');
  row.dataset.vscodeContext = contextOf(bar);
  on(row, 'click', () => {
    row.parentElement?.querySelector('.selected')?.classList.remove('selected');
    row.classList.add('selected');
    acts.select(bar.id);
  });
  const name = element('th');
  name.scope = 'row';
  name.append(
    button('link', bar.label, () => acts.open(bar.id)),
    element('span', 'what', bar.what),
  );
  const state = element('td', '', words.states[bar.state]);
  state.dataset.state = bar.state;
  const time = (at: number | undefined): string => (at === undefined ? words.unknown : format.dateTime(at));
  const length = lengthOf(bar, now);
  const texts = [
    time(bar.start),
    goesOn(bar) ? '' : time(bar.end),
    length === undefined ? words.unknown : format.duration(length),
    ...columns.map((kind) => bar.lanes[kind]),
  ];
  row.append(name, state, ...texts.map((text) => element('td', '', text)));
  return row;
}
