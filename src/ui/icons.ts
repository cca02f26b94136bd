import { ThemeColor, ThemeIcon } from 'vscode';
import type { CancellationOutcome } from '../operations/cancellation.js';
import type { OperationState } from '../operations/operation.js';

/** One glyph and one colour per state. Only `cancelling` may spin, because a spinner costs a core while it is on screen. */
export function stateIcon(state: OperationState): ThemeIcon {
  return state === 'cancelling' ? new ThemeIcon('loading~spin', new ThemeColor(stateColor(state))) : stillIcon(state);
}

/** The same for what is over: nothing spins in a history. */
export function stillIcon(state: OperationState): ThemeIcon {
  return new ThemeIcon(stateGlyph(state), new ThemeColor(stateColor(state)));
}

/** The glyph alone, standing still. */
export function stateGlyph(state: OperationState): string {
  switch (state) {
    case 'running':
      return 'play-circle';
    case 'cancelling':
      return 'loading';
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
      return 'loading';
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

function stateColor(state: OperationState): string {
  switch (state) {
    case 'running':
      return 'charts.blue';
    case 'cancelling':
      return 'charts.yellow';
    case 'cancelled':
      return 'editorWarning.foreground';
    case 'succeeded':
      return 'testing.iconPassed';
    case 'failed':
      return 'testing.iconFailed';
    case 'expired':
      return 'disabledForeground';
  }
}
