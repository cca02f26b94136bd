import type { Event } from '../base/event.js';

/** What the person is looking at, as far as polling needs to know. */
export interface Activity {
  /** The editor's window has the focus. */
  readonly focused: boolean;
  /** The operations are on screen. */
  readonly viewVisible: boolean;
  readonly onDidChange: Event<void>;
}
