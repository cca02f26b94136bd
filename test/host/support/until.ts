const PATIENCE_MS = 9000;

/**
 * Waits until `check` holds; returns its value.
 * @param what is being waited for, for the message of the failure
 * @param patienceMs how long
 */
export async function until<T>(
  check: () => T | Promise<T>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== null && value !== false) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
