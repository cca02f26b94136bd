import { l10n } from 'vscode';
import { number } from './plural.js';

/** What is known of how many operations hang below a row. */
export interface CountFacts {
  readonly active: number;
  /** Undefined where only what runs is counted. */
  readonly total: number | undefined;
  /** Something could not be read, so that there may be more. */
  readonly partial: boolean;
  /** What is counted says the row itself: the number is enough. */
  readonly plain?: boolean;
}

/** `3 running of 15`, `≥ 7 running`; empty where there is nothing. */
export function countsText(facts: CountFacts): string {
  const text = counted(facts);
  return facts.partial && text !== '' ? l10n.t('≥ {0}', text) : text;
}

/** The same to be heard. */
export function spokenCounts(facts: CountFacts): string {
  const text = counted(facts);
  return facts.partial && text !== '' ? l10n.t('at least {0}', text) : text;
}

function counted({ active, total = active, plain = false }: CountFacts): string {
  if (plain) {
    return number(total);
  }
  if (active === 0) {
    return total === 0 ? '' : l10n.t('{0} ended', number(total));
  }
  return active === total
    ? l10n.t('{0} running', number(active))
    : l10n.t('{0} running of {1}', number(active), number(total));
}
