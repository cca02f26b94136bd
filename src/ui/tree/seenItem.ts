import type { TreeItem } from 'vscode';
import { seenText } from '../words/plainText.js';

/** A row of a tree as people see it; VS Code reads no syntax in its texts, and a MarkdownString escapes its own. */
export function seenItem(item: TreeItem): TreeItem {
  const { label, description, tooltip, accessibilityInformation } = item;
  if (typeof label === 'string') {
    item.label = seenText(label);
  }
  if (typeof description === 'string') {
    item.description = seenText(description);
  }
  if (typeof tooltip === 'string') {
    item.tooltip = seenText(tooltip);
  }
  if (accessibilityInformation) {
    item.accessibilityInformation = { ...accessibilityInformation, label: seenText(accessibilityInformation.label) };
  }
  return item;
}
