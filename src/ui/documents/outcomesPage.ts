import type { Uri } from 'vscode';
import type { Session } from '../session.js';
import type { DocumentSubject } from './documentSubject.js';
import { findSubject } from './findSubject.js';
import { outcomesText } from './outcomesText.js';
import type { Page } from './page.js';

/** The open page that tells what became of several cancel requests: what is known of them, without a request. */
export class OutcomesPage implements Page {
  readonly #subjects: readonly DocumentSubject[];
  readonly goesOn = false;
  #outdated = true;

  constructor(
    readonly uri: Uri,
    subjects: readonly DocumentSubject[],
  ) {
    this.#subjects = subjects;
  }

  noteChange(names: ReadonlySet<string>): boolean {
    const isNews = this.#subjects.some(({ name }) => names.has(name));
    this.#outdated ||= isNews;
    return isNews;
  }

  outdate(): void {
    this.#outdated = true;
  }

  isDue(): boolean {
    return false;
  }

  isStale(): boolean {
    return this.#outdated;
  }

  async text(session: Session): Promise<string | undefined> {
    this.#outdated = false;
    const { cancellations } = session.watch;
    const found = await Promise.all(this.#subjects.map((subject) => findSubject(session, subject)));
    const requests = found.flatMap((each) => (each && cancellations.find(each.collection, each.name)) ?? []);
    return requests.length === 0 ? undefined : outcomesText(requests, session.simulated);
  }
}
