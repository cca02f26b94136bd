import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

/**
 * The built emulator, as the other tests use it.
 * @type {typeof import('../emulator/index.ts')}
 */
export const { startEmulator, scenarios, standardCollection } = createRequire(import.meta.url)(
  path.join(root, 'out/test/emulator/index.cjs'),
);

/** Waits until `check` gives something truthy, and gives it back. */
export async function eventually(check, milliseconds = 5000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const value = await check();
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`not so after ${milliseconds} ms: ${check}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
