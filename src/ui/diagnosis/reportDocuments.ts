import { l10n, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { Owner } from '../../base/lifecycle.js';

const SCHEME = 'cloud-operations-report';

/** Read-only documents with reports. They live as long as they are open: a report is of its moment. */
export class ReportDocuments extends Owner implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor() {
    super();
    this.own(workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? l10n.t('This report is gone. Run “Diagnose Connection” again.');
  }

  /** @param name without extension, as the tab shows it. */
  async show(name: string, markdown: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: String(++this.#count) });
    this.#texts.set(uri.toString(), markdown);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }
}
