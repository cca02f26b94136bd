import type { OperationContext } from '../../ui/timeline/messages.js';

/** `data-vscode-context` of what stands for an operation: VS Code hands it to the commands of the context menu. */
export function contextOf(id: string): string {
  const context: OperationContext = {
    webviewSection: 'operation',
    operationId: id,
    preventDefaultContextMenuItems: true,
  };
  return JSON.stringify(context);
}
