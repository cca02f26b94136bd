import type { CancellationToken } from 'vscode';
import { errorFacts, isApiError } from '../../google/apiError.js';
import { NotRecordedError } from '../../watch/notRecordedError.js';
import { bounded, dataNote, type ToolParts } from './answer.js';
import { CancelTool } from './cancelTool.js';
import { ToolError } from './input.js';
import { listOperations } from './listTool.js';
import { getOperation, waitForOperation } from './readTools.js';
import type { ToolName } from './toolNames.js';

type Tool = (input: unknown, signal: AbortSignal) => Promise<object>;

/** What language models may do: look, wait, and ask the person whether an operation may be cancelled. */
export class AgentTools {
  readonly #parts: ToolParts;
  readonly #tools: Readonly<Record<ToolName, Tool>>;

  constructor(parts: ToolParts) {
    this.#parts = parts;
    const cancel = new CancelTool(parts);
    this.#tools = {
      cloudOperations_list_operations: (input, signal) => listOperations(parts, input, signal),
      cloudOperations_get_operation: (input) => getOperation(parts, input),
      cloudOperations_wait_for_operation: (input, signal) => waitForOperation(parts, input, signal),
      cloudOperations_cancel_operation: (input, signal) => cancel.run(input, signal),
    };
  }

  /**
   * Runs a tool. What a model can do something about is an answer or a `ToolError`, also what a server answered; the rest
   * is thrown as it is.
   */
  async run(name: ToolName, input: unknown, token: CancellationToken): Promise<object> {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort());
    try {
      const { simulated } = this.#parts.session.current;
      const answer = await this.#tools[name](input, stop.signal);
      return simulated ? { simulated: 'Made-up sample data: no cloud was asked.', ...answer } : answer;
    } catch (error) {
      throw toToolError(error);
    } finally {
      listening.dispose();
    }
  }
}

function toToolError(error: unknown): unknown {
  if (isApiError(error)) {
    const { kind, message, reason } = errorFacts(error);
    const serverText = { message: bounded(message, 2_000), reason: bounded(reason, 200) };
    return new ToolError(JSON.stringify({ error: kind, note: dataNote, serverText }));
  }
  return error instanceof NotRecordedError
    ? new ToolError('The request could not be written down on this machine, so it was not sent. Tell the person.')
    : error;
}
