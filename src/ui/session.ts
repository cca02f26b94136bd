import { Emitter, type Event } from '../base/event.js';
import { endAll, Owner, type Disposable } from '../base/lifecycle.js';
import type { Google } from '../google/google.js';
import type { Settings } from '../settings.js';
import type { SettingProblem } from '../settingsReader.js';
import type { Watch } from '../watch/watch.js';

/** What is on show: the settings, and google/ and watch/ as they were built by them. Replaced as a whole when a setting changes. */
export interface Session {
  readonly settings: Settings;
  readonly settingProblems: readonly SettingProblem[];
  /** The same for settings by which `google` and `watch` would be built alike. */
  readonly fingerprint: string;
  /** Sample data, made up; else what the settings ask of Google. */
  readonly simulated: boolean;
  readonly google: Google;
  readonly watch: Watch;
}

/** Holds the one session of the window. What a person sees outlives sessions, and moves from one to the next with `follow`. */
export class SessionHolder extends Owner {
  readonly #changed = this.own(new Emitter<Session>());
  #current: Session;

  readonly onDidChange: Event<Session> = this.#changed.event;

  constructor(first: Session) {
    super();
    this.#current = first;
    this.own({ dispose: () => end(this.#current) });
  }

  get current(): Session {
    return this.#current;
  }

  /** Puts a new session in place and ends what is built of the old one that it does not share. */
  replace(next: Session): void {
    const previous = this.#current;
    this.#current = next;
    this.#changed.fire(next);
    if (previous.watch !== next.watch) {
      end(previous);
    }
  }

  /** Subscribes to parts of the current session, and again to those of each that follows. */
  follow(subscribe: (session: Session) => readonly Disposable[]): Disposable {
    let subscriptions = subscribe(this.#current);
    const unsubscribe = (): void => endAll(subscriptions);
    const following = this.onDidChange((session) => {
      unsubscribe();
      subscriptions = subscribe(session);
    });
    return {
      dispose: () => {
        following.dispose();
        unsubscribe();
      },
    };
  }
}

function end({ watch, google }: Session): void {
  watch.dispose();
  google.dispose();
}
