import { commands, l10n, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import { Owner } from '../../base/lifecycle.js';

const SCHEME = 'cloud-operations-report';
/** VS Code closes the document behind a preview after a few minutes, and asks for it again. */
const MOST_KEPT = 5;

/** Read-only documents with reports, each of its moment. */
export class ReportDocuments extends Owner implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor() {
    super();
    this.own(workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? l10n.t('This report is no longer kept. Run “Diagnose Connection” again.');
  }

  /**
   * Opens it as VS Code's Markdown preview, in which wide tables wrap and nothing of it is carried out; as text where that
   * part of VS Code is switched off.
   * @param name without extension, as the tab shows it.
   */
  async show(name: string, markdown: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}.md`, query: String(++this.#count) });
    this.#texts.set(uri.toString(), markdown);
    const [oldest] = this.#texts.keys();
    if (oldest !== undefined && this.#texts.size > MOST_KEPT) {
      this.#texts.delete(oldest);
    }
    const document = await workspace.openTextDocument(uri);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await window.showTextDocument(document, { preview: false });
    }
  }
}
