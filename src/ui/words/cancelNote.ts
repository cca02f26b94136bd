import { l10n } from 'vscode';
import { cancelNoteOf, type CancelNote, type Service } from '../../google/serviceCatalog/service.js';
import type { Operation } from '../../operations/operation.js';
import { serviceTitle } from './service.js';

/** What a service documents of its cancel, in a sentence. */
export function cancelNoteText(note: CancelNote): string {
  switch (note) {
    case 'flushesCache':
      return l10n.t('An import that is cancelled leaves the instance with an empty cache.');
    case 'pointOfNoReturn':
      return l10n.t('Past its point of no return, for instance when all nodes are upgraded, a cancel has no effect.');
    case 'nextRunComes':
      return l10n.t(
        'Only the transfer that is running stops: the next run of its job still comes, and takes up what was not copied.',
      );
    case 'takesAMinute':
      return l10n.t('It can take a minute or so until it has stopped.');
    case 'takesTenMinutes':
      return l10n.t('It can take ten minutes until the server shows that it has stopped.');
  }
}

/** What is to be said before these operations are cancelled, each note once for each service. */
export function cancelNoteLines(
  operations: readonly Pick<Operation, 'collection' | 'verb'>[],
  services: readonly Service[],
): readonly string[] {
  const lines = operations.flatMap(({ collection, verb }) => {
    const service = services.find(({ id }) => id === collection.service);
    const note = service && cancelNoteOf(service, verb);
    return note ? [l10n.t('{0}: {1}', serviceTitle(collection), cancelNoteText(note))] : [];
  });
  return [...new Set(lines)];
}
