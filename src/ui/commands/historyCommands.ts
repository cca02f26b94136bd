import { l10n, Uri, window, workspace, type MessageItem } from 'vscode';
import type { HistoryEntry } from '../../watch/history.js';
import type { SessionHolder } from '../session.js';
import { operationLabel } from '../words/label.js';
import { serviceTitle } from '../words/service.js';

/** "Export History as JSON…": every transition that is kept, newest first, into a file of the person's choice. */
export function exportHistoryCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const { cancellations, history } = session.current.watch;
    await cancellations.restore();
    await history.reload();
    const entries = history.entries();
    if (entries.length === 0) {
      void window.showInformationMessage(l10n.t('There is nothing to export: no operation has changed its state yet.'));
      return;
    }
    const [folder] = workspace.workspaceFolders ?? [];
    const file = await window.showSaveDialog({
      title: l10n.t('Export History as JSON'),
      filters: { JSON: ['json'] },
      ...(folder && { defaultUri: Uri.joinPath(folder.uri, 'cloud-operations-history.json') }),
    });
    if (file) {
      const text = `${JSON.stringify(entries.map(exported), undefined, 2)}\n`;
      await workspace.fs.writeFile(file, new TextEncoder().encode(text));
      const open = l10n.t('Open');
      const shown = window.showInformationMessage(l10n.t('{0} transitions exported.', entries.length), open);
      void shown.then((answer) => (answer === open ? window.showTextDocument(file) : undefined));
    }
  };
}

/** "Clear History…": forgets the transitions, here and on disk. */
export function clearHistoryCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const { cancellations, history } = session.current.watch;
    await cancellations.restore();
    const act: MessageItem = { title: l10n.t('Clear History') };
    const keep: MessageItem = { title: l10n.t('Keep'), isCloseAffordance: true };
    const detail = l10n.t(
      'Only this list is forgotten. Operations stay as they are, and open cancel requests are watched to their end.',
    );
    const count = history.entries().length;
    const question = l10n.t('Forget {0} transitions?', count);
    if (count > 0 && (await window.showWarningMessage(question, { modal: true, detail }, act, keep)) === act) {
      history.clear();
    }
  };
}

/** A transition for other programs: ids as the services have them, times in ISO 8601. */
function exported({ at, reading, collection, location, from, to, outcome, words }: HistoryEntry) {
  const { startTime, endTime, done } = reading;
  return {
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
