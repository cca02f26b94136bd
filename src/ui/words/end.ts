import { l10n } from 'vscode';
import type { OperationReading } from '../../operations/operation.js';
import { endWords, isReplaced } from '../../operations/state.js';
import { firstLine } from './plainText.js';

/** A row has room for no more. */
const REASON_LENGTH = 60;

/** The server's words: `RESOURCE_EXHAUSTED: Quota exceeded`. */
export function saidText({ code, message }: { readonly code: string; readonly message: string }): string {
  return message === '' ? code : `${code}: ${message}`;
}

/** What the server says of an end that is no success: `RESOURCE_EXHAUSTED: Quota exceeded`. */
export function endText(reading: Pick<OperationReading, 'error' | 'statedEnd'>): string | undefined {
  const words = endWords(reading);
  const said = words && saidText(words);
  return said !== undefined && isReplaced(reading) ? l10n.t('{0} (replaced by a later change)', said) : said;
}

/** Why it failed, in few words: `quota CPUS`. Undefined where the server gave no reason. */
export function endReason(reading: Pick<OperationReading, 'error' | 'statedEnd'>): string | undefined {
  // ABORTED says that a later change took the place of this one (AIP-151), which is nobody's fault.
  if (isReplaced(reading)) {
    return l10n.t('replaced by a later change');
  }
  const words = endWords(reading);
  const quota = words && quotaIn(words.message);
  if (quota !== undefined) {
    return l10n.t('quota {0}', quota);
  }
  return words && firstLine(words.message === '' ? words.code : words.message, REASON_LENGTH);
}

/** The quota that a message names, quoted or in capitals: `CPUS` of `Insufficient 'CPUS' quota.` */
function quotaIn(message: string): string | undefined {
  if (!/\bquota\b/i.test(message)) {
    return undefined;
  }
  // An apostrophe within a word quotes nothing.
  const quoted = /(?<!\w)(['"])([\w.\-/ ]{2,60})\1(?!\w)/.exec(message)?.[2];
  const named = quoted ?? /\b[Qq]uota(?: limit| metric)? ([A-Z][A-Z\d_]+)\b/.exec(message)?.[1];
  return named?.slice(named.lastIndexOf('/') + 1);
}
