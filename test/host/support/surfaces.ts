import * as vscode from 'vscode';

/** VS Code's own commands that only have to be asked for: what they open is no part of this product. */
const NOT_RUN = ['workbench.action.openGlobalSettings', 'workbench.action.openWalkthrough', 'markdown.showPreview'];

/**
 * Notes the pickers, inputs and dialogs that commands open, and which commands of VS Code they run, and closes what opens
 * as somebody does who presses Escape.
 */
export class Surfaces {
  readonly seen: string[] = [];
  /** Runs a command without a note of it. */
  readonly run: typeof vscode.commands.executeCommand = vscode.commands.executeCommand.bind(vscode.commands);
  readonly #window = {
    showQuickPick: vscode.window.showQuickPick,
    createQuickPick: vscode.window.createQuickPick,
    showInputBox: vscode.window.showInputBox,
    createInputBox: vscode.window.createInputBox,
    showSaveDialog: vscode.window.showSaveDialog,
    showOpenDialog: vscode.window.showOpenDialog,
  };
  readonly #executeCommand = vscode.commands.executeCommand;

  constructor() {
    const asked = (options: { readonly title?: string; readonly prompt?: string } | undefined): Promise<undefined> => {
      this.seen.push(options?.title ?? options?.prompt ?? '');
      return Promise.resolve(undefined);
    };
    const opened = <T extends vscode.QuickInput>(input: T): T => {
      const show = input.show.bind(input);
      input.show = () => {
        this.seen.push(input.title ?? '');
        show();
        setTimeout(() => input.hide(), 50);
      };
      return input;
    };
    Object.assign(vscode.window, {
      showQuickPick: (_: unknown, options: vscode.QuickPickOptions) => asked(options),
      showInputBox: asked,
      showSaveDialog: asked,
      showOpenDialog: asked,
      createQuickPick: () => opened(this.#window.createQuickPick()),
      createInputBox: () => opened(this.#window.createInputBox()),
    });
    Object.assign(vscode.commands, {
      executeCommand: (id: string, ...args: unknown[]): Thenable<unknown> => {
        this.seen.push(`${id} ${JSON.stringify(args)}`);
        return NOT_RUN.includes(id) ? Promise.resolve(undefined) : this.run(id, ...args);
      },
    });
  }

  restore(): void {
    Object.assign(vscode.window, this.#window);
    Object.assign(vscode.commands, { executeCommand: this.#executeCommand });
  }
}
