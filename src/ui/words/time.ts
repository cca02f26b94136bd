import { env } from 'vscode';

/** A time of day, to the second, as the editor's language writes it. @param ms milliseconds since the epoch. */
export function shownClock(ms: number): string {
  return new Intl.DateTimeFormat(env.language, { timeStyle: 'medium' }).format(ms);
}

/** A point in time as the editor's language writes it. @param ms milliseconds since the epoch. */
export function shownTime(ms: number): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}
