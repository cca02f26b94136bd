import { FileDecoration, l10n, ThemeColor, type FileDecorationProvider } from 'vscode';
import { UNREAD_SCHEME } from './parentItems.js';
import { number, plural } from '../words/plural.js';

/** Tints rows of which something could not be read, also where their descriptions are cut off. */
export const unreadDecorations: FileDecorationProvider = {
  provideFileDecoration({ scheme, query }): FileDecoration | undefined {
    if (scheme !== UNREAD_SCHEME) {
      return undefined;
    }
    const count = Number(query);
    const text = plural(count, l10n.t('1 could not be read'), l10n.t('{0} could not be read', number(count)));
    return new FileDecoration('!', text, new ThemeColor('cloudOperations.problemIcon'));
  },
};
