/** A cancel could not be written down, so it was not sent. */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
  /** Of the system error behind it, e.g. `ENOSPC`. */
  readonly code: string | undefined;

  constructor(cause: Error) {
    super(`The cancel was not sent, because it cannot be written down: ${cause.message}`, { cause });
    this.code = 'code' in cause ? String(cause.code) : undefined;
  }
}
