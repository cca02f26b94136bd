/** One request as it arrived and was answered. */
export interface LoggedRequest {
  /** Milliseconds since the epoch, by the wall's clock. */
  readonly at: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Which TCP connection it came over, counted from 1. */
  readonly connection: number;
  /** Service id and method such as `operations.list`; undefined where no route matched. */
  service: string | undefined;
  operation: string | undefined;
  /** Undefined while unanswered, and for ever where the connection was cut. */
  status: number | undefined;
  /** Milliseconds from the last byte of the request to the last of the answer. */
  tookMs: number | undefined;
}

/** The latest requests, and counters that forget nothing. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  add(entry: LoggedRequest): void;
  /** Counts a request once its route is known, for instance `dataproc operations.list`. */
  count(entry: LoggedRequest): void;
  countCancelPost(name: string): void;
  cancelPosts(name: string): number;
  counters(): Readonly<Record<string, number>>;
  /** Numbers a new connection; numbers are never given twice. */
  countConnection(): number;
  /** How many were opened since the start or the last `clear`. */
  connections(): number;
  clear(): void;
}

/** @param limit how many requests are kept; a bench sends tens of thousands. */
export function createRequestLog(limit: number): RequestLog {
  const entries: LoggedRequest[] = [];
  const counts = new Map<string, number>();
  const cancelPosts = new Map<string, number>();
  let connections = 0;
  let clearedAt = 0;
  const increment = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  return {
    entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > limit * 1.1) entries.splice(0, entries.length - limit);
    },
    count: (entry) => increment(counts, `${entry.service ?? '?'} ${entry.operation ?? '?'}`),
    countCancelPost: (name) => increment(cancelPosts, name),
    cancelPosts: (name) => cancelPosts.get(name) ?? 0,
    counters: () => Object.fromEntries(counts),
    countConnection: () => (connections += 1),
    connections: () => connections - clearedAt,
    clear() {
      entries.length = 0;
      counts.clear();
      cancelPosts.clear();
      clearedAt = connections;
    },
  };
}
