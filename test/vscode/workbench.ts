import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';

/** VS Code drops a click on a menu item that comes within about 100 ms of the menu's opening. */
const MENU_GUARD_MS = 300;

/** How long a context menu may take to open. */
const MENU_MS = 3_000;

/** How long what a menu opens may take to come. */
const OPENED_MS = 10_000;

/** How long the palette may take to find a command that exists. */
const PALETTE_MS = 2_000;

/** How long a theme takes to fade in. */
const THEME_MS = 500;

/** In a browser VS Code stores what extensions remember a moment later, and not when the window is loaded again. */
const STORED_MS = 1_000;

/** How long an expected part of the workbench may take to appear; a busy build machine is slow. */
const PATIENCE_MS = 30_000;

/**
 * The workbench as a person meets it: what can be seen, and what can be clicked. Parts are Playwright locators, which
 * wait for themselves; only actions with a VS Code peculiarity have a method.
 */
export class Workbench {
  readonly notifications: Locator;
  readonly dialog: Locator;
  /** The open context menu, drop-down or submenu. */
  readonly menu: Locator;
  readonly quickInput: Locator;
  readonly editor: Locator;
  /** The rows of the open views in the side bar. */
  readonly rows: Locator;

  private constructor(readonly page: Page) {
    this.notifications = page.locator('.notification-toast');
    this.dialog = page.locator('.monaco-dialog-box');
    this.menu = page.locator('.monaco-menu-container .monaco-menu').last();
    this.quickInput = page.locator('.quick-input-widget');
    this.editor = page.locator('.editor-group-container.active');
    this.rows = page.locator('.part.sidebar .pane-body .monaco-list-row');
  }

