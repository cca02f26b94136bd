import type { FrameLocator, Page } from 'playwright-core';

/** A text of the product on the screen. */
export interface ShownPart {
  /** The selector by which it was found, or the attribute of it. */
  readonly where: string;
  readonly text: string;
  /** Less of it is drawn than there is, where there should be room. */
  readonly cut: boolean;
  /** A line of a text that has more of them. */
  readonly isLine?: boolean;
}

/** Where VS Code shows a text line by line. */
const lines = [
  '.part.sidebar .welcome-view-content p',
  '.part.sidebar .welcome-view-content .monaco-button',
  '.monaco-dialog-box .dialog-message-detail',
  '.gettingStartedSlideDetails .step-description-container > *',
  '.settings-editor .setting-item-description',
];

/** Where it shows texts of the product that have room. */
const whole = [
  '.part.sidebar .pane-body .message',
  '.monaco-hover p',
  '.monaco-dialog-box .dialog-message-text',
  '.monaco-dialog-box .monaco-button',
  '.notification-toast .notification-list-item-message',
  '.notification-toast .monaco-button',
  '.monaco-menu .action-label',
  '.quick-input-widget .quick-input-title',
  '.quick-input-widget .quick-input-list-separator',
  '.gettingStartedSlideDetails .category-title',
  '.gettingStartedSlideDetails .category-description-container > *',
  '.gettingStartedSlideDetails .step-title',
];

/** Where VS Code cuts them at the edge of what the person made so narrow, and shows the whole in a hover. */
const narrow = [
  '.part.sidebar .pane-header .title',
  '.part.sidebar .pane-header .description',
  ...['.part.sidebar .pane-body', '.part.panel .pane-body', '.quick-input-widget'].flatMap((list) => [
    `${list} .monaco-list-row .label-name`,
    `${list} .monaco-list-row .label-description`,
  ]),
  '.quick-input-widget .quick-input-list-label-meta',
  '.settings-editor .settings-toc-entry',
  '.part.statusbar .statusbar-item[id^="cloud-operations"] .statusbar-item-label',
];

/** The lines of the page of an operation, which wrap. */
const editor = ['.editor-group-container.active .codelens-decoration a'];

const timeline = [
  'button',
  'label',
  'option',
  'summary',
  'p',
  '.corner',
  '.tick',
  '.empty',
  'th:not(:has(*))',
  'td',
  '.what',
  'h2',
  'dd',
];

/** Read aloud, and drawn in no room at all. */
const spoken = ['caption', '.live'];

/** Attributes that are read aloud or shown in a hover. */
const attributes = [
  ['.part.sidebar .pane-body .monaco-list-row', 'aria-label'],
  ['.part.panel .pane-body .monaco-list-row', 'aria-label'],
  ['.part.statusbar .statusbar-item[id^="cloud-operations"]', 'aria-label'],
  ['.quick-input-widget input', 'placeholder'],
] as const;

export async function shownParts(page: Page): Promise<readonly ShownPart[]> {
  return [
    ...(await partsIn(page, lines, true)).map((part) => ({ ...part, isLine: true })),
    ...(await partsIn(page, whole, true)),
    ...(await partsIn(page, [...narrow, ...editor], false)),
    ...(await attributesIn(page, attributes)),
  ];
}

export async function timelineParts(frame: FrameLocator): Promise<readonly ShownPart[]> {
  return [
    ...(await partsIn(frame, timeline, true)),
    ...(await partsIn(frame, spoken, false)),
    ...(await attributesIn(frame, [
      ['[title]', 'title'],
      ['[aria-label]', 'aria-label'],
    ])),
  ];
}

/** What stands on the page of an operation above the server's answer, in columns. */
export async function pageLines(page: Page): Promise<readonly ShownPart[]> {
  const lines = await page.locator('.editor-group-container.active .view-line').evaluateAll((elements) =>
    elements
      .map((element) => ({
        top: element.getBoundingClientRect().top,
        text: element.textContent.replaceAll('\u00a0', ' '),
      }))
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text),
  );
  const end = lines.findIndex((line) => /^(?:JSON|YAML)$/.test(line.trim()));
  // What is too long for the editor goes on further in.
  const text = lines
    .slice(0, Math.max(0, end))
    .join('\n')
    .replaceAll(/\n {6,}/g, '');
  const cells = text.split(/\n| {2,}/).filter((cell) => cell !== '');
  return cells.map((cell) => ({ where: 'page', text: cell, cut: false }));
}

async function partsIn(
  page: Page | FrameLocator,
  selectors: readonly string[],
  hasRoom: boolean,
): Promise<readonly ShownPart[]> {
  const found = await Promise.all(
    selectors.map(async (selector) => {
      const texts = await page.locator(selector).evaluateAll(readParts);
      return texts.map(({ text, cut }) => ({ where: selector, text, cut: hasRoom && cut }));
    }),
  );
  return found.flat();
}

async function attributesIn(
  page: Page | FrameLocator,
  all: readonly (readonly [selector: string, attribute: string])[],
): Promise<readonly ShownPart[]> {
  const found = await Promise.all(
    all.map(async ([selector, attribute]) => {
      const texts = await page
        .locator(selector)
        .evaluateAll(
          (elements, name) =>
            elements
              .filter((element) => element.getClientRects().length > 0)
              .map((element) => element.getAttribute(name) ?? ''),
          attribute,
        );
      return texts
        .filter((text) => text !== '')
        .map((text) => ({ where: `${selector} ${attribute}`, text, cut: false }));
    }),
  );
  return found.flat();
}

/** Runs in the page: the lines of text of the elements that are on the screen, and whether they are all to be seen. */
function readParts(elements: readonly Element[]): { text: string; cut: boolean }[] {
  /** Wider than itself, or reaching out of something around it that hides what does. */
  const isCut = (element: Element): boolean => {
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
      return true;
    }
    const range = document.createRange();
    range.selectNodeContents(element);
    const text = range.getBoundingClientRect();
    for (let outer: Element | null = element; outer; outer = outer.parentElement) {
      const { overflowX } = getComputedStyle(outer);
      if (overflowX === 'auto' || overflowX === 'scroll') {
        return false;
      }
      const box = outer.getBoundingClientRect();
      if (overflowX !== 'visible' && (text.right > box.right + 1 || text.left < box.left - 1)) {
        return true;
      }
    }
    return false;
  };
  return elements.flatMap((element) => {
    if (!(element instanceof HTMLElement) || element.getClientRects().length === 0) {
      return [];
    }
    // A hover of its own shows the whole.
    const cut = element.title !== element.innerText.trim() && isCut(element);
    const lines = element.innerText.split('\n').map((line) => line.replaceAll('\u00a0', ' ').trim());
    return lines.filter((text) => text !== '').map((text) => ({ text, cut }));
  });
}
