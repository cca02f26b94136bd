import { distanceMs, type Clock } from '../base/clock.js';
import type { Operation } from '../operations/operation.js';
import { kindOf } from '../operations/resourceName.js';
import type { CancellationRecords } from './cancellationRecords.js';

/** A service may learn to cancel, and one that does not cancel today's operation may cancel the next one of its kind. */
const believedForMs = 3_600_000;

type Subject = Pick<Operation, 'collection' | 'verb' | 'target' | 'targetKind'>;

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
    const at = this.#saidAt.size === 0 ? undefined : this.#saidAt.get(kindKey(operation));
    return at !== undefined && distanceMs(this.#clock, at) < believedForMs ? at : undefined;
  }

  async note(operation: Subject): Promise<void> {
    const kind = kindKey(operation);
    const now = this.#clock.now();
    this.#saidAt.set(kind, now);
    await this.#records.saveUnsupported(kind, now);
  }
}

/** Message type and verb, as far as what they were read into tells them. */
function kindKey({ collection, verb = '', target = '', targetKind = kindOf(target) ?? '' }: Subject): string {
  return `${collection.service} ${verb.toLowerCase()} ${targetKind}`;
}
