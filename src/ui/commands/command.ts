import { l10n } from 'vscode';
import type { Log } from '../../base/log.js';
import { isApiError } from '../../google/apiError.js';
import { NotRecordedError } from '../../watch/notRecordedError.js';
import { errorWords } from '../words/apiError.js';
import { notRecordedText } from '../words/notRecorded.js';
import { complain } from '../show.js';

/** What a command does with whatever VS Code hands over: rows from the tree, a row's own arguments, nothing from the palette. */
export type Command = (...args: unknown[]) => Promise<void>;

/** The boundary of a command: what it throws is shown once, here, and logged; nothing below shows errors of its own. */
export function withBoundary(id: string, log: Log, run: (...args: unknown[]) => unknown): Command {
  return async (...args) => {
    try {
      await run(...args);
    } catch (error) {
      log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      // Not awaited: the promise stays open as long as the message does.
      void complain(errorText(error));
    }
  };
}

function errorText(error: unknown): string {
  if (isApiError(error)) {
    return l10n.t('{0}: {1}', errorWords(error.facts, undefined).title, error.facts.message);
  }
  if (error instanceof NotRecordedError) {
    return notRecordedText(error);
  }
  return l10n.t('Cloud Operations: {0}', error instanceof Error ? error.message : String(error));
}