  /** Opens a workbench in a new page and waits until it is drawn. */
  static async open(context: BrowserContext, address: string): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(address);
    const workbench = new Workbench(page);
    await workbench.drawn();
    return workbench;
  }

  async reload(): Promise<void> {
    await this.page.waitForTimeout(STORED_MS);
    await this.page.reload();
    await this.drawn();
  }

  /**
   * Opens a view of a container, both by their titles. By command: a click on the container's icon would close it in a
   * window that is restoring it just then.
   */
  async openView(container: string, view: string): Promise<void> {
    await this.page.locator(`.activitybar .action-item a[aria-label^="${container}"]`).waitFor();
    await this.runCommand(`${container}: Focus on ${view} View`);
    await this.page.locator('.part.sidebar .composite.title', { hasText: container }).waitFor();
    await this.restMouse();
  }

  /** Drags the edge of the side bar, so that rows are as long as their texts. */
  async widenSideBar(width: number): Promise<void> {
    const sideBar = await this.page.locator('.part.sidebar').boundingBox();
    if (!sideBar) {
      throw new Error('The side bar is not open.');
    }
    const edge = sideBar.x + sideBar.width;
    const middle = sideBar.y + sideBar.height / 2;
    await this.page.mouse.move(edge + 1, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(sideBar.x + width, middle, { steps: 5 });
    await this.page.mouse.up();
    await this.restMouse();
  }

  /**
   * Waits until the views in the side bar have rows, none of which waits for its first answer, and show no progress. On a
   * slow machine that is so for a moment in between too: so until they stay the same for a while as well.
   */
  async settled(): Promise<void> {
    const names = async (): Promise<string> => (await this.rows.locator('.label-name').allInnerTexts()).join('\n');
    let before: string;
    do {
      await this.rows.first().waitFor();
      await this.rows.filter({ hasText: 'Reading…' }).first().waitFor({ state: 'hidden' });
      await this.page.locator('.part.sidebar .monaco-progress-container.active').first().waitFor({ state: 'hidden' });
      before = await names();
      await this.page.waitForTimeout(500);
    } while ((await names()) !== before);
  }

  /**
   * The first row that contains the text, or whose name for those who cannot see it begins with the text; rows outside the
   * visible part of a tree do not exist.
   */
  row(text: string | RegExp): Locator {
    const rows = this.rows.filter({ hasText: text });
    return (typeof text === 'string' ? rows.or(this.rowSpoken(text)) : rows).first();
  }

  /** A row whose accessible name begins with the text. */
  rowSpoken(start: string): Locator {
    return this.page.locator(`.part.sidebar .pane-body .monaco-list-row[aria-label^="${start}, "]`);
  }

  /** Opens a row's context menu and waits until it can be clicked. Tries again when the row moved under the click. */
  async openMenu(row: Locator): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    await row.click({ button: 'right' });
    while (Date.now() < deadline && !(await isVisible(this.menu, MENU_MS))) {
      await this.page.keyboard.press('Escape');
      await row.click({ button: 'right' });
    }
    await this.menu.waitFor();
    await this.page.waitForTimeout(MENU_GUARD_MS);
  }

  /** The labels of the open menu, separators left out. */
  async menuLabels(): Promise<string[]> {
    const labels = await this.menu.locator('.action-label').allInnerTexts();
    return labels.map((label) => label.trim()).filter((label) => label !== '');
  }

  async chooseFromMenu(label: string): Promise<void> {
    await this.menuItem(label).click();
  }

  /**
   * Opens a row's context menu and clicks the item. Tries again, as a person does, when the menu is another's because the
   * row moved under the click, or was closed by VS Code before the click came.
   * @param opens what the item opens; where that does not come, VS Code has dropped the click.
   */
  async chooseFromMenuOf(row: Locator, label: string, opens?: Locator): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      await this.openMenu(row);
      try {
        await this.menuItem(label).click({ timeout: MENU_MS });
        await opens?.waitFor({ timeout: OPENED_MS });
        return;
      } catch (error) {
        if (Date.now() > deadline) {
          throw error;
        }
        await this.page.keyboard.press('Escape');
      }
    }
  }

  private menuItem(label: string): Locator {
    return this.menu.locator('.action-item').filter({ hasText: label }).first();
  }

  /** Answers the open modal dialog. */
  async answer(button: string): Promise<void> {
    await this.dialog.locator('.monaco-button', { hasText: button }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /**
   * Runs a command by its title, as the command palette shows it (with its category). Opens the palette anew until the
   * command is there: an open one does not learn of commands whose extensions come later.
   */
  async runCommand(title: string): Promise<void> {
    const entry = this.quickInput.locator('.monaco-list-row').filter({ hasText: title }).first();
    const deadline = Date.now() + PATIENCE_MS;
    await this.openPalette(title);
    while (Date.now() < deadline && !(await isVisible(entry, PALETTE_MS))) {
      await this.page.keyboard.press('Escape');
      await this.openPalette(title);
    }
    await entry.click();
  }

  /** Chooses a colour theme by its title, and waits until everything is drawn in it. */
  async chooseTheme(title: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.locator('input.input').fill(title);
    await this.pick(title);
    await this.quickInput.waitFor({ state: 'hidden' });
    await this.page.waitForTimeout(THEME_MS);
  }

  /** Clicks the entry of the open quick pick that contains the text. */
  async pick(text: string | RegExp): Promise<void> {
    await this.quickInput.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  }

  notification(text: string | RegExp): Locator {
    return this.notifications.filter({ hasText: text }).first();
  }

  /** A status bar item by the id that its extension gave it. */
  statusItem(id: string): Locator {
    return this.page.locator(`.part.statusbar .statusbar-item[id$="${id}"]`);
  }

  /** Writes a picture of the whole window to the file. */
  async picture(file: string): Promise<void> {
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
  }

  /** Moves the mouse to the empty middle of the window: where it rests, tooltips open and cover what is below. */
  private async restMouse(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 1280, height: 800 };
    await this.page.mouse.move(width * 0.7, height * 0.9);
  }

  private async openPalette(title: string): Promise<void> {
    const input = this.quickInput.locator('input.input');
    // The key is lost on one that is about to close, as after a theme was chosen in it.
    for (let attempt = 0, isOpen = false; attempt < 5 && !isOpen; attempt++) {
      await this.page.keyboard.press('F1');
      isOpen = await isVisible(input, 2_000);
    }
    await input.fill(`>${title}`);
  }

  private async drawn(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
  }
}

function isVisible(part: Locator, timeout: number): Promise<boolean> {
  return part.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
