import { distanceMs, type Clock } from '../base/clock.js';
import { actKey, type Operation } from '../operations/operation.js';
import type { CancellationRecords } from './cancellationRecords.js';

/** A service may learn to cancel, and one that does not cancel today's operation may cancel the next one of its kind. */
const believedForMs = 3_600_000;

type Subject = Pick<Operation, 'collection' | 'verb' | 'object' | 'target' | 'targetKind'>;

/**
 * The kinds of operation that a service answered UNIMPLEMENTED for when one of them was to be cancelled. A service cancels
 * one kind and not another (Dataproc batches and cluster diagnoses), so nothing is believed of others.
 */
export class UnsupportedKinds {
  readonly #records: Pick<CancellationRecords, 'unsupported' | 'saveUnsupported'>;
  readonly #clock: Clock;
  /** When it was said, in milliseconds since the epoch. */
  readonly #saidAt = new Map<string, number>();

  constructor(records: Pick<CancellationRecords, 'unsupported' | 'saveUnsupported'>, clock: Clock) {
    this.#records = records;
    this.#clock = clock;
  }

  /** Takes up what earlier sessions were told. */
  async load(): Promise<void> {
    for (const [kind, at] of await this.#records.unsupported(believedForMs)) {
      this.#saidAt.set(kind, at);
    }
  }

  /** When the service last said so of this kind of operation; undefined where it never did, or too long ago. */
  saidAt(operation: Subject): number | undefined {
    const at = this.#saidAt.size === 0 ? undefined : this.#saidAt.get(actKey(operation));
    return at !== undefined && distanceMs(this.#clock, at) < believedForMs ? at : undefined;
  }

  async note(operation: Subject): Promise<void> {
    const kind = actKey(operation);
    const now = this.#clock.now();
    this.#saidAt.set(kind, now);
    await this.#records.saveUnsupported(kind, now);
  }
}
