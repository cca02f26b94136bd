import { ThemeColor, ThemeIcon } from 'vscode';
import type { CancellationOutcome } from '../operations/cancellation.js';
import type { OperationState } from '../operations/operation.js';

/** One glyph and one colour per state. It stands still: what is under way is told by the one spinner in the status bar. */
export function stateIcon(state: OperationState): ThemeIcon {
  return new ThemeIcon(stateGlyph(state), new ThemeColor(`cloudOperations.${state}Icon`));
}

export function warningIcon(): ThemeIcon {
  return new ThemeIcon('warning', new ThemeColor('cloudOperations.problemIcon'));
}

/** The same in a quiet colour, for what an earlier session knew. */
export function recalledIcon(state: OperationState): ThemeIcon {
  return new ThemeIcon(stateGlyph(state), new ThemeColor('disabledForeground'));
}

/** The glyph alone. VS Code turns `loading` round wherever it stands, so that is none of them. */
export function stateGlyph(state: OperationState): string {
  switch (state) {
    case 'running':
      return 'play-circle';
    case 'cancelling':
      return 'issue-draft';
    case 'cancelled':
      return 'circle-slash';
    case 'succeeded':
      return 'pass';
    case 'failed':
      return 'error';
    case 'expired':
      return 'question';
  }
}

/** The glyph of what became of a cancel request, the same as the state's where the operation is in that state. */
export function outcomeGlyph(outcome: CancellationOutcome): string {
  switch (outcome) {
    case 'requested':
      return 'issue-draft';
    case 'cancelled':
      return 'circle-slash';
    case 'completedAnyway':
      return 'pass';
    case 'failed':
      return 'error';
    case 'refused':
    case 'unsupported':
    case 'notSent':
      return 'warning';
    case 'expired':
    case 'unknown':
      return 'question';
  }
}
