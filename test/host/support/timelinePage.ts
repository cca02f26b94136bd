import * as vscode from 'vscode';
import type { Bar, ToPage } from '../../../src/ui/timeline/messages.js';

/** Stands where VS Code's webview is: a host under test can look into none. Keeps what it was sent, as the page does. */
export class TimelinePage implements vscode.WebviewView {
  readonly viewType = 'cloudOperations.timeline';
  title = '';
  description = '';
  visible = true;
  readonly sent: ToPage[] = [];
  readonly bars = new Map<string, Bar>();
  readonly #visibility = new vscode.EventEmitter<void>();
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly #messages = new vscode.EventEmitter<unknown>();
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidDispose = this.#disposed.event;
  readonly webview: vscode.Webview = {
    options: {},
    html: '',
    cspSource: 'vscode-resource:',
    onDidReceiveMessage: this.#messages.event,
    asWebviewUri: (uri) => uri.with({ scheme: 'vscode-resource' }),
    postMessage: (message: ToPage) => {
      this.#take(message);
      return Promise.resolve(true);
    },
  };

  show(): void {
    this.#setVisible(true);
  }

  hide(): void {
    this.#setVisible(false);
  }

  /** What the page says. */
  say(message: unknown): void {
    this.#messages.fire(message);
  }

  dispose(): void {
    this.#disposed.fire();
  }

  /** The bar of the label; the first of them. */
  bar(label: string): Bar | undefined {
    return [...this.bars.values()].find((bar) => bar.label === label);
  }

  last<Type extends ToPage['type']>(type: Type): Extract<ToPage, { type: Type }> | undefined {
    const isOfType = (message: ToPage): message is Extract<ToPage, { type: Type }> => message.type === type;
    return this.sent.filter(isOfType).at(-1);
  }

  #take(message: ToPage): void {
    this.sent.push(message);
    if (message.type === 'bars') {
      this.bars.clear();
      message.bars.forEach((bar) => this.bars.set(bar.id, bar));
    } else if (message.type === 'changes') {
      message.upserts.forEach((bar) => this.bars.set(bar.id, bar));
      message.removals.forEach((id) => this.bars.delete(id));
    }
  }

  #setVisible(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire();
  }
}
