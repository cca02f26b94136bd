import { l10n } from 'vscode';
import type { Disposable } from '../../base/lifecycle.js';
import type { SessionHolder } from '../session.js';
import { warn } from '../show.js';
import { number, plural } from '../words/plural.js';

/** Tells of records that make no sense to this version; once, because they are out of the way then. */
export function tellOfSetAside(session: SessionHolder): Disposable {
  return session.follow(({ watch }) => [
    watch.onDidSetAside(({ count, folder }) => {
      const text = plural(
        count,
        l10n.t('1 stored record could not be read and was set aside in {0}: what it says is not shown.', folder),
        l10n.t(
          '{0} stored records could not be read and were set aside in {1}: what they say is not shown.',
          number(count),
          folder,
        ),
      );
      void warn(text);
    }),
  ]);
}
