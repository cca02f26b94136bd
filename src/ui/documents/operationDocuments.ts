import { EventEmitter, l10n, workspace, type Event, type TextDocumentContentProvider, type Uri } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Coalescer } from '../../base/timer.js';
import { errorFacts } from '../../google/apiError.js';
import { unread } from '../../operations/reading.js';
import type { Watch } from '../../watch/watch.js';
import { isOf, type OperationReference } from '../../operations/operation.js';
import { isKnown } from '../selection/selection.js';
import type { Session, SessionHolder } from '../session.js';
import { errorWords } from '../words/apiError.js';
import { simulatedSentence } from '../words/simulated.js';
import type { DocumentSubject } from './documentSubject.js';
import { DOCUMENT_SCHEME, documentSubjects } from './documentUri.js';
import { outcomesText } from './outcomesText.js';
import { comment, operationText, type OperationTextFacts } from './operationText.js';

/** Changes that come faster than this are read together. */
const COALESCE_MS = 300;

/** The read-only documents with an operation's details. Open ones follow what happens to their operation. */
export class OperationDocuments extends Owner implements TextDocumentContentProvider {
  readonly #session: SessionHolder;
  readonly #changed = this.own(new EventEmitter<Uri>());
  readonly #outdated = new Map<string, Uri>();
  readonly #announcement: Coalescer;

  readonly onDidChange: Event<Uri> = this.#changed.event;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#session = session;
    this.own(workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, this));
    this.#announcement = this.own(new Coalescer(clock, COALESCE_MS, () => this.#announce()));
    this.own(
      session.follow(({ watch }) => [
        watch.store.onDidChange((changes) => {
          const names = new Set(changes.map(({ operation }) => operation.name));
          this.#outdate(({ name }) => names.has(name));
        }),
        watch.cancellations.onDidChange(({ cancellation }) => {
          this.#outdate(({ name }) => name === cancellation.reading.name);
        }),
      ]),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const { current } = this.#session;
    const text = await this.#text(uri, current);
    return current.simulated ? `${comment(simulatedSentence())}\n${text}` : text;
  }

  async #text(uri: Uri, current: Session): Promise<string> {
    const subjects = documentSubjects(uri);
    const found = await Promise.all(subjects.map((subject) => findSubject(current, subject)));
    const [only, ...others] = found.filter((each) => each !== undefined);
    if (!only) {
      return `${comment(l10n.t('This operation is not known any more. Refresh the view and open it again.'))}\n`;
    }
    if (subjects.length > 1) {
      const { cancellations } = current.watch;
      const requests = [only, ...others].map(({ collection, name }) => cancellations.find(collection, name));
      return outcomesText(requests.filter((request) => request !== undefined));
    }
    return operationText(factsOf(current.watch, only, await describe(current, only)));
  }

  /** Has the open documents of some operations read again. */
  #outdate(isOutdated: (subject: DocumentSubject) => boolean): void {
    for (const { uri } of workspace.textDocuments) {
      if (uri.scheme === DOCUMENT_SCHEME && documentSubjects(uri).some(isOutdated)) {
        this.#outdated.set(uri.toString(), uri);
      }
    }
    if (this.#outdated.size > 0) {
      this.#announcement.call();
    }
  }

  #announce(): void {
    const uris = [...this.#outdated.values()];
    this.#outdated.clear();
    uris.forEach((uri) => this.#changed.fire(uri));
  }
}

/**
 * The operation of this name in the collection of this id, where a server has listed it or an earlier session recorded it.
 * Whoever can write an address must not be able to have anything else read. Everything is read first when it is not
 * known yet, as after a reload with an open document.
 */
async function findSubject({ watch }: Session, subject: DocumentSubject): Promise<OperationReference | undefined> {
  const find = (): OperationReference | undefined => {
    const recorded = [...watch.cancellations.active(), ...watch.history.entries()].map(({ collection }) => collection);
    const collection = [...watch.survey.collections(), ...recorded].find(({ id }) => id === subject.collectionId);
    const reference = collection && { collection, name: subject.name };
    return reference && isKnown(watch, reference) ? reference : undefined;
  };
  if (!find()) {
    await watch.refresher.refresh();
  }
  return find();
}

async function describe(
  { google }: Session,
  { collection, name }: OperationReference,
): Promise<OperationTextFacts['answer']> {
  try {
    return { json: await google.operations.describe(collection, name) };
  } catch (error) {
    const facts = errorFacts(error);
    const { title, detail } = errorWords(facts, collection.project);
    return { problem: l10n.t('{0}. {1} {2}', title, detail, facts.message) };
  }
}

function factsOf(
  { store, cancellations, history }: Watch,
  { collection, name }: OperationReference,
  answer: OperationTextFacts['answer'],
): OperationTextFacts {
  const operation = store.find(collection, name);
  const transitions = history.entries().filter((entry) => isOf(entry, { collection, name }));
  const [latest] = transitions;
  return {
    collection,
    reading: operation ?? latest?.reading ?? unread(name),
    state: operation?.state ?? latest?.to,
    location: operation?.location ?? latest?.location,
    cancellation: cancellations.find(collection, name),
    transitions,
    answer,
  };
}
