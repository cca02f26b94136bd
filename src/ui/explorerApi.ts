import type { AuthenticationProvider, Uri } from 'vscode';
import type { AgentTools } from './agents/tools.js';
import type { Command } from './commands/command.js';
import type { HistoryTree } from './history/historyTree.js';
import type { Session } from './session.js';
import type { TimelineView } from './timeline/timelineView.js';
import type { TreeElement } from './tree/element.js';
import type { OperationsTree } from './tree/operationsTree.js';

/** The opened product, as the shell in extension.ts and the tests in the extension host see it. Read-only. */
export interface Explorer {
  /** The rows. */
  readonly tree: OperationsTree;
  /** The rows of the history. */
  readonly history: HistoryTree;
  /** The timeline's view, where VS Code opens it. */
  readonly timeline: TimelineView;
  /** Every command by its id. */
  readonly commands: ReadonlyMap<string, Command>;
  /** The signed-in accounts as VS Code asks for them. */
  readonly authentication: AuthenticationProvider;
  /** What language models may call. */
  readonly tools: Pick<AgentTools, 'run'>;
  /** Shows what a link to this extension names. */
  openLink(uri: Uri): Promise<void>;
  /** What stands beside the view's title. */
  readonly viewDescription: string | undefined;
  /** What stands above the rows; empty without a filter. */
  readonly viewMessage: string | undefined;
  /** The status bar's text with its icons; undefined while the item is hidden. */
  readonly statusBarText: string | undefined;
  /** The selected rows. */
  readonly selection: readonly TreeElement[];
  /** Brings a row into view and selects it; false when VS Code does not do it. */
  select(row: TreeElement): Promise<boolean>;
  /** The current settings and google/ and watch/ as they were built by them. */
  readonly session: Session;
}
