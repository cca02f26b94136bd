import { env } from 'vscode';

/** Making one takes longer than drawing the row it is for. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, ms: number): string {
  const key = JSON.stringify([env.language, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(env.language, options);
  formats.set(key, made);
  return made.format(ms);
}

/** A time of day, to the second, as the editor's language writes it. @param ms milliseconds since the epoch. */
export function shownClock(ms: number): string {
  return format({ timeStyle: 'medium' }, ms);
}

/** The same to the minute, where the day stands elsewhere. */
export function shownMinute(ms: number): string {
  return format({ timeStyle: 'short' }, ms);
}

/** A day with its weekday: `Monday, November 23, 2026`. */
export function shownDay(ms: number): string {
  return format({ dateStyle: 'full' }, ms);
}

/** A point in time as the editor's language writes it. @param ms milliseconds since the epoch. */
export function shownTime(ms: number): string {
  return format({ dateStyle: 'medium', timeStyle: 'medium' }, ms);
}

/** The same, as short as it can be said now: without the day where that is today. */
export function shownMoment(ms: number, now: number): string {
  const isToday = new Date(ms).toDateString() === new Date(now).toDateString();
  return isToday ? shownClock(ms) : shownTime(ms);
}

/** The same with the time zone, for pages that are read elsewhere: `Nov 25, 2026, 9:58:39 PM UTC`. */
export function zonedTime(ms: number): string {
  // `dateStyle` and `timeStyle` go with no zone.
  return format(zoned, ms);
}

const zoned: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
};

/** The zone of all times here, as the editor's language writes it: `UTC`, `GMT+1`. */
export function zoneName(ms: number): string {
  const parts = new Intl.DateTimeFormat(env.language, { timeZoneName: 'short' }).formatToParts(ms);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
