import { MarkdownString, l10n } from 'vscode';
import type { Who } from '../../google/auditLog/join.js';
import { consolePage } from '../../google/links/consolePages.js';
import { serverSaid, type Cancellation } from '../../operations/cancellation.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { Cancellations } from '../../watch/cancellations.js';
import { endText } from '../words/end.js';
import { ago, duration } from '../words/duration.js';
import { operationFact } from '../words/operation.js';
import { operationLabel } from '../words/label.js';
import { outcomeMeaning, outcomeWord, saidUnsupportedText } from '../words/outcome.js';
import { phaseWord, progressText } from '../words/progress.js';
import { serviceTitle } from '../words/service.js';
import { stateWord } from '../words/state.js';
import { shownTime } from '../words/time.js';
import { cancelAskedText, starter } from '../words/who.js';
import { seenText } from '../words/plainText.js';

/** What a hover of an operation is told beside it. */
interface HoverFacts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** It is made up, so that no page shows it. */
  readonly simulated: boolean;
  /** What the audit log says of it, as far as that was asked. */
  readonly who: Who | undefined;
}

/** Everything that is known of an operation. */
export function operationTooltip(
  operation: Operation,
  cancellations: Pick<Cancellations, 'find' | 'unsupportedSince'>,
  { now, simulated, who }: HoverFacts,
): Tooltip {
  const { collection, name, location, startTime, endTime, statusText } = operation;
  const cancellation = cancellations.find(collection, name);
  const unsupportedSince = cancellations.unsupportedSince(operation);
  const tooltip = new Tooltip(operationLabel(operation));
  tooltip.line(l10n.t('State'), stateText(operation, cancellation, now));
  tooltip.line(l10n.t('Error'), endText(operation));
  tooltip.line(l10n.t('Status'), statusText);
  tooltip.line(l10n.t('Progress'), progressText(operation.progress));
  operation.warnings?.split('\n').forEach((warning) => tooltip.line(l10n.t('Warning'), warning));
  if (cancellation) {
    const { requestedAt, earlier } = cancellation;
    const said = serverSaid(cancellation);
    tooltip.line(l10n.t('First cancel request'), earlier && shownTime(earlier.firstRequestedAt));
    tooltip.line(l10n.t('Cancel requested'), shownTime(requestedAt));
    tooltip.line(l10n.t('Outcome'), outcomeWord(cancellation));
    tooltip.line(l10n.t('Server’s answer'), said && `${said.code}: ${said.message}`);
    tooltip.text(outcomeMeaning(cancellation));
  }
  if (operation.uncancellable && !isEnded(operation.state)) {
    tooltip.text(l10n.t('The server says that this operation cannot be cancelled at this point.'));
  }
  tooltip.text(unsupportedSince === undefined ? undefined : saidUnsupportedText(collection, now - unsupportedSince));
  tooltip.line(l10n.t('Service'), `${serviceTitle(collection)} (${collection.host}, ${collection.version})`);
  tooltip.line(l10n.t('Project'), collection.project);
  tooltip.line(l10n.t('Region'), location);
  tooltip.line(l10n.t('Started'), startTime === undefined ? undefined : shownTime(startTime));
  tooltip.line(l10n.t('Ended'), endTime === undefined ? undefined : shownTime(endTime));
  tooltip.line(l10n.t('Started by'), starter(operation.user, who));
  who?.cancels.forEach((asked) => tooltip.line(l10n.t('Cancel asked for by'), cancelAskedText(asked, shownTime)));
  tooltip.line(l10n.t('Labels'), operation.labels);
  tooltip.line(l10n.t('Name'), name);
  if (!simulated) {
    tooltip.link(l10n.t('Open in Cloud Console'), consolePage(operation).url);
  }
  return tooltip;
}

/** Builds a hover of `name: value` lines. */
export class Tooltip {
  /** Never trusted, and what a server said is always escaped. */
  readonly markdown = new MarkdownString();
  /** The same where no syntax is read, the title first; without links. */
  readonly lines: string[] = [];

  constructor(title: string) {
    this.markdown.isTrusted = false;
    this.markdown.supportHtml = false;
    this.markdown.appendMarkdown('**');
    this.#append(title);
    this.markdown.appendMarkdown('**\n\n');
  }

  line(name: string, value: string | undefined): void {
    if (value !== undefined && value !== '') {
      this.#append(l10n.t('{0}: {1}', name, value));
      this.markdown.appendMarkdown('  \n');
    }
  }

  /** A page of the Console: a link of the web, which needs no trust; a command would. @param title the product's own. */
  link(title: string, url: string): void {
    // What would end the address in Markdown is written as the web writes it.
    const address = new URL(url).href.replace(/[()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    this.markdown.appendMarkdown(`\n[${title}](${address})`);
  }

  text(value: string | undefined): void {
    if (value !== undefined) {
      this.#append(value);
      this.markdown.appendMarkdown('  \n');
    }
  }

  /** Word by word: `appendText` turns spaces into hard ones, so that a long message would never wrap. */
  #append(text: string): void {
    const seen = seenText(text);
    this.lines.push(seen);
    seen.split(' ').forEach((word, index) => {
      this.markdown.appendMarkdown(index === 0 ? '' : ' ');
      this.markdown.appendText(word);
    });
  }
}

/** More than the row's few words, because here is room: how long it ran and when it ended. */
function stateText(operation: Operation, cancellation: Cancellation | undefined, now: number): string {
  const { state, startTime, endTime } = operation;
  const word = stateWord(state);
  switch (state) {
    case 'running':
      return operation.phase !== undefined
        ? phaseWord(operation.phase)
        : startTime === undefined
          ? word
          : l10n.t('running for {0}', duration(now - startTime));
    case 'cancelling':
      return operationFact(operation, cancellation, now);
    case 'cancelled':
    case 'succeeded':
    case 'failed': {
      const when =
        endTime === undefined
          ? word
          : l10n.t({
              message: '{0} {1}',
              args: [word, ago(now - endTime)],
              comment: ['A state and when: failed 2 min ago'],
            });
      return startTime === undefined || endTime === undefined
        ? when
        : l10n.t('{0}, after {1}', when, duration(endTime - startTime));
    }
    case 'expired':
      return word;
  }
}
