import { commands, l10n } from 'vscode';
import type { HistoryEntry } from '../../watch/history.js';
import type { SessionHolder } from '../session.js';
import { operationLabel } from '../words/label.js';
import { serviceTitle } from '../words/service.js';
import { saveToFile } from '../saveToFile.js';
import { confirm, inform } from '../show.js';
import { number, plural } from '../words/plural.js';
import { HISTORY_VIEW_ID, TIMELINE_VIEW_ID } from '../viewId.js';

/** "Show History": the view in the panel. */
export async function showHistoryCommand(): Promise<void> {
  await commands.executeCommand(`${HISTORY_VIEW_ID}.focus`);
}

/** "Show Timeline": the view in the panel. */
export async function showTimelineCommand(): Promise<void> {
  await commands.executeCommand(`${TIMELINE_VIEW_ID}.focus`);
}

/** "Export History as JSON…": every transition that is kept, newest first, into a file of the person's choice. */
export function exportHistoryCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const { simulated, watch } = session.current;
    const { cancellations, history } = watch;
    await cancellations.restore();
    await history.reload();
    const entries = history.entries();
    if (entries.length === 0) {
      void inform(l10n.t('There is nothing to export: no operation was seen to end yet.'));
      return;
    }
    const text = `${JSON.stringify(
      entries.map((entry) => exported(entry, simulated)),
      undefined,
      2,
    )}\n`;
    await saveToFile({
      title: l10n.t('Export History as JSON'),
      name: 'cloud-operations-history.json',
      filters: { JSON: ['json'] },
      text,
      told: plural(
        entries.length,
        l10n.t('1 entry exported.'),
        l10n.t('{0} entries exported.', number(entries.length)),
      ),
    });
  };
}

/** "Clear History…": forgets the transitions, here and on disk. */
export function clearHistoryCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const { cancellations, history } = session.current.watch;
    await cancellations.restore();
    const detail = l10n.t(
      'Only this list is forgotten. Operations stay as they are, and open cancel requests are watched to their end.',
    );
    const count = history.entries().length;
    const text = plural(count, l10n.t('Forget 1 entry?'), l10n.t('Forget {0} entries?', number(count)));
    const [act, keep] = [l10n.t('Clear History'), l10n.t('Keep')];
    if (count > 0 && (await confirm({ text, detail, act, keep }))) {
      history.clear();
    }
  };
}

/** A transition for other programs: ids as the services have them, times in ISO 8601. */
function exported({ at, reading, collection, location, from, to, outcome, words }: HistoryEntry, simulated: boolean) {
  const { startTime, endTime, done } = reading;
  return {
    ...(simulated && { simulated }),
    seenAt: new Date(at).toISOString(),
    operation: operationLabel(reading),
    name: reading.name,
    service: collection.service,
    serviceTitle: serviceTitle(collection),
    host: collection.host,
    project: collection.project ?? null,
    location: location ?? null,
    from: from ?? null,
    to: to ?? null,
    cancelOutcome: outcome ?? null,
    serverWords: words ?? null,
    startedAt: startTime === undefined ? null : new Date(startTime).toISOString(),
    endedAt: endTime === undefined || !done ? null : new Date(endTime).toISOString(),
  };
}
