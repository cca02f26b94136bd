import { EventEmitter, l10n, window, workspace, type Event, type TextDocumentContentProvider, type Uri } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Coalescer, Timer } from '../../base/timer.js';
import type { Activity } from '../../watch/activity.js';
import { pageText } from '../pageText.js';
import type { SessionHolder } from '../session.js';
import { DOCUMENT_SCHEME, documentSubjects } from './documentUri.js';
import { OperationPage } from './operationPage.js';
import { OutcomesPage } from './outcomesPage.js';
import type { Page } from './page.js';
import type { PageFormat } from './pageFormat.js';

/** Changes that come faster than this are read together. */
const COALESCE_MS = 300;
/** How often a page that can be seen is looked at for what grows old on it. */
const AGEING_MS = 5_000;

/**
 * The read-only pages of operations. Opening one reads that operation once; then it follows what the product learns. What
 * cannot be seen is not read again before it can.
 */
export class OperationDocuments extends Owner implements TextDocumentContentProvider {
  readonly #session: SessionHolder;
  readonly #clock: Clock;
  readonly #activity: Activity;
  readonly #format: PageFormat;
  readonly #changed = this.own(new EventEmitter<Uri>());
  readonly #actsChanged = this.own(new EventEmitter<void>());
  readonly #pages = new Map<string, Page>();
  readonly #announcement: Coalescer;
  readonly #ageing: Timer;

  readonly onDidChange: Event<Uri> = this.#changed.event;
  /** Fires when other acts may be possible than before. */
  readonly onDidChangeActs: Event<void> = this.#actsChanged.event;

  constructor(session: SessionHolder, clock: Clock, activity: Activity, format: PageFormat) {
    super();
    this.#session = session;
    this.#clock = clock;
    this.#activity = activity;
    this.#format = format;
    this.#announcement = this.own(new Coalescer(clock, COALESCE_MS, () => this.#announce()));
    this.#ageing = this.own(new Timer(clock));
    this.own(workspace.registerTextDocumentContentProvider(DOCUMENT_SCHEME, this));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.#pages.delete(uri.toString())));
    this.own(window.onDidChangeVisibleTextEditors(() => this.#announce()));
    this.own(session.onDidChange(() => this.#outdateAll()));
    this.own(
      session.follow(({ watch }) => [
        watch.store.onDidChange((changes) => this.#note(new Set(changes.map(({ operation }) => operation.name)))),
        watch.cancellations.onDidChange(({ cancellation }) => this.#note(new Set([cancellation.reading.name]))),
        watch.starters.onDidLearn(() => this.#announcement.call()),
        watch.follows.onDidChange(() => this.#actsChanged.fire()),
      ]),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const page = this.#pages.get(uri.toString()) ?? this.#open(uri);
    const text = await page?.text(this.#session.current, this.#format);
    this.#actsChanged.fire();
    this.#age();
    return (
      text ?? pageText(l10n.t('This operation is not known any more. Refresh the view and open it again.'), [], [])
    );
  }

  /** What can be done from a page: the operation as it is now, and the language of what the server said of it. */
  page(uri: Uri): OperationPage | undefined {
    const page = this.#pages.get(uri.toString());
    return page instanceof OperationPage ? page : undefined;
  }

  /** Reads a page again. @param address of an open one. */
  readAgain(address: unknown): void {
    const page = typeof address === 'string' ? this.#pages.get(address) : undefined;
    if (page) {
      page.outdate();
      this.#changed.fire(page.uri);
    }
  }

  /** Shows the server's answers in JSON, or in YAML, on all pages. */
  async changeFormat(): Promise<void> {
    await this.#format.choose(this.#format.language === 'JSON' ? 'YAML' : 'JSON');
    this.#announce();
  }

  #open(uri: Uri): Page | undefined {
    const [subject, ...others] = documentSubjects(uri);
    if (!subject) {
      return undefined;
    }
    const page =
      others.length === 0 ? new OperationPage(uri, subject, this.#clock) : new OutcomesPage(uri, documentSubjects(uri));
    this.#pages.set(uri.toString(), page);
    return page;
  }

  #note(names: ReadonlySet<string>): void {
    const noted = [...this.#pages.values()].filter((page) => page.noteChange(names));
    if (noted.length > 0) {
      this.#announcement.call();
    }
  }

  #outdateAll(): void {
    this.#pages.forEach((page) => page.outdate());
    this.#announcement.call();
  }

  /** Has VS Code ask for the pages that can be seen and are not up to date. */
  #announce(): void {
    this.#visible()
      .filter((page) => page.isStale(this.#format))
      .forEach(({ uri }) => this.#changed.fire(uri));
    this.#age();
  }

  /** As long as a page can be seen whose operation goes on. */
  #age(): void {
    if (!this.#ageing.isSet && this.#visible().some(({ goesOn }) => goesOn)) {
      this.#ageing.set(AGEING_MS, () => this.#tick());
    }
  }

  #tick(): void {
    const { focused, viewVisible } = this.#activity;
    // While the view is on screen, its own looks tell the page what happens.
    if (focused && !viewVisible) {
      this.#visible()
        .filter((page) => page.isDue())
        .forEach((page) => page.outdate());
    }
    this.#announce();
  }

  #visible(): Page[] {
    return window.visibleTextEditors.flatMap(({ document }) => this.#pages.get(document.uri.toString()) ?? []);
  }
}
