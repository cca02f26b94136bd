import { l10n } from 'vscode';
import type { OperationState } from '../../operations/operation.js';

/** The word for a state, in lower case as it stands within a sentence. */
export function stateWord(state: OperationState): string {
  switch (state) {
    case 'running':
      return l10n.t('running');
    case 'cancelling':
      return l10n.t('cancelling');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'succeeded':
      return l10n.t('succeeded');
    case 'failed':
      return l10n.t('failed');
    case 'expired':
      return l10n.t('expired');
  }
}
