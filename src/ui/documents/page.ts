import type { Uri } from 'vscode';
import type { Session } from '../session.js';
import type { PageFormat } from './pageFormat.js';

/** An open page. */
export interface Page {
  readonly uri: Uri;
  /** The operation that it is about has not ended. */
  readonly goesOn: boolean;
  /** Takes note that something happened to operations of these names; whether it was news for the page. */
  noteChange(names: ReadonlySet<string>): boolean;
  /** What is on it no longer holds. */
  outdate(): void;
  /** Whether nobody else looks after an operation that goes on, and the last look is a while ago. */
  isDue(): boolean;
  /** Whether the text would be another by now: something happened, time passed, or another format was chosen. */
  isStale(format: PageFormat): boolean;
  /** The text, read anew where it is outdated; undefined where nobody knows what it is about. */
  text(session: Session, format: PageFormat): Promise<string | undefined>;
}
