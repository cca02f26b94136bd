import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import type { LocationDirectory } from './locations.js';
import { RefreshPass, type RefreshParts, type RefreshSettings } from './refreshPass.js';

interface RefresherParts extends RefreshParts {
  readonly locations: LocationDirectory;
}

interface UnderWay {
  readonly pass: RefreshPass;
  readonly ended: Promise<void>;
}

/**
 * The fan-out: projects × services × locations, all at once as far as the client's bounds allow. Rows appear as their
 * answers arrive; what fails becomes a problem in the survey while the rest goes on.
 */
export class Refresher extends Owner {
  readonly #parts: RefresherParts;
  readonly #settings: RefreshSettings;
  readonly #busyChanged = this.own(new Emitter<boolean>());
  readonly #underWay = new Map<string, UnderWay>();

  /** Fires with `true` when the first of several refreshes starts and with `false` when the last one ends. */
  readonly onDidChangeBusy: Event<boolean> = this.#busyChanged.event;

  constructor(parts: RefresherParts, settings: RefreshSettings) {
    super();
    this.#parts = parts;
    this.#settings = settings;
    this.own({ dispose: () => this.stop() });
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /**
   * Reads everything, or one root of the tree. Never throws; a refresh of the same scope that is under way is joined.
   */
  refresh(scope?: { readonly project: string | undefined }): Promise<void> {
    const key = scope ? `project ${scope.project ?? ''}` : 'all';
    const shared = this.#underWay.get(key) ?? this.#underWay.get('all');
    if (shared) {
      return shared.ended;
    }
    const pass = new RefreshPass(this.#parts, this.#settings);
    const ended = pass.run(scope).finally(() => {
      this.#underWay.delete(key);
      if (!this.busy) {
        this.#busyChanged.fire(false);
      }
    });
    this.#underWay.set(key, { pass, ended });
    if (this.#underWay.size === 1) {
      this.#busyChanged.fire(true);
    }
    return ended;
  }

  /** Ends what is under way: nothing more is asked, and what has been read stays. */
  stop(): void {
    this.#underWay.forEach(({ pass }) => pass.dispose());
  }

  /** The next refresh asks again which APIs are enabled and which locations there are. */
  forgetPlan(): void {
    this.#parts.enabled.forget();
    this.#parts.locations.forget();
  }
}
