/**
 * Throws `error` where nobody can mistake it for something else: as an uncaught exception, which the extension host writes
 * to its log and which fails a test. For faults of the program, in places that have to go on.
 */
export function surface(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
