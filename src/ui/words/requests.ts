import { l10n } from 'vscode';
import type { Spent } from '../../watch/budget.js';
import type { LookProgress } from '../../watch/refresher.js';
import { number, plural } from './plural.js';

/** How far a look has come that is spread out in time. */
export function progressText({ read, of }: LookProgress): string {
  return plural(
    of,
    l10n.t('{0} of 1 place read', number(read)),
    l10n.t('{0} of {1} places read', number(read), number(of)),
  );
}

/** The picker of services with what a look at all that is picked costs, as rough as that is known. */
export function chooseServicesTitle(listings: number): string {
  switch (listings) {
    case 0:
      return l10n.t('Choose Services');
    case 1:
      return l10n.t('Choose Services: one request for a full look');
    default:
      return l10n.t('Choose Services: about {0} requests for a full look', number(rounded(listings)));
  }
}

export function spentText({ byHand, background }: Spent): string {
  return l10n.t('{0} by hand, {1} in the background', number(byHand), number(background));
}

/** To two digits. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
