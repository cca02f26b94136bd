import * as vscode from 'vscode';
import { l10n, ThemeIcon, type QuickInputButton } from 'vscode';
import { hasTerm, withTerm } from '../../operations/query.js';

/** A button of the filter's input, which writes a term into it and takes it out. */
interface Toggle extends QuickInputButton {
  readonly term: string;
  /** Read by VS Code 1.109 and later; earlier ones show a plain button in the title. */
  readonly location?: number;
  readonly toggle?: { checked: boolean };
}

/** What VS Code 1.109 has beside the types that this is compiled by. */
const { QuickInputButtonLocation: locations } = vscode as { QuickInputButtonLocation?: { readonly Input: number } };

/** The buttons for the most usual terms, each down where its term stands in the text. */
export function filterToggles(text: string): readonly Toggle[] {
  const of = (term: string, icon: string, tooltip: string): Toggle => ({
    term,
    iconPath: new ThemeIcon(icon),
    tooltip,
    ...(locations && { location: locations.Input, toggle: { checked: hasTerm(text, term) } }),
  });
  return [
    of('is:active', 'play-circle', l10n.t('Active Only')),
    of('state:failed', 'error', l10n.t('Failed')),
    of('is:mine', 'account', l10n.t('Mine')),
  ];
}

/** The text with the term of a button in it, or without where it was there. */
export function toggled(text: string, button: QuickInputButton): string {
  const { term } = button as Partial<Toggle>;
  return term === undefined ? text : withTerm(text, term, !hasTerm(text, term));
}
