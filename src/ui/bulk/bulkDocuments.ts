import { EventEmitter, l10n, Uri, window, workspace, type Event, type TextDocumentContentProvider } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Coalescer } from '../../base/timer.js';
import type { OperationState } from '../../operations/operation.js';
import { bulkResults, type BulkCancellation, type BulkMember } from '../../watch/bulkCancellation.js';
import { pagePath, pageText } from '../pageText.js';
import type { SessionHolder } from '../session.js';
import { bulkText } from './bulkText.js';
import { number, plural } from '../words/plural.js';

const SCHEME = 'cloud-operations-bulk';
/** Forty answers in a second are drawn a few times, not forty. */
const COALESCE_MS = 300;

/** Opens what became of each operation of a bulk cancel, beside what has the focus. */
export async function showBulkDocument({ id, members }: BulkCancellation, preserveFocus: boolean): Promise<void> {
  const name = plural(
    members.length,
    l10n.t('Cancel 1 operation'),
    l10n.t('Cancel {0} operations', number(members.length)),
  );
  const uri = Uri.from({ scheme: SCHEME, path: pagePath(name), query: id });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false, preserveFocus });
}

/** The read-only documents of bulk cancels. Open ones are live until the last outcome is final, also after a reload. */
export class BulkDocuments extends Owner implements TextDocumentContentProvider {
  readonly #session: SessionHolder;
  readonly #changed = this.own(new EventEmitter<Uri>());
  readonly #outdated = new Set<string>();
  readonly #announcement: Coalescer;

  readonly onDidChange: Event<Uri> = this.#changed.event;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.own(workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.#announcement = this.own(new Coalescer(clock, COALESCE_MS, () => this.#announce()));
    this.own(session.follow(({ watch }) => [watch.bulkCancellations.onDidChange(({ id }) => this.#outdate(id))]));
    // Operations that another session left open belong to documents of this one, too.
    this.own(session.onDidChange(() => this.#open().forEach(({ query }) => this.#outdate(query))));
  }

  async provideTextDocumentContent({ query: id }: Uri): Promise<string> {
    const { simulated, watch } = this.#session.current;
    const { bulkCancellations, cancellations, store } = watch;
    if (!bulkCancellations.find(id)) {
      await cancellations.restore();
      await bulkCancellations.load();
    }
    const bulk = bulkCancellations.find(id);
    if (!bulk) {
      const past = l10n.t('This was more than a day ago, or under another account. The history may still know more.');
      return pageText(past, [], []);
    }
    const results = bulkResults(bulk, cancellations);
    const stateOf = (each: BulkMember): OperationState | undefined =>
      store.find(each.collection, each.reading.name)?.state;
    return bulkText({ bulk, results, stateOf, simulated });
  }

  #open(): Uri[] {
    return workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
  }

  #outdate(id: string): void {
    this.#outdated.add(id);
    this.#announcement.call();
  }

  #announce(): void {
    for (const uri of this.#open().filter(({ query }) => this.#outdated.has(query))) {
      this.#changed.fire(uri);
    }
    this.#outdated.clear();
  }
}
