import { l10n, StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import { isDecided, type Cancellation } from '../../operations/cancellation.js';
import { isOf } from '../../operations/operation.js';
import type { CancellationChange } from '../../watch/cancellations.js';
import type { SessionHolder } from '../session.js';
import { KEEP_MS, statusBarContent, type StatusBarContent } from './content.js';
import { seenText } from '../words/plainText.js';

/** An outcome and when it was learned, by the monotonic clock. */
interface Told {
  readonly cancellation: Cancellation;
  readonly at: number;
}

/** The one item in the status bar: what is being cancelled, then what became of it. Hidden when there is nothing to tell. */
export class StatusBar extends Owner {
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #item: StatusBarItem;
  /** By what was told, not by what is: a request that was just decided is news only when its turn to be told has come. */
  readonly #active = new Map<string, Cancellation>();
  #decided: readonly Told[] = [];
  #simulated = false;
  readonly #timer: Timer;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.#clock = clock;
    this.#item = this.own(window.createStatusBarItem('cloudOperations.cancellations', StatusBarAlignment.Left, 40));
    this.#item.name = l10n.t('Cloud Operations');
    this.#item.command = 'cloudOperations.showRecent';
    this.#timer = this.own(new Timer(clock));
    this.own(
      session.follow(({ watch, simulated }) => {
        this.#active.clear();
        if (simulated !== this.#simulated) {
          this.#simulated = simulated;
          this.#decided = [];
        }
        watch.cancellations.active().forEach((cancellation) => this.#active.set(cancellation.id, cancellation));
        this.#update();
        return [
          watch.cancellations.onDidChange((change) => this.#take(change)),
          watch.poller.onDidChangeStatus(() => this.#update()),
          watch.follows.onDidChange(() => this.#update()),
        ];
      }),
    );
  }

  /** What it shows now, icons and all; undefined while it is hidden. */
  get text(): string | undefined {
    return this.#content()?.text;
  }

  /** A request decided before this window looked is history, not news. */
  #take({ cancellation, from }: CancellationChange): void {
    if (!isDecided(cancellation)) {
      this.#dropEarlier(cancellation);
      this.#active.set(cancellation.id, cancellation);
    } else if (this.#active.delete(cancellation.id) || (from !== undefined && from !== cancellation.outcome)) {
      const others = this.#decided.filter((told) => told.cancellation.id !== cancellation.id);
      this.#decided = [{ cancellation, at: this.#clock.monotonic() }, ...others];
    }
    this.#update();
  }

  /** A request that was repeated is still one. */
  #dropEarlier({ id, collection, reading }: Cancellation): void {
    for (const other of this.#active.values()) {
      if (other.id !== id && isOf(other, { collection, name: reading.name })) {
        this.#active.delete(other.id);
      }
    }
  }

  #content(): StatusBarContent | undefined {
    const [now, monotonic] = [this.#clock.now(), this.#clock.monotonic()];
    this.#decided = this.#decided.filter(({ at }) => monotonic - at < KEEP_MS);
    const { poller, follows } = this.#session.current.watch;
    const active = [...this.#active.values()];
    const watched = follows.active();
    const decided = this.#decided.map(({ cancellation }) => cancellation);
    return statusBarContent({ active, decided, watched, poller: poller.status, now, monotonic });
  }

  /** Draws, and again each second while there is something to show: the tooltip counts seconds, transitions fade. */
  #update(): void {
    this.#timer.stop();
    const content = this.disposed ? undefined : this.#content();
    if (!content) {
      this.#item.hide();
      return;
    }
    this.#item.text = content.text;
    this.#item.tooltip = content.tooltip;
    this.#item.accessibilityInformation = { label: seenText(content.spoken), role: 'button' };
    this.#item.show();
    this.#timer.set(1000, () => this.#update());
  }
}
