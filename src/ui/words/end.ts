import { l10n } from 'vscode';
import type { OperationReading } from '../../operations/operation.js';
import { endWords, isReplaced } from '../../operations/state.js';

/** What the server says of an end that is no success: `RESOURCE_EXHAUSTED: Quota exceeded`. */
export function endText(reading: Pick<OperationReading, 'error' | 'statedEnd'>): string | undefined {
  const words = endWords(reading);
  const said = words && (words.message === '' ? words.code : `${words.code}: ${words.message}`);
  return said !== undefined && isReplaced(reading) ? l10n.t('{0} (replaced by a later change)', said) : said;
}
