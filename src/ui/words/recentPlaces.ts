import { l10n } from 'vscode';
import type { RecentPlacesProgress } from '../../watch/recentPlaces.js';
import { number, plural } from './plural.js';

/** What was asked of the audit logs, what not yet and what cannot be: how far the order of the looks is well founded. */
export function recentPlacesText({ read, refused, of, partial }: RecentPlacesProgress): string {
  const asked = plural(
    of,
    l10n.t('Audit logs of the last 24 hours: {0} of 1 project read', number(read)),
    l10n.t('Audit logs of the last 24 hours: {0} of {1} projects read', number(read), number(of)),
  );
  const withRefused = refused === 0 ? asked : l10n.t('{0}, {1} may not be read', asked, number(refused));
  return partial ? l10n.t('{0}, not all to their end', withRefused) : withRefused;
}

/** The same of one project; undefined where audit logs are not looked in. */
export function recentPlacesOf(state: 'off' | 'notYet' | 'read' | 'refused'): string | undefined {
  switch (state) {
    case 'off':
      return undefined;
    case 'notYet':
      return l10n.t('not read yet');
    case 'read':
      return l10n.t('read: where operations began or ended in the last 24 hours is listed first');
    case 'refused':
      return l10n.t('may not be read, which takes the permission {0}', 'logging.logEntries.list');
  }
}
