import type { Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { errorFacts, type ApiErrorFacts } from '../google/apiError.js';
import { whoOf, type Who } from '../google/auditLog/join.js';
import { operationKey, type Operation, type OperationReference } from '../operations/operation.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Cancellations } from './cancellations.js';
import { saysMayNotRead, type AuditLogSettings, type LogReader } from './logReader.js';

interface StartersParts {
  readonly reader: LogReader;
  readonly cancellations: Pick<Cancellations, 'find'>;
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly clock: Clock;
  readonly settings: () => AuditLogSettings;
}

/** What became of the question who started an operation. */
export type WhoAnswer =
  /** What the log says, which may be nothing. */
  | { readonly kind: 'read'; readonly who: Who }
  /** A setting, or the operation itself, leaves nobody to be asked: it is in no project. */
  | { readonly kind: 'off' }
  /** The log may not be read. */
  | { readonly kind: 'refused'; readonly resource: string; readonly error: ApiErrorFacts };

interface Known {
  readonly who: Who;
  readonly at: number;
  /** Reads that found nobody who started it. */
  readonly vain: number;
}

type Asked = Pick<Operation, 'collection' | 'name' | 'startTime' | 'endTime' | 'user' | 'state'>;

/** Entries are written with the request, which is a little before what the server calls the start, and arrive later. */
const BEFORE_MS = 60_000;
const AFTER_MS = 10 * 60_000;
/** Where the server does not tell when it started. */
const UNKNOWN_START_MS = 24 * 3_600_000;
/** What was not found may be there in a while; after so many looks it is not looked for again by itself. */
const AGAIN_MS = 60_000;
const MOST_VAIN = 3;
const MOST_KNOWN = 1_000;

/**
 * Who started operations and who asked to cancel them, out of the audit logs: read for one operation when somebody looks
 * at it, and kept for the session. An operation that names its user is not asked about.
 */
export class Starters extends Owner {
  readonly #parts: StartersParts;
  readonly #known = new Map<string, Known>();
  readonly #underWay = new Map<string, Promise<WhoAnswer>>();
  readonly #learned = this.own(new Emitter<OperationReference>());

  /** Fires when more is known of an operation. */
  readonly onDidLearn: Event<OperationReference> = this.#learned.event;

  constructor(parts: StartersParts) {
    super();
    this.#parts = parts;
  }

  /** What is known without asking. */
  known(operation: OperationReference): Who | undefined {
    return this.#known.get(operationKey(operation))?.who;
  }

  /**
   * Asks because somebody opened an operation, where it lacks something that the log may have. Never throws: what cannot be
   * read now is asked when it is opened again.
   */
  async opened(operation: Asked): Promise<void> {
    const known = this.#known.get(operationKey(operation));
    const due = !known || this.#parts.clock.monotonic() - known.at >= AGAIN_MS;
    if (due && (known?.vain ?? 0) < MOST_VAIN && this.#lacks(operation, known?.who)) {
      await this.ask(operation).catch(errorFacts);
    }
  }

  /**
   * Asks because somebody wants to know. @throws ApiError for what passes, or is about the credential.
   */
  ask(operation: Asked): Promise<WhoAnswer> {
    const { reader, settings } = this.#parts;
    const { startedBy, view } = settings();
    const { project } = operation.collection;
    if (!startedBy || project === undefined) {
      return Promise.resolve({ kind: 'off' });
    }
    const resource = view ?? `projects/${project}`;
    const refusal = reader.refusal(resource);
    if (refusal) {
      return Promise.resolve({ kind: 'refused', resource, error: refusal });
    }
    const key = operationKey(operation);
    const answer = this.#underWay.get(key) ?? this.#read(operation, resource).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, answer);
    return answer;
  }

  /** Who started it, where the operation does not say; who asked to cancel it, where that was nobody here. */
  #lacks({ collection, name, user, state }: Asked, who: Who | undefined): boolean {
    const cancelled = state === 'cancelling' || state === 'cancelled';
    const byOthers = cancelled && this.#parts.cancellations.find(collection, name) === undefined;
    return (user === undefined && who?.started === undefined) || (byOthers && (who?.cancels.length ?? 0) === 0);
  }

  async #read(operation: Asked, resource: string): Promise<WhoAnswer> {
    const { reader, budgets, clock, settings } = this.#parts;
    const { collection, name, startTime = clock.now() - UNKNOWN_START_MS, endTime } = operation;
    const window = { from: startTime - BEFORE_MS, ...(endTime !== undefined && { until: endTime + AFTER_MS }) };
    try {
      const subject = { kind: 'operation', operation: { collection, name } } as const;
      const { entries } = await reader.read(
        { resources: [resource], subject, window },
        { isWanted: () => settings().startedBy, onSent: budgets.current.byHand(collection.project) },
      );
      const who = whoOf(operation, entries);
      this.#learn(operation, who);
      return { kind: 'read', who };
    } catch (error) {
      const facts = errorFacts(error);
      if (!saysMayNotRead(facts)) {
        throw error;
      }
      return { kind: 'refused', resource, error: facts };
    }
  }

  #learn(operation: Asked, who: Who): void {
    const key = operationKey(operation);
    const before = this.#known.get(key);
    const vain = who.started || operation.user !== undefined ? 0 : (before?.vain ?? 0) + 1;
    this.#known.delete(key);
    this.#known.set(key, { who, at: this.#parts.clock.monotonic(), vain });
    const oldest = this.#known.keys().next();
    if (this.#known.size > MOST_KNOWN && !oldest.done) {
      this.#known.delete(oldest.value);
    }
    this.#learned.fire({ collection: operation.collection, name: operation.name });
  }
}
