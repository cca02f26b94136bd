import type { Bar, TimelineWords, ToPage } from '../../ui/timeline/messages.js';
import { isOneOf, keyActions, laneKinds, presets, states } from './kinds.js';

type Fields = Readonly<Record<string, unknown>>;

/** What each word is: a text, or texts by these keys. */
const words = {
  title: 'text',
  lanesBy: 'text',
  laneKinds,
  presets,
  showTable: 'text',
  showTimeline: 'text',
  exportSvg: 'text',
  keysTitle: 'text',
  close: 'text',
  keys: keyActions,
  shiftFurther: 'text',
  wheel: 'text',
  wheelShift: 'text',
  wheelZoom: 'text',
  states,
  now: 'text',
  empty: 'text',
  openGap: 'text',
  overview: 'text',
  cancelAsked: 'text',
  columns: ['operation', 'state', 'start', 'end', 'duration'],
  unknown: 'text',
  tableCut: 'text',
} satisfies {
  readonly [Key in keyof TimelineWords]: TimelineWords[Key] extends string
    ? 'text'
    : readonly (keyof TimelineWords[Key])[];
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
    return typeof kind === 'string' ? isText(word) : isFields(word) && haveTexts(word, kind);
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
  return value === undefined || (typeof value === 'number' && Math.abs(value) <= 8.64e15);
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
