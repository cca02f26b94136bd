// As much of VS Code's API as the tree uses, for a plain Node, in which turns can be measured alone. What these cost in the
// real extension host is in the host's own figures.
import { Emitter } from '../../../src/base/event.js';

export class EventEmitter<T> extends Emitter<T> {}

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon extends ThemeColor {
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    super(id);
    this.color = color;
  }
}

export enum TreeItemCollapsibleState {
  None,
  Collapsed,
  Expanded,
}

export class TreeItem {
  readonly label: string;
  readonly collapsibleState: TreeItemCollapsibleState;

  constructor(label: string, collapsibleState = TreeItemCollapsibleState.None) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

export class MarkdownString {
  value = '';

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    return this.appendMarkdown(text);
  }
}

type Arguments = readonly (string | number | boolean)[] | Readonly<Record<string, unknown>>;

export const l10n = {
  t(message: string | { readonly message: string; readonly args?: Arguments }, ...args: unknown[]): string {
    const [text, values] =
      typeof message === 'string'
        ? [message, args.length === 1 && typeof args[0] === 'object' ? args[0] : args]
        : [message.message, message.args ?? []];
    return text.replace(/\{(\w+)\}/g, (_, key: string) => String((values as Record<string, unknown>)[key]));
  },
};

export const env = { language: 'en' };

export const Uri = {
  from: <Parts>(parts: Parts): Parts => parts,
};
