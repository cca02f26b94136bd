import { l10n, type Uri } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { errorFacts } from '../../google/apiError.js';
import type { OperationDescription } from '../../google/apis/operationsApi.js';
import { isEnded, isOf, type Operation, type OperationReference } from '../../operations/operation.js';
import { unread } from '../../operations/reading.js';
import { followIntervalMs } from '../../watch/schedule.js';
import type { Watch } from '../../watch/watch.js';
import type { PageBody } from '../pageText.js';
import type { Session } from '../session.js';
import { errorWords } from '../words/apiError.js';
import type { DocumentSubject } from './documentSubject.js';
import { findSubject } from './findSubject.js';
import { operationText, type PageAnswer } from './operationText.js';
import type { Page } from './page.js';
import type { PageFormat } from './pageFormat.js';

type Answer = Pick<OperationDescription, 'json' | 'steps' | 'help'> | { readonly problem: string };

/** The open page of one operation: what was read for it last, and whether that still holds. */
export class OperationPage implements Page {
  readonly #subject: DocumentSubject;
  readonly #clock: Clock;
  #session: Session | undefined;
  #reference: OperationReference | undefined;
  #answer: Answer | undefined;
  #body: PageBody | undefined;
  #reading: Promise<void> | undefined;
  /** What is learned now was learned by this page. */
  #isTelling = false;
  #readAt = -Infinity;
  #failures = 0;
  #outdated = true;
  #text = '';

  constructor(
    readonly uri: Uri,
    subject: DocumentSubject,
    clock: Clock,
  ) {
    this.#subject = subject;
    this.#clock = clock;
  }

  /** Whether the server's answer is on the page. */
  get isRead(): boolean {
    return this.#answer !== undefined && 'json' in this.#answer;
  }

  /** As it is now; undefined for one that is no longer listed. */
  get operation(): Operation | undefined {
    const { collection, name } = this.#reference ?? {};
    return collection && name !== undefined ? this.#session?.watch.store.find(collection, name) : undefined;
  }

  noteChange(names: ReadonlySet<string>): boolean {
    if (!names.has(this.#subject.name) || this.#isTelling) {
      return false;
    }
    this.#outdated = true;
    return true;
  }

  get goesOn(): boolean {
    const { operation } = this;
    return operation !== undefined && !isEnded(operation.state);
  }

  outdate(): void {
    this.#outdated = true;
  }

  isDue(): boolean {
    return this.goesOn && this.#clock.monotonic() - this.#readAt >= followIntervalMs(this.#failures);
  }

  isStale(format: PageFormat): boolean {
    return this.#outdated || (this.#reading === undefined && this.#draw(format) !== this.#text);
  }

  async text(session: Session, format: PageFormat): Promise<string | undefined> {
    if (this.#session !== session || !this.#reference) {
      this.#session = session;
      this.#reference = await findSubject(session, this.#subject);
    }
    if (!this.#reference) {
      return undefined;
    }
    if (this.#outdated && !this.#reading) {
      this.#outdated = false;
      this.#reading = this.#read(session, this.#reference).finally(() => (this.#reading = undefined));
    }
    await this.#reading;
    this.#text = this.#draw(format);
    return this.#text;
  }

  /** One request. What it tells is news for the whole product. */
  async #read({ google, watch }: Session, { collection, name }: OperationReference): Promise<void> {
    try {
      const { reading, ...answer } = await google.operations.describe(collection, name);
      this.#answer = answer;
      this.#failures = 0;
      if (watch.store.find(collection, name)) {
        this.#isTelling = true;
        watch.store.read(collection, reading);
      }
    } catch (error) {
      const facts = errorFacts(error);
      const { title, detail } = errorWords(facts, collection.project);
      this.#answer = { problem: l10n.t('{0}. {1} {2}', title, detail, facts.message) };
      this.#failures++;
    } finally {
      this.#isTelling = false;
    }
    this.#readAt = this.#clock.monotonic();
    this.#askWho(watch);
    this.#body = undefined;
  }

  /** The page does not wait for it: what is learned is drawn when it is there. */
  #askWho({ starters }: Watch): void {
    const { operation } = this;
    if (operation) {
      void starters.opened(operation);
    }
  }

  #draw(format: PageFormat): string {
    const session = this.#session;
    const answer = this.#answer;
    if (!session || !this.#reference || !answer) {
      return '';
    }
    return operationText({
      ...whatIsKnown(session.watch, this.#reference),
      answer: this.#shown(answer, format),
      simulated: session.simulated,
      now: this.#clock.now(),
    });
  }

  /** The server's answer is written out once, however often the page is drawn. */
  #shown(answer: Answer, format: PageFormat): PageAnswer {
    if ('problem' in answer) {
      return answer;
    }
    const body = this.#body?.language === format.language ? this.#body : format.bodyOf(answer.json);
    this.#body = body;
    return { ...answer, body };
  }
}

function whatIsKnown({ store, cancellations, history, starters }: Watch, { collection, name }: OperationReference) {
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
    who: starters.known({ collection, name }),
  };
}
