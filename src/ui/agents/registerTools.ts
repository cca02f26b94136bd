import {
  Disposable,
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  type CancellationToken,
  type LanguageModelTool,
} from 'vscode';
import * as vscode from 'vscode';
import { toolNames, type ToolName } from './toolNames.js';

/** Runs a tool; what it answers is JSON. */
export type RunTool = (name: ToolName, input: unknown, token: CancellationToken) => Promise<object>;

/**
 * Registers the tools at activation; what they do is in a file that is loaded with the first call. VS Code is given no
 * confirmation to show: people let it answer those by itself. What needs consent asks in a dialog of its own.
 */
export function registerTools(run: RunTool): Disposable {
  return Disposable.from(...toolNames.map((name) => lm.registerTool(name, tool(name, run))));
}

function tool(name: ToolName, run: RunTool): LanguageModelTool<unknown> {
  return {
    prepareInvocation: () => ({ invocationMessage: invocationText(name) }),
    invoke: async ({ input }, token) => new LanguageModelToolResult([part(await run(name, input, token))]),
  };
}

/** Newer hosts have a part for data. */
function part(answer: object): LanguageModelTextPart {
  const { LanguageModelDataPart: DataPart } = vscode as { LanguageModelDataPart?: { json(value: unknown): unknown } };
  return DataPart
    ? (DataPart.json(answer) as LanguageModelTextPart)
    : new LanguageModelTextPart(JSON.stringify(answer));
}

function invocationText(name: ToolName): string {
  switch (name) {
    case 'cloudOperations_list_operations':
      return l10n.t('Listing cloud operations');
    case 'cloudOperations_get_operation':
      return l10n.t('Reading a cloud operation');
    case 'cloudOperations_wait_for_operation':
      return l10n.t('Waiting for a cloud operation');
    case 'cloudOperations_cancel_operation':
      return l10n.t('Asking you whether to cancel a cloud operation');
  }
}
