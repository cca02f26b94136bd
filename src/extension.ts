import { commands, EventEmitter, ExtensionMode, window, type ExtensionContext, type TreeDataProvider } from 'vscode';
import { registerTools } from './ui/agents/registerTools.js';
import { commandIds } from './ui/commands/commandIds.js';
import type { Explorer } from './ui/explorerApi.js';
import type { HistoryElement } from './ui/history/historyElement.js';
import { registerAuthentication } from './ui/signIn/registerAuthentication.js';
import type { TreeElement } from './ui/tree/element.js';
import { HISTORY_VIEW_ID, TIMELINE_VIEW_ID, VIEW_ID } from './ui/viewId.js';

/**
 * What `activate` returns to the tests that run in the extension host, because VS Code gives nobody a way to read a status
 * bar or a tree. It leads to tokens and cancels, so other extensions get nothing: only where VS Code runs this extension's
 * own tests is there anything to get.
 */
export interface ExtensionApi {
  /** Opens the product if it is not open yet. */
  open(): Promise<Explorer>;
}

/** In less the host has sent what it has to send, which it does after the turn. */
const SENT_MS = 5;

/** Registers what VS Code may ask for. The product itself is a file of its own. */
export function activate(context: ExtensionContext): ExtensionApi | undefined {
  const changed = new EventEmitter<TreeElement[] | undefined>();
  const historyChanged = new EventEmitter<undefined>();
  const view = window.createTreeView(VIEW_ID, {
    treeDataProvider: lazyTree(changed, open),
    canSelectMany: true,
    showCollapseAll: true,
  });
  const historyView = window.createTreeView(HISTORY_VIEW_ID, {
    treeDataProvider: lazyHistory(historyChanged, open),
    canSelectMany: true,
  });
  let opened: Promise<Explorer> | undefined;

  function open(): Promise<Explorer> {
    opened ??= import('./explorer.js').then(({ openExplorer }) => {
      const explorer = openExplorer(context, view, historyView);
      context.subscriptions.push(
        explorer.tree.onDidChangeTreeData((rows) => changed.fire(rows)),
        explorer.history.onDidChangeTreeData(() => historyChanged.fire(undefined)),
      );
      return explorer;
    });
    return opened;
  }

  const authentication = registerAuthentication(async () => (await open()).authentication);
  context.subscriptions.push(
    changed,
    view,
    historyChanged,
    historyView,
    window.registerWebviewViewProvider(TIMELINE_VIEW_ID, {
      resolveWebviewView: async (timeline) => (await open()).timeline.resolve(timeline),
    }),
    authentication,
    registerTools(async (...call) => (await open()).tools.run(...call)),
    window.registerUriHandler({ handleUri: async (uri) => (await open()).openLink(uri) }),
  );
  for (const id of commandIds) {
    const run = async (...args: unknown[]): Promise<void> => (await open()).commands.get(id)?.(...args);
    context.subscriptions.push(commands.registerCommand(id, run));
  }
  // Somebody looks, a command or a tool runs, or a session is asked for: else VS Code does not load this file. The product is
  // loaded and opened while the window hears what there is and asks for rows.
  const opening = setTimeout(() => void open().catch(() => undefined), SENT_MS);
  context.subscriptions.push({ dispose: () => clearTimeout(opening) });
  return context.extensionMode === ExtensionMode.Test ? { open } : undefined;
}

function lazyTree(
  changed: EventEmitter<TreeElement[] | undefined>,
  open: () => Promise<Explorer>,
): TreeDataProvider<TreeElement> {
  return {
    onDidChangeTreeData: changed.event,
    getChildren: async (element) => (await open()).tree.provideChildren(element),
    getTreeItem: async (element) => (await open()).tree.getTreeItem(element),
    getParent: (element) => element.parent,
    resolveTreeItem: async (item, element) => (await open()).tree.resolveTreeItem(item, element),
  };
}

function lazyHistory(
  changed: EventEmitter<undefined>,
  open: () => Promise<Explorer>,
): TreeDataProvider<HistoryElement> {
  return {
    onDidChangeTreeData: changed.event,
    getChildren: async (element) => (await open()).history.getChildren(element),
    getTreeItem: async (element) => (await open()).history.getTreeItem(element),
    getParent: (element) => element.parent,
    resolveTreeItem: async (item, element) => (await open()).history.resolveTreeItem(item, element),
  };
}
