import { l10n, Uri, window, workspace } from 'vscode';
import { inform } from './show.js';

interface Saved {
  /** Of the dialog. */
  readonly title: string;
  /** What the file is called unless the person says otherwise, in the folder that is open. */
  readonly name: string;
  readonly filters: Readonly<Record<string, string[]>>;
  readonly text: string;
  /** Said when it is written, beside a button that opens it. */
  readonly told: string;
}

/** Writes a text into a file of the person's choice, and tells so. @throws FileSystemError where it cannot be written. */
export async function saveToFile({ title, name, filters, text, told }: Saved): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const file = await window.showSaveDialog({
    title,
    filters,
    ...(folder && { defaultUri: Uri.joinPath(folder.uri, name) }),
  });
  if (!file) {
    return;
  }
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = l10n.t('Open');
  // Not awaited: the message stays as long as nobody answers it.
  void inform(told, open).then((answer) => (answer === open ? window.showTextDocument(file) : undefined));
}
