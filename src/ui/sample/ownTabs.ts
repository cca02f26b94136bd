import { TabInputText, window, type Tab } from 'vscode';

/** What the schemes of the product's own documents begin with. */
const OWN_SCHEMES = 'cloud-operations';

/** Closes the documents that show operations; all are read-only, so nothing is lost. */
export async function closeOwnTabs(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(isOwn);
  if (tabs.length > 0) {
    await window.tabGroups.close(tabs, true);
  }
}

function isOwn({ input }: Tab): boolean {
  return input instanceof TabInputText && input.uri.scheme.startsWith(OWN_SCHEMES);
}
