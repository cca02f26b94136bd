import { settle } from './fakeClock.js';

/**
 * What was thrown while `act` ran where nobody could catch it. Mocha would count each as a failure of the test that runs,
 * so it is kept from hearing of them.
 */
export async function surfaced(act: () => unknown): Promise<unknown[]> {
  const faults: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  const collect = (fault: unknown): void => void faults.push(fault);
  process.removeAllListeners('uncaughtException').on('uncaughtException', collect);
  try {
    await act();
    await settle();
  } finally {
    process.off('uncaughtException', collect);
    listeners.forEach((listener) => process.on('uncaughtException', listener));
  }
  return faults;
}
