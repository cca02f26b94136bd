import { l10n } from 'vscode';
import type { OperationPhase, OperationProgress } from '../../operations/operation.js';
import { readable } from './readable.js';
import { list, number, percent as percentText } from './plural.js';

/** The word for why an operation that is not done does not run. */
export function phaseWord(phase: OperationPhase): string {
  switch (phase) {
    case 'queued':
      return l10n.t('queued');
    case 'paused':
      return l10n.t('paused');
  }
}

/** `40%`, as the server says it or as its numbers make it; undefined where they do not. */
export function percentWord(progress: OperationProgress | undefined): string | undefined {
  const { percent, completed, total, unit } = progress ?? {};
  if (percent !== undefined) {
    return percentText(percent);
  }
  const known = completed !== undefined && total !== undefined && total > 0 && completed <= total;
  return known && unit !== 'steps' ? percentText(Math.floor((100 * completed) / total)) : undefined;
}

/** The server's numbers: `40%, 250 of 1000 documents, 3 failed, build`. */
export function progressText(progress: OperationProgress | undefined): string | undefined {
  if (!progress) {
    return undefined;
  }
  const { percent, failed, step } = progress;
  const parts = [
    percent === undefined ? undefined : percentText(percent),
    countText(progress),
    failed === undefined || failed === 0 ? undefined : l10n.t('{0} failed', number(failed)),
    step === undefined ? undefined : readable(step),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : list(parts);
}

/** What is counted is in the service's own English words; a service that does not say it leaves a space behind. */
function countText({ completed, total, unit = '' }: OperationProgress): string | undefined {
  if (completed !== undefined && total !== undefined) {
    const args = [number(completed), number(total), unit];
    const text = l10n.t({ message: '{0} of {1} {2}', args, comment: ['250 of 1000 documents'] });
    return text.trimEnd();
  }
  const count = completed ?? total;
  if (count === undefined) {
    return undefined;
  }
  const args = [number(count), unit];
  const text = l10n.t({ message: '{0} {1}', args, comment: ['A number and what is counted: 250 documents'] });
  return completed === undefined ? l10n.t('of {0}', text.trimEnd()) : text.trimEnd();
}
