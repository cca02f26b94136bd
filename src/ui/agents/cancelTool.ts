import { isDecided } from '../../operations/cancellation.js';
import { operationKey, type Operation } from '../../operations/operation.js';
import { mayAsk, whyNotCancellable } from '../../watch/cancellable.js';
import { confirmCancel } from '../confirmCancel.js';
import { confirmProtected } from '../confirmProtected.js';
import { dataNote, describeOperation, type ToolParts } from './answer.js';
import { operationIn, readNow } from './readTools.js';

const bestEffort =
  'Cancelling is asynchronous and best effort: the operation may still complete. Call wait_for_operation to learn what became of it, and do not say that it is cancelled before its state is "cancelled".';

/**
 * "cancel_operation": asks the person, in a dialog that names the operation as it was read just before. Nothing that VS Code
 * approves by itself counts as consent.
 */
export class CancelTool {
  readonly #parts: ToolParts;
  /** By operation: what is asked again while the dialog is open has the same answer. */
  readonly #asking = new Map<string, Promise<object>>();

  constructor(parts: ToolParts) {
    this.#parts = parts;
  }

  async run(input: unknown, signal: AbortSignal): Promise<object> {
    const known = await operationIn(this.#parts.session.current, input);
    const key = operationKey(known);
    const under = this.#asking.get(key);
    if (under) {
      return under;
    }
    const asking = this.#ask(known, signal).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #ask(known: Operation, signal: AbortSignal): Promise<object> {
    const { session, clock } = this.#parts;
    const { current } = session;
    const answer = (result: string, next: string, operation: Operation): object => ({
      note: dataNote,
      result,
      next,
      operation: describeOperation(operation, session.current, clock, 200),
    });
    const operation = await readNow(current, known);
    const reason = whyNotCancellable(operation, current.watch);
    if (!mayAsk(reason)) {
      return answer(reason, 'Nothing was asked of the server. Tell the person.', operation);
    }
    const agreed =
      (await confirmCancel(operation, current, clock.now(), true)) &&
      (await confirmProtected(current.settings.protection, [operation]));
    if (!agreed) {
      return answer('declined', 'The person declined. Do not ask again unless the person wants it.', operation);
    }
    if (signal.aborted) {
      return answer('stopped', 'The person stopped the tool before the request was sent. Nothing was sent.', operation);
    }
    const still = session.current.watch.store.find(operation.collection, operation.name);
    const ended = still && whyNotCancellable(still, session.current.watch);
    if (!still || !mayAsk(ended)) {
      return answer(ended ?? 'gone', 'It changed while the person was asked. Nothing was sent.', still ?? operation);
    }
    const request = await session.current.watch.cancellations.request(still);
    const after = session.current.watch.store.find(still.collection, still.name) ?? still;
    // A service may have refused, or the operation may have ended meanwhile: never more is said than is known.
    return isDecided(request) && request.outcome !== 'cancelled'
      ? answer(request.outcome, 'Tell the person what became of the request.', after)
      : answer('requested', bestEffort, after);
  }
}
