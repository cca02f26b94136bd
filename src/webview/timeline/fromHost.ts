import type { Bar, TimelineWords, ToPage } from '../../ui/timeline/messages.js';
import { isOneOf, keyActions, laneKinds, presets, states } from './kinds.js';
import { abs } from './numbers.js';

type Fields = Readonly<Record<string, unknown>>;

/** What each word is: a text, or texts by these keys. */
const words = {
  title: 0,
  lanesBy: 0,
  laneKinds,
  presets,
  showTable: 0,
  showTimeline: 0,
  exportSvg: 0,
  keysTitle: 0,
  close: 0,
  keys: keyActions,
  shiftFurther: 0,
  wheel: 0,
  wheelShift: 0,
  wheelZoom: 0,
  states,
  twoUnits: 0,
  now: 0,
  empty: 0,
  openGap: 0,
  overview: 0,
  cancelAsked: 0,
  columns: ['operation', 'state', 'start', 'end', 'duration'],
  unknown: 0,
  tableCut: 0,
} satisfies {
  readonly [Key in keyof TimelineWords]: TimelineWords[Key] extends string ? 0 : readonly (keyof TimelineWords[Key])[];
};

/** A message of the extension, or undefined for what is none: anything may post to a page. */
export function fromHost(message: unknown): ToPage | undefined {
  return isFields(message) && typeof message.type === 'string' && Object.hasOwn(checks, message.type)
    ? checks[message.type as ToPage['type']](message)
      ? (message as unknown as ToPage)
      : undefined
    : undefined;
}

/** Every field of a kind of message. What is beside them is never read. */
const checks: { readonly [Type in ToPage['type']]: (message: Fields) => boolean } = {
  init: (message) =>
    isFields(message.words) &&
    haveWords(message.words) &&
    isLocale(message.locale) &&
    isOneOf(presets, message.preset) &&
    isOneOf(laneKinds, message.lanes),
  bars: ({ bars }) => isListOf(bars, isBar),
  changes: ({ upserts, removals }) => isListOf(upserts, isBar) && isListOf(removals, isText),
  select: ({ id }) => id === undefined || isText(id),
  hover: ({ id, lines }) => isText(id) && isListOf(lines, isText),
  summary: ({ lines }) => isListOf(lines, isText),
};

function haveWords(given: Fields): boolean {
  return Object.entries(words).every(([key, kind]) => {
    const word = given[key];
    return kind === 0 ? isText(word) : isFields(word) && haveTexts(word, kind);
  });
}

function isBar(value: unknown): value is Bar {
  return (
    isFields(value) &&
    isText(value.id) &&
    isText(value.label) &&
    isText(value.what) &&
    (value.menu === undefined || isText(value.menu)) &&
    isOneOf(states, value.state) &&
    [value.start, value.end, value.cancelAskedAt, value.cancelSettledAt].every(isTimeOrNone) &&
    isFields(value.lanes) &&
    haveTexts(value.lanes, laneKinds)
  );
}

/** Whether `Intl` takes it. */
function isLocale(value: unknown): boolean {
  try {
    return isText(value) && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** A date that JavaScript can tell. */
function isTimeOrNone(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && abs(value) <= 8.64e15);
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isMember);
}

function haveTexts(fields: Fields, names: readonly string[]): boolean {
  return names.every((name) => isText(fields[name]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
