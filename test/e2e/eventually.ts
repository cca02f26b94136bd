import { setTimeout as sleep } from 'node:timers/promises';

/** Waits up to 20 s until the condition holds, for what is no part of the workbench and so has no locator. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain until ${what}.`);
    }
    await sleep(50);
  }
}
