/** The tools that language models may call, as package.json contributes them. */
export const toolNames = [
  'cloudOperations_list_operations',
  'cloudOperations_get_operation',
  'cloudOperations_wait_for_operation',
  'cloudOperations_cancel_operation',
] as const;

export type ToolName = (typeof toolNames)[number];
