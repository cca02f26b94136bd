import { CodeLens, env, l10n, languages, Range, type CodeLensProvider, type Command, type TextDocument } from 'vscode';
import { shellOf } from '../../base/shell.js';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { gcloudCommand } from '../../google/links/gcloudOperations.js';
import { curlCommand } from '../../google/links/restRequest.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import { mayCancelAgain } from '../repeatable.js';
import { rowCommand } from '../rowCommand.js';
import type { Session, SessionHolder } from '../session.js';
import { failureHelp } from '../words/failureHelp.js';
import { DOCUMENT_SCHEME } from './documentUri.js';
import type { OperationDocuments } from './operationDocuments.js';
import type { PageFormat } from './pageFormat.js';

/** What can be done, at the head of an operation's page: each act only where it is possible. */
export class PageLenses extends Owner implements CodeLensProvider {
  readonly #documents: OperationDocuments;
  readonly #format: PageFormat;
  readonly #session: SessionHolder;
  readonly #clock: Clock;

  readonly onDidChangeCodeLenses;

  constructor(documents: OperationDocuments, format: PageFormat, session: SessionHolder, clock: Clock) {
    super();
    this.#documents = documents;
    this.#format = format;
    this.#session = session;
    this.#clock = clock;
    this.onDidChangeCodeLenses = documents.onDidChangeActs;
    this.own(languages.registerCodeLensProvider({ scheme: DOCUMENT_SCHEME }, this));
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const page = this.#documents.page(uri);
    if (!page) {
      return [];
    }
    const { operation, isRead, goesOn } = page;
    const acts = operation ? operationActs(operation, this.#session.current, this.#clock.now()) : [];
    const other = this.#format.language === 'JSON' ? 'YAML' : 'JSON';
    const commands = [
      ...acts,
      ...(isRead ? [rowCommand('cloudOperations.changePageFormat', l10n.t('Show as {0}', other))] : []),
      ...(goesOn || !isRead ? [rowCommand('cloudOperations.readPage', l10n.t('Read Again'), uri.toString())] : []),
    ];
    return commands.map((command) => new CodeLens(new Range(0, 0, 0, 0), command));
  }
}

/** What helps first, then what changes something, then what only looks. */
function operationActs(operation: Operation, { watch, simulated }: Session, now: number): Command[] {
  const { collection, name, state } = operation;
  const reference = { collection, name };
  // What is made up has no page in the Console.
  const remedy = state === 'failed' && !simulated ? failureHelp(operation, collection.project)?.remedy : undefined;
  const followed = watch.follows.isFollowed(collection, name);
  const shell = shellOf(env.shell);
  return [
    ...(remedy ? [rowCommand(remedy.command, remedy.title, ...remedy.args)] : []),
    ...(mayAsk(whyNotCancellable(operation, watch))
      ? [rowCommand('cloudOperations.cancel', l10n.t('Cancel…'), reference)]
      : []),
    ...(mayCancelAgain(operation, watch, now)
      ? [rowCommand('cloudOperations.cancelAgain', l10n.t('Cancel Again…'), reference)]
      : []),
    ...(followed ? [rowCommand('cloudOperations.stopWatching', l10n.t('Stop Watching'), reference)] : []),
    ...(!followed && !isEnded(state) ? [rowCommand('cloudOperations.watch', l10n.t('Watch'), reference)] : []),
    ...(simulated ? [] : [rowCommand('cloudOperations.openInConsole', l10n.t('Open in Console'), reference)]),
    ...(gcloudCommand(operation, 'describe') === undefined
      ? []
      : [rowCommand('cloudOperations.copyGcloudDescribe', l10n.t('Copy as gcloud'), reference)]),
    ...(curlCommand(operation, shell) === undefined
      ? []
      : [rowCommand('cloudOperations.copyCurl', l10n.t('Copy as curl'), reference)]),
  ];
}
