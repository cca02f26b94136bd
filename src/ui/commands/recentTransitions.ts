import { l10n, ThemeIcon, type QuickPickItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { HistoryEntry } from '../../watch/history.js';
import { outcomeGlyph, stateGlyph } from '../icons.js';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import { ago } from '../words/duration.js';
import { transitionText } from '../words/transition.js';
import { pickOne } from '../show.js';

interface TransitionItem extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** "Recent Transitions…": what changed lately; choosing one opens its details. */
export function recentTransitionsCommand(session: SessionHolder, clock: Clock) {
  return async (): Promise<void> => {
    const { cancellations, history } = session.current.watch;
    // What earlier sessions saw is read on first use.
    await cancellations.restore();
    const items = history.entries().map((entry) => itemOf(entry, clock.now()));
    const picked = await pickOne(items, {
      title: l10n.t('Recent Transitions'),
      placeHolder:
        items.length > 0 ? l10n.t('Choose one to see its details') : l10n.t('No operation has changed its state yet'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked) {
      const { collection, reading } = picked.entry;
      await runCommand('cloudOperations.showDetails', { collection, name: reading.name });
    }
  };
}

function itemOf(entry: HistoryEntry, now: number): TransitionItem {
  const { collection, words } = entry;
  const place = [collection.project, ago(now - entry.at)].filter((part) => part !== undefined).join(' · ');
  return {
    entry,
    label: transitionText(entry),
    description: place,
    iconPath: new ThemeIcon(entry.outcome ? outcomeGlyph(entry.outcome) : stateGlyph(entry.to ?? 'expired')),
    ...(words?.message && { detail: `${words.code}: ${words.message}` }),
  };
}
