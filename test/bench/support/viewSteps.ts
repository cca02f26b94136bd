import type { CDPSession, Page } from 'playwright-core';

/**
 * What passes between the window and the extension host from the click on a view's icon to its rows, in that order: the
 * window asks for the extension (`activateSent`), hears of the tree (`treeHeard`), asks for its rows and, where one is open,
 * for those below.
 */
export const viewSteps = ['activateSent', 'treeHeard', 'rowsAsked', 'rowsHeard', 'belowAsked', 'belowHeard'] as const;

/** Milliseconds from the click to each; a tree without an open row has no last two. */
export type ViewSteps = Partial<Record<(typeof viewSteps)[number], number>>;

interface Message {
  readonly way: 'sent' | 'heard';
  /** By the page's own clock. */
  readonly at: number;
  readonly text: string;
}

/** Each as the remote procedure calls of VS Code spell it. */
const isStep: Readonly<Record<(typeof viewSteps)[number], (message: Message) => boolean>> = {
  activateSent: ({ way, text }) => way === 'sent' && text.includes('$activateByEvent') && text.includes('onView:'),
  treeHeard: ({ way, text }) => way === 'heard' && text.includes('$registerTreeViewDataProvider'),
  rowsAsked: ({ way, text }) => way === 'sent' && text.includes('$getChildren'),
  rowsHeard: ({ way, text }) => way === 'heard' && text.includes('"handle":'),
  belowAsked: ({ way, text }) => way === 'sent' && text.includes('$getChildren'),
  belowHeard: ({ way, text }) => way === 'heard' && text.includes('"parentHandle":'),
};

/** Listens on the connection of a window to its server, which holds the extension host up no longer than without. */
export class ViewListener {
  readonly #cdp: CDPSession;
  readonly #messages: Message[] = [];
  readonly #toPageMs: number;

  private constructor(cdp: CDPSession, toPageMs: number) {
    this.#cdp = cdp;
    this.#toPageMs = toPageMs;
    for (const [event, way] of [
      ['Network.webSocketFrameSent', 'sent'],
      ['Network.webSocketFrameReceived', 'heard'],
    ] as const) {
      cdp.on(event, ({ timestamp, response }) => {
        const text = Buffer.from(response.payloadData, 'base64').toString('latin1');
        this.#messages.push({ way, at: timestamp * 1000 + this.#toPageMs, text });
      });
    }
  }

  static async start(page: Page): Promise<ViewListener> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Performance.enable');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'Timestamp')?.value ?? 0;
    return new ViewListener(cdp, (await page.evaluate(() => performance.now())) - seconds * 1000);
  }

  /** @param clickedAt by the page's clock, in milliseconds. */
  async stop(clickedAt: number): Promise<ViewSteps> {
    await this.#cdp.detach();
    const steps: ViewSteps = {};
    let from = this.#messages.findIndex(({ at }) => at >= clickedAt);
    for (const step of viewSteps) {
      const index = this.#messages.findIndex((message, place) => from !== -1 && place >= from && isStep[step](message));
      const message = this.#messages[index];
      if (!message) {
        break;
      }
      steps[step] = message.at - clickedAt;
      from = index + 1;
    }
    return steps;
  }
}
