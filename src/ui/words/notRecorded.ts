import { l10n } from 'vscode';
import type { NotRecordedError } from '../../watch/notRecordedError.js';

/** Why a cancel was not sent that could not be written down. */
export function notRecordedText({ code, cause }: NotRecordedError): string {
  switch (code ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t(
        'The cancel was not sent: the disk is full, and a request that cannot be written down could be forgotten. Free some space and try again.',
      );
    case 'EROFS':
      return l10n.t(
        'The cancel was not sent: the disk is read-only, and a request that cannot be written down could be forgotten.',
      );
    case 'EACCES':
    case 'EPERM':
      return l10n.t(
        'The cancel was not sent: the extension may not write to its own storage folder, and a request that cannot be written down could be forgotten.',
      );
    default:
      return l10n.t(
        'The cancel was not sent: it cannot be written down, and could then be forgotten. {0}',
        cause instanceof Error ? cause.message : '',
      );
  }
}
