import { env } from 'vscode';

/** A point in time as the editor's language writes it. @param ms milliseconds since the epoch. */
export function shownTime(ms: number): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(ms);
}
