import * as vscode from 'vscode';
import { keepText } from '../../secrets/evidence.js';

/** A message that the extension showed. */
export interface ShownMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string | undefined;
  readonly modal: boolean;
  readonly buttons: readonly string[];
}

type Show = (text: string, ...rest: unknown[]) => Thenable<unknown>;

/**
 * Answers the messages of the extension, because a host under test refuses to show modal dialogs and hides notifications.
 * What is shown and what is answered are still the extension's own.
 */
export class Messages {
  readonly shown: ShownMessage[] = [];
  /** The button to press on the messages that have it. */
  press: string | undefined;
  readonly #originals = {
    information: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  };

  constructor() {
    this.#replace({
      information: this.#recorder('information'),
      warning: this.#recorder('warning'),
      error: this.#recorder('error'),
    });
  }

  /** Forgets what was shown. */
  clear(): void {
    this.shown.length = 0;
    this.press = undefined;
  }

  restore(): void {
    this.#replace(this.#originals);
  }

  #recorder(severity: ShownMessage['severity']): Show {
    return (text, ...rest) => {
      const [first] = rest;
      const options = isOptions(first) ? first : undefined;
      const items = options ? rest.slice(1) : rest;
      const title = (item: unknown): string => (typeof item === 'string' ? item : (item as vscode.MessageItem).title);
      keepText('output', 'messages.txt', `${JSON.stringify([text, options, ...items.map(title)])}\n`);
      this.shown.push({
        severity,
        text,
        detail: options?.detail,
        modal: options?.modal ?? false,
        buttons: items.map(title),
      });
      return Promise.resolve(items.find((item) => title(item) === this.press));
    };
  }

  #replace(functions: Record<ShownMessage['severity'], unknown>): void {
    Object.assign(vscode.window, {
      showInformationMessage: functions.information,
      showWarningMessage: functions.warning,
      showErrorMessage: functions.error,
    });
  }
}

function isOptions(value: unknown): value is vscode.MessageOptions {
  return typeof value === 'object' && value !== null && !('title' in value);
}
