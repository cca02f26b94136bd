import type { Bar, OperationContext } from '../../ui/timeline/messages.js';

/** `data-vscode-context` of what stands for an operation: VS Code hands it to the commands of the context menu. */
export function contextOf({ id, menu }: Bar): string {
  const context: OperationContext = {
    webviewSection: 'operation',
    operationId: id,
    ...(menu !== undefined && { viewItem: menu }),
    preventDefaultContextMenuItems: true,
  };
  return JSON.stringify(context);
}
