import * as vscode from 'vscode';

/** Stands in for the person's browser: notes what the extension opens, because a host under test has none. */
export class OpenedLinks {
  readonly urls: string[] = [];
  readonly #original = vscode.env.openExternal;

  /** @param visit what the browser does with a page; nothing by default. */
  constructor(visit: (url: string) => unknown = () => undefined) {
    const open = async (target: vscode.Uri | string): Promise<boolean> => {
      const url = typeof target === 'string' ? target : target.toString(true);
      this.urls.push(url);
      await visit(url);
      return true;
    };
    Object.assign(vscode.env, { openExternal: open });
  }

  clear(): void {
    this.urls.length = 0;
  }

  restore(): void {
    Object.assign(vscode.env, { openExternal: this.#original });
  }
}
