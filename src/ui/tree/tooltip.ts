import { MarkdownString, l10n } from 'vscode';
import type { Cancellation } from '../../operations/cancellation.js';
import { rpcCodeName } from '../../operations/code.js';
import type { Operation } from '../../operations/operation.js';
import { operationFact } from '../words/operation.js';
import { operationLabel } from '../words/label.js';
import { outcomeMeaning, outcomeWord } from '../words/outcome.js';
import { serviceTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { shownTime } from '../words/time.js';

/** Everything that is known of an operation. Never trusted, and what a server said is always escaped. */
export function operationTooltip(
  operation: Operation,
  cancellation: Cancellation | undefined,
  now: number,
): MarkdownString {
  const { collection, name, location, state, error, startTime, endTime, statusText } = operation;
  const tooltip = new Tooltip(operationLabel(operation));
  tooltip.line(l10n.t('State'), stateAndFact(stateWord(state), operationFact(operation, cancellation, now)));
  if (error) {
    tooltip.line(l10n.t('Error'), `${rpcCodeName(error.code) ?? String(error.code)}: ${error.message}`);
  }
  tooltip.line(l10n.t('Status'), statusText);
  if (cancellation) {
    const { words, requestedAt } = cancellation;
    tooltip.line(l10n.t('Cancel requested'), shownTime(requestedAt));
    tooltip.line(l10n.t('Outcome'), outcomeWord(cancellation));
    tooltip.line(l10n.t('Server’s answer'), words && `${words.code}: ${words.message}`);
    tooltip.text(outcomeMeaning(cancellation));
  }
  tooltip.line(l10n.t('Service'), `${serviceTitle(collection.service)} (${collection.host}, ${collection.version})`);
  tooltip.line(l10n.t('Project'), collection.project);
  tooltip.line(l10n.t('Region'), location);
  tooltip.line(l10n.t('Started'), startTime === undefined ? undefined : shownTime(startTime));
  tooltip.line(l10n.t('Ended'), endTime === undefined ? undefined : shownTime(endTime));
  tooltip.line(l10n.t('Name'), name);
  return tooltip.markdown;
}

/** Builds a hover of `name: value` lines. */
export class Tooltip {
  readonly markdown = new MarkdownString();

  constructor(title: string) {
    this.markdown.isTrusted = false;
    this.markdown.supportHtml = false;
    this.markdown.appendMarkdown('**');
    this.#append(title);
    this.markdown.appendMarkdown('**\n\n');
  }

  line(name: string, value: string | undefined): void {
    if (value !== undefined && value !== '') {
      this.#append(`${name}:`);
      this.#append(value);
      this.markdown.appendMarkdown('  \n');
    }
  }

  text(value: string | undefined): void {
    if (value !== undefined) {
      this.#append(value);
      this.markdown.appendMarkdown('  \n');
    }
  }

  /** Word by word: `appendText` turns spaces into hard ones, so that a long message would never wrap. */
  #append(text: string): void {
    for (const word of text.split(/\s+/)) {
      this.markdown.appendText(word);
      this.markdown.appendMarkdown(' ');
    }
  }
}

function stateAndFact(state: string, fact: string): string {
  return fact.startsWith(state) ? fact : l10n.t('{0}, {1}', state, fact);
}
