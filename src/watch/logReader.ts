import { sharedAbortController } from '../base/abort.js';
import { sleep, type Clock } from '../base/clock.js';
import { Emitter, type Event } from '../base/event.js';
import { Owner } from '../base/lifecycle.js';
import { Limiter } from '../base/limiter.js';
import { ApiError, isApiError, type ApiErrorFacts } from '../google/apiError.js';
import type { AuditLogApi, AuditLogQuery } from '../google/apis/auditLogApi.js';
import type { AuditEntry } from '../google/auditLog/auditEntry.js';
import { errorThat } from '../google/errorTraits.js';
import { RecentCount } from './recentCount.js';

/** What the settings let be asked of Logging. */
export interface AuditLogSettings {
  /** Whether it may be asked who started an operation. */
  readonly startedBy: boolean;
  /** Whether it is asked first where operations began lately. */
  readonly placesFirst: boolean;
  /** A log view that holds the audit logs of all projects: `projects/p/locations/l/buckets/b/views/v`. */
  readonly view: string | undefined;
}

/** Where nobody said anything: nothing is asked. */
export const noAuditLog: AuditLogSettings = { startedBy: false, placesFirst: false, view: undefined };

/** Somebody may not read a log. */
export interface LogRefusal {
  /** `projects/p`, or a log view. */
  readonly resource: string;
  readonly error: ApiErrorFacts;
}

/** A third of what a project has a minute, which people who read logs there share. */
const MOST_A_MINUTE = 20;
/** A page that is empty and not the last one says that the search had no time: so many are asked for one after the other. */
const MOST_EMPTY = 10;
/** More than a day of 50 projects should have at a thousand entries a page. */
const MOST_PAGES = 20;
const MOST_TRIES = 3;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 600_000;

interface ReadOptions {
  /** Counts each request where it leaves. */
  readonly onSent: () => void;
  /** Asked when the turn of a request has come: a setting may have changed meanwhile. */
  readonly isWanted: () => boolean;
}

/** What was found in a log. */
export interface LogFinding {
  readonly entries: readonly AuditEntry[];
  /** Whether the log was searched to its end, or the search was given up. */
  readonly complete: boolean;
}

/**
 * The one way to the audit logs: one request at a time, at most 20 a minute, and none for a while after the server said
 * that it is too much. Who may not read a log is asked for it once in a session.
 */
export class LogReader extends Owner {
  readonly #api: AuditLogApi;
  readonly #clock: Clock;
  readonly #turns = new Limiter(1);
  readonly #sent = new RecentCount(60_000, 60);
  readonly #ending = sharedAbortController();
  readonly #refused = new Map<string, ApiErrorFacts>();
  readonly #refusedNow = this.own(new Emitter<LogRefusal>());
  #notBefore = -Infinity;
  #tooMany = 0;

  /** Fires once for each log that may not be read. */
  readonly onDidRefuse: Event<LogRefusal> = this.#refusedNow.event;

  constructor(api: AuditLogApi, clock: Clock) {
    super();
    this.#api = api;
    this.#clock = clock;
    this.own({ dispose: () => this.#ending.abort(new ApiError({ kind: 'aborted', message: 'No longer wanted' })) });
  }

  /** Why a log may not be read, as far as that is known. */
  refusal(resource: string): ApiErrorFacts | undefined {
    return this.#refused.get(resource);
  }

  /**
   * Everything that matches. That one log may not be read is remembered; of several it is not known which.
   * @throws ApiError; `aborted` where it is no longer wanted when its turn comes.
   */
  async read(query: Omit<AuditLogQuery, 'pageToken'>, options: ReadOptions): Promise<LogFinding> {
    const entries: AuditEntry[] = [];
    let pageToken: string | undefined;
    let empty = 0;
    for (let pages = 1; ; pages++) {
      const page = await this.#page({ ...query, pageToken }, options);
      entries.push(...page.entries);
      empty = page.entries.length === 0 ? empty + 1 : 0;
      pageToken = page.nextPageToken;
      if (pageToken === undefined || empty > MOST_EMPTY || pages >= MOST_PAGES) {
        return { entries, complete: pageToken === undefined };
      }
    }
  }

  async #page(query: AuditLogQuery, options: ReadOptions) {
    const { signal } = this.#ending;
    for (let tries = 1; ; tries++) {
      try {
        return await this.#turns.run(async () => {
          await this.#wait(signal);
          this.#requireAskable(query, options);
          const onSent = (): void => {
            this.#sent.add(this.#clock.monotonic());
            options.onSent();
          };
          const page = await this.#api.page(query, { signal, onSent });
          this.#tooMany = 0;
          return page;
        }, signal);
      } catch (error) {
        const facts = isApiError(error) ? error.facts : undefined;
        if (!facts || !errorThat('slowsDown', facts.kind)) {
          this.#noteRefusal(query, facts);
          throw error;
        }
        this.#backOff(facts);
        if (tries >= MOST_TRIES) {
          throw error;
        }
      }
    }
  }

  /** What was learned, or set, since it was asked for. */
  #requireAskable({ resources }: AuditLogQuery, { isWanted }: ReadOptions): void {
    const refusal = resources.map((resource) => this.#refused.get(resource)).find((error) => error !== undefined);
    if (refusal) {
      throw new ApiError(refusal);
    }
    if (!isWanted()) {
      throw new ApiError({ kind: 'aborted', message: 'No longer wanted' });
    }
  }

  #noteRefusal({ resources: [resource, ...others] }: AuditLogQuery, error: ApiErrorFacts | undefined): void {
    if (
      resource === undefined ||
      others.length > 0 ||
      !error ||
      !saysMayNotRead(error) ||
      this.#refused.has(resource)
    ) {
      return;
    }
    this.#refused.set(resource, error);
    this.#refusedNow.fire({ resource, error });
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const untilMs = (): number => {
      const now = this.#clock.monotonic();
      return Math.max(this.#notBefore - now, this.#sent.msUntilBelow(MOST_A_MINUTE, now));
    };
    for (let ms = untilMs(); ms > 0; ms = untilMs()) {
      await sleep(this.#clock, ms, signal);
    }
  }

  #backOff({ retryAfterMs = 0 }: ApiErrorFacts): void {
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** this.#tooMany++, LONGEST_WAIT_MS);
    this.#notBefore = this.#clock.monotonic() + Math.max(waitMs, retryAfterMs);
  }
}

/** Whether an error says that a log may not be read, now and later; what passes, or is about the credential, does not. */
export function saysMayNotRead({ kind }: ApiErrorFacts): boolean {
  return !errorThat('passes', kind) && !errorThat('aboutCredential', kind) && kind !== 'aborted';
}
