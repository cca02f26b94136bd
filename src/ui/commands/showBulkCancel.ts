import { l10n, type QuickPickItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { bulkResults, type BulkCancellation } from '../../watch/bulkCancellation.js';
import { showBulkDocument } from '../bulk/bulkDocuments.js';
import type { Session, SessionHolder } from '../session.js';
import { bulkSentence } from '../words/bulk.js';
import { ago } from '../words/duration.js';
import { pickOne } from '../show.js';
import { number, plural } from '../words/plural.js';

/** "Outcomes of Bulk Cancels…": what became of each operation of one of the last day's. */
export function showBulkCancelCommand(session: SessionHolder, clock: Clock) {
  return async (id: unknown): Promise<void> => {
    const { cancellations, bulkCancellations } = session.current.watch;
    await cancellations.restore();
    await bulkCancellations.load();
    const known = typeof id === 'string' ? bulkCancellations.find(id) : undefined;
    const bulk = known ?? (await pickBulk(session.current, clock.now()));
    if (bulk) {
      await showBulkDocument(bulk, false);
    }
  };
}

async function pickBulk({ watch }: Session, now: number): Promise<BulkCancellation | undefined> {
  const items = watch.bulkCancellations.all().map((bulk): QuickPickItem & { readonly bulk: BulkCancellation } => ({
    bulk,
    label: plural(bulk.members.length, l10n.t('1 operation'), l10n.t('{0} operations', number(bulk.members.length))),
    description: ago(now - bulk.startedAt),
    detail: bulkSentence(bulkResults(bulk, watch.cancellations)),
  }));
  const placeHolder =
    items.length > 0
      ? l10n.t('Choose one to see what became of each operation')
      : l10n.t('Nothing was cancelled in bulk within the last day');
  return (await pickOne(items, { title: l10n.t('Bulk Cancels'), placeHolder }))?.bulk;
}
