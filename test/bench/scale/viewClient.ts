import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { TreeItemCollapsibleState } from 'vscode';
import type { TreeElement } from '../../../src/ui/tree/element.js';
import type { OperationsTree } from '../../../src/ui/tree/operationsTree.js';

/** VS Code puts changes together until there was none for so long; the first one goes at once. */
const DEBOUNCE_MS = 200;

/**
 * Asks a tree for its rows as VS Code does for a view on screen in which every row is open: a changed row for its item,
 * then level by level for what hangs below, all parents of a level in one message, one after the other without a pause.
 */
export class ViewClient {
  draws = 0;
  rowsDrawn = 0;
  readonly #tree: OperationsTree;
  /** What was last handed out below each row; the top is `undefined`. */
  readonly #shown = new Map<TreeElement | undefined, readonly TreeElement[]>();
  #changed: (TreeElement | undefined)[] = [];
  #debounce: NodeJS.Timeout | undefined;
  #queue: Promise<void> = Promise.resolve();
  #busy = 0;
  #lastAt = performance.now();

  constructor(tree: OperationsTree) {
    this.#tree = tree;
    tree.onDidChangeTreeData((rows) => this.#note(rows ?? [undefined]));
    this.#refresh([undefined]);
  }

  /** The operations on show, by the rows last handed out. */
  get operations(): number {
    let count = 0;
    for (const rows of this.#shown.values()) {
      count += rows.filter(({ type }) => type === 'operation').length;
    }
    return count;
  }

  /** Resolves when nothing was asked or changed for `ms`. */
  async quiet(ms: number): Promise<void> {
    while (this.#busy > 0 || this.#debounce !== undefined || performance.now() - this.#lastAt < ms) {
      await wait(50);
    }
  }

  #note(rows: readonly (TreeElement | undefined)[]): void {
    this.#lastAt = performance.now();
    this.draws++;
    if (this.#debounce === undefined) {
      this.#refresh(rows);
    } else {
      this.#changed.push(...rows);
      clearTimeout(this.#debounce);
    }
    this.#debounce = setTimeout(() => {
      this.#debounce = undefined;
      const changed = this.#changed;
      this.#changed = [];
      if (changed.length > 0) {
        this.#refresh(changed);
      }
    }, DEBOUNCE_MS);
  }

  #refresh(rows: readonly (TreeElement | undefined)[]): void {
    this.#busy++;
    this.#queue = this.#queue.then(async () => {
      const changed = new Set(rows.includes(undefined) ? [undefined] : rows);
      changed.forEach((row) => row && this.#tree.getTreeItem(row));
      for (let level: readonly (TreeElement | undefined)[] = [...changed]; level.length > 0;) {
        // Each message is a turn of its own.
        await setImmediate();
        level = await this.#ask(level);
      }
      this.#busy--;
      this.#lastAt = performance.now();
    });
  }

  /** The rows below `parents` that have rows below them again. */
  async #ask(parents: readonly (TreeElement | undefined)[]): Promise<readonly TreeElement[]> {
    const open: TreeElement[] = [];
    for (const parent of parents) {
      const rows = await this.#tree.provideChildren(parent);
      this.#shown.set(parent, rows);
      const items = await Promise.all(rows.map(async (row) => Promise.resolve(this.#tree.getTreeItem(row))));
      this.rowsDrawn += rows.length;
      items.forEach((item, index) => {
        const row = rows[index];
        if (row && item.collapsibleState !== undefined && item.collapsibleState !== TreeItemCollapsibleState.None) {
          open.push(row);
        }
      });
    }
    return open;
  }
}
