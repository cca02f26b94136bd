import { l10n } from 'vscode';

/** What stands beside everything that is made up. In capitals, so that nobody takes it for a state of an operation. */
export function simulatedMark(): string {
  return l10n.t('SIMULATED');
}

/** The same in front of a text that may be read away from the view. */
export function simulatedText(text: string): string {
  return l10n.t('SIMULATED: {0}', text);
}

/** The sentence above everything that is made up. */
export function simulatedSentence(): string {
  return l10n.t('SIMULATED: sample data. Nothing here is real, and nothing is asked of Google.');
}
