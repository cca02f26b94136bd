// The timeline's page as it ships, in headless Chromium under its own content security policy: how soon it is drawn, and how
// evenly it moves while it is panned and zoomed.
import { statSync } from 'node:fs';
import type { Bar } from '../../src/ui/timeline/messages.js';
import { TimelinePage } from '../timeline/page.js';
import { themes } from '../timeline/themes.js';
import { startBrowser } from '../vscode/browser.js';
import { installChromium } from '../vscode/chromium.js';
import { Sandbox } from '../vscode/sandbox.js';
import { bench } from './support/bench.js';
import { machine } from './support/node.js';
import { median, percentile } from './support/statistics.js';
import { printTable } from './support/table.js';
import { manyBars } from './timeline/manyBars.js';

/** What is measured of one number of bars. */
interface Run {
  /** From the document's first byte to the frame in which the bars are drawn. */
  readonly openMs: number;
  readonly fps: number;
  readonly p95FrameMs: number;
}

bench(async ({ quick }) => {
  const [runs, frames] = quick ? [1, 40] : [3, 240];
  const few = await measured(5_000, runs, frames);
  const many = await measured(50_000, runs, frames);
  const figures = {
    bytes: statSync('dist/timeline.js').size,
    styleBytes: statSync('dist/timeline.css').size,
    fps5000: few.fps,
    p95FrameMs5000: few.p95FrameMs,
    openMs5000: few.openMs,
    fps50000: many.fps,
    p95FrameMs50000: many.p95FrameMs,
    openMs50000: many.openMs,
  };
  printTable(
    `The timeline in headless Chromium, software drawing (${machine()}; medians of ${runs})`,
    ['what', 'figure', 'aim'],
    [
      ['dist/timeline.js, bytes', figures.bytes, 40_000],
      ['dist/timeline.css, bytes', figures.styleBytes],
      ['5,000 bars: frames a second while it moves', figures.fps5000, 58],
      ['the same: 95th percentile between two frames, ms', figures.p95FrameMs5000, 18],
      ['the same: opened and drawn, ms', figures.openMs5000],
      ['50,000 bars: frames a second while it moves', figures.fps50000, 30],
      ['the same: 95th percentile between two frames, ms', figures.p95FrameMs50000],
      ['the same: opened and drawn, ms', figures.openMs50000],
    ],
  );
  return figures;
});

async function measured(count: number, runs: number, frames: number): Promise<Run> {
  const bars = manyBars(count, Date.now());
  const all: Run[] = [];
  for (let run = 0; run < runs; run++) {
    all.push(await once(bars, frames));
  }
  const of = (pick: (run: Run) => number): number => median(all.map(pick));
  return {
    openMs: of(({ openMs }) => openMs),
    fps: of(({ fps }) => fps),
    p95FrameMs: of(({ p95FrameMs }) => p95FrameMs),
  };
}

/** A browser of its own, so that none is warm. The panel is as wide as an editor and 300 pixels high. */
async function once(bars: readonly Bar[], frames: number): Promise<Run> {
  const sandbox = new Sandbox(process.cwd());
  try {
    const context = await startBrowser(sandbox, { executable: installChromium(), width: 1280, height: 300 });
    try {
      const timeline = await TimelinePage.open(context);
      await timeline.setTheme(themes.dark);
      const loadedMs = await timeline.page.evaluate(() => performance.now());
      await timeline.show([], 'region');
      const drawMs = await timeline.page.evaluate(drawn, JSON.stringify(bars));
      const gaps = await timeline.page.evaluate(moved, frames);
      if (timeline.troubles.length > 0 || (await timeline.page.locator('.lane').count()) === 0) {
        throw new Error(`the page did not draw: ${timeline.troubles.join('\n')}`);
      }
      const total = gaps.reduce((sum, gap) => sum + gap, 0);
      return { openMs: loadedMs + drawMs, fps: (1_000 * gaps.length) / total, p95FrameMs: percentile(gaps, 95) };
    } finally {
      await context.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** In the page: hands it the bars, and waits for the frame after the one that draws them. */
function drawn(json: string): Promise<number> {
  const bars: unknown = JSON.parse(json);
  const began = performance.now();
  window.dispatchEvent(new MessageEvent('message', { data: { type: 'bars', bars } }));
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
  });
}

/** In the page: turns the wheel once a frame, zooming in, panning and zooming out. @returns milliseconds between frames. */
function moved(frames: number): Promise<number[]> {
  const target = document.querySelector('.drawing');
  const gaps: number[] = [];
  return new Promise((resolve) => {
    let last: number | undefined;
    const frame = (time: number): void => {
      if (last !== undefined) {
        gaps.push(time - last);
      }
      last = time;
      if (gaps.length >= frames || !target) {
        resolve(gaps);
        return;
      }
      const part = gaps.length / frames;
      const isZoom = part < 0.25 || part >= 0.75;
      target.dispatchEvent(
        new WheelEvent('wheel', {
          deltaY: isZoom ? (part < 0.25 ? -15 : 15) : part < 0.5 ? 8 : -8,
          ctrlKey: isZoom,
          shiftKey: !isZoom,
          clientX: 900,
          clientY: 150,
          bubbles: true,
          cancelable: true,
        }),
      );
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
