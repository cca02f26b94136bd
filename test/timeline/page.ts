import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import type { Bar, LaneKind, Preset, ToHost, ToPage } from '../../src/ui/timeline/messages.js';
import { pageHtml } from '../../src/ui/timeline/pageHtml.js';
import type { TestTheme } from './themes.js';
import { words } from './words.js';

/** Where the page and its two files are; nothing listens there, the browser is handed what lies in dist/. */
const origin = 'http://127.0.0.1:9';

/** What is left of a page when it is hidden, by `acquireVsCodeApi`. */
interface Stub {
  readonly sent: ToHost[];
  state: unknown;
}

/** The built page in a browser, as VS Code would have it: its own document and policy, and nothing of the extension. */
export class TimelinePage {
  /** What broke the content security policy, or was thrown. */
  readonly troubles: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.troubles.push(message.text());
      }
    });
  }

  /** @param state what an earlier page kept. */
  static async open(context: BrowserContext, state?: unknown): Promise<TimelinePage> {
    const page = await context.newPage();
    const timeline = new TimelinePage(page);
    const html = pageHtml({
      cspSource: origin,
      script: `${origin}/timeline.js`,
      style: `${origin}/timeline.css`,
      title: words.title,
      locale: 'en',
    });
    await page.route(`${origin}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      const contentType = file.endsWith('.js') ? 'text/javascript' : file.endsWith('.css') ? 'text/css' : 'text/html';
      await route.fulfill({ contentType, body: file === '' ? html : readFileSync(`dist/${file}`) });
    });
    await page.addInitScript((kept) => {
      const stub: Stub = { sent: [], state: kept };
      Object.assign(globalThis, {
        stub,
        acquireVsCodeApi: () => ({
          postMessage: (message: ToHost) => stub.sent.push(message),
          getState: () => stub.state,
          setState: (next: unknown) => (stub.state = next),
        }),
      });
    }, state);
    await page.goto(`${origin}/`);
    return timeline;
  }

  async show(bars: readonly Bar[], lanes: LaneKind = 'target', preset: Preset = 'fit'): Promise<void> {
    await this.send({ type: 'init', words, locale: 'en', preset, lanes });
    await this.send({ type: 'bars', bars });
    await this.drawn();
  }

  async send(...messages: readonly ToPage[]): Promise<void> {
    await this.page.evaluate((all) => {
      all.forEach((data) => window.dispatchEvent(new MessageEvent('message', { data })));
    }, messages);
  }

  /** Until everything so far is on the screen. */
  async drawn(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
  }

  async setTheme({ className, colors }: TestTheme): Promise<void> {
    await this.page.evaluate(
      ([name, all]) => {
        document.documentElement.removeAttribute('style');
        Object.entries(all).forEach(([key, value]) =>
          document.documentElement.style.setProperty(`--vscode-${key}`, value),
        );
        document.body.className = name;
      },
      [className, colors] as const,
    );
    await this.drawn();
  }

  sent(): Promise<readonly ToHost[]> {
    return this.page.evaluate(() => (globalThis as unknown as { stub: Stub }).stub.sent);
  }

  /** What `setState` was handed last. */
  state(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as { stub: Stub }).stub.state);
  }
}
