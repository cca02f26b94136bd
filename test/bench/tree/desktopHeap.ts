import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { startBrowser } from '../../vscode/browser.js';
import { installChromium } from '../../vscode/chromium.js';
import { Sandbox } from '../../vscode/sandbox.js';
import { worldListings, type WorldListing } from './listings.js';

/** What the store takes where pointers have four bytes. */
export interface DesktopHeap {
  readonly heapMB: number;
  /** In the store. */
  readonly operations: number;
  /** Of a slot of an array, to see that it is so. */
  readonly pointerBytes: number;
}

/**
 * The heap of the full store in Chromium. The desktop's extension host runs in Electron, whose engine compresses pointers
 * as Chromium's does and Node's does not.
 */
export async function measureDesktopHeap(): Promise<DesktopHeap> {
  const sandbox = new Sandbox(process.cwd());
  try {
    const context = await startBrowser(sandbox, { executable: installChromium() });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const pointerBytes = await bytesOfPointer(page, session);
      await page.evaluate(readFileSync('out/test/bench/tree/page.child.cjs', 'utf8'));
      const before = await heapBytes(session);
      for (const listing of worldListings()) {
        await page.evaluate((one) => (globalThis as unknown as Filling).fill(one), listing);
      }
      const heapMB = ((await heapBytes(session)) - before) / 1e6;
      return {
        heapMB,
        operations: await page.evaluate(() => (globalThis as unknown as Filling).count()),
        pointerBytes,
      };
    } finally {
      await context.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** What `page.child.ts` adds to the page. */
interface Filling {
  fill(listing: WorldListing): void;
  count(): number;
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function bytesOfPointer(page: Page, session: CDPSession): Promise<number> {
  const slots = 1_000_000;
  const before = await heapBytes(session);
  await page.evaluate((count) => {
    Object.assign(globalThis, { slots: new Array(count).fill(globalThis) });
  }, slots);
  const taken = (await heapBytes(session)) - before;
  await page.evaluate(() => {
    Object.assign(globalThis, { slots: undefined });
  });
  return Math.round(taken / slots);
}
