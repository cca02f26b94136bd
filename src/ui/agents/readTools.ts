import { l10n } from 'vscode';
import { sleep } from '../../base/clock.js';
import { errorFacts } from '../../google/apiError.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import { findOperation } from '../findOperation.js';
import type { Session } from '../session.js';
import { confirm } from '../show.js';
import { dataNote, describeOperation, nameFrom, type ToolParts } from './answer.js';
import { fieldsOf, flagIn, numberIn, textIn, ToolError } from './input.js';

/** Longer than any name that can be asked for, also when all of it is encoded. */
const MOST_NAME = 4_000;
const MOST_WAIT_S = 600;
const FIRST_LOOK_MS = 3_000;
const LONGEST_LOOK_MS = 30_000;
/** The latest of what was seen while waiting. */
const MOST_STEPS = 20;

/** What a look while waiting saw, where it is not what the look before it saw. */
interface Step {
  readonly afterSeconds: number;
  readonly state: Operation['state'];
  readonly phase: Operation['phase'];
  readonly percent: number | undefined;
}

/** "get_operation": as the server answers now; with `who` also what the audit log says, which takes one request more. */
export async function getOperation({ session, clock }: ToolParts, input: unknown): Promise<object> {
  const { current } = session;
  const operation = await readNow(current, await operationIn(current, input));
  const unread = flagIn(fieldsOf(input), 'who') ? await readWho(current, operation) : undefined;
  return {
    note: dataNote,
    ...(unread !== undefined && { auditLogNotRead: unread }),
    operation: describeOperation(operation, current, clock, 2_000),
  };
}

/** Why the audit log tells nothing; what it tells becomes part of what is known of the operation. */
async function readWho({ watch }: Session, operation: Operation): Promise<string | undefined> {
  try {
    const answer = await watch.starters.ask(operation);
    switch (answer.kind) {
      case 'read':
        return undefined;
      case 'off':
        return 'off';
      case 'refused':
        return answer.error.kind;
    }
  } catch (error) {
    return errorFacts(error).kind;
  }
}

/** "wait_for_operation": looks again until it has ended, the time is over, or the person stops it. */
export async function waitForOperation(parts: ToolParts, input: unknown, signal: AbortSignal): Promise<object> {
  const { session, clock } = parts;
  const { current } = session;
  const seconds = numberIn(fieldsOf(input), 'seconds', 1, MOST_WAIT_S, 120);
  const begun = clock.monotonic();
  let operation = await readNow(current, await operationIn(current, input));
  const steps: Step[] = [];
  const look = ({ state, phase, progress }: Operation): void => {
    const seconds = Math.round((clock.monotonic() - begun) / 1000);
    const last = steps.at(-1);
    if (last?.state !== state || last.phase !== phase || last.percent !== progress?.percent) {
      steps.push({ afterSeconds: seconds, state, phase, percent: progress?.percent });
    }
  };
  look(operation);
  let waitMs = FIRST_LOOK_MS;
  let stopped: 'ended' | 'timeIsOver' | 'stopped' = 'ended';
  while (!isEnded(operation.state)) {
    const restMs = begun + seconds * 1000 - clock.monotonic();
    if (restMs <= 0) {
      stopped = 'timeIsOver';
      break;
    }
    await sleep(clock, Math.min(waitMs, restMs), signal).catch(() => undefined);
    if (signal.aborted) {
      stopped = 'stopped';
      break;
    }
    operation = await readNow(current, operation);
    look(operation);
    waitMs = Math.min(waitMs * 1.5, LONGEST_LOOK_MS);
  }
  const next =
    stopped === 'timeIsOver' ? 'It still runs. Call this again to go on waiting, or tell the person.' : undefined;
  return {
    note: dataNote,
    stoppedBecause: stopped,
    progress: steps.slice(-MOST_STEPS),
    ...(next !== undefined && { next }),
    operation: describeOperation(operation, current, clock, 2_000),
  };
}

/**
 * The operation that the input names, read where it is not known; in a project that is not on show only when the person
 * agrees. @throws ToolError with what to do instead.
 */
export async function operationIn(session: Session, input: unknown): Promise<Operation> {
  const fields = fieldsOf(input);
  const service = textIn(fields, 'service', 100);
  const given = textIn(fields, 'name', MOST_NAME);
  for (const name of new Set([given, nameFrom(given)])) {
    const found = await findOperation(session, { service, name }, mayAsk);
    switch (found.found) {
      case 'operation':
        return found.operation;
      case 'declined':
        throw new ToolError('The person declined to have that project asked. Do not ask for it again.');
      case 'nothing':
      case 'noService':
      case 'several':
    }
  }
  throw new ToolError(
    'There is no such operation on show. Take service and name from list_operations as they are; only the services and projects that the person has chosen are listed.',
  );
}

function mayAsk(project: string): Promise<boolean> {
  return confirm({
    text: l10n.t('An agent asks to read an operation in the project {0}, which is not on show. Allow it?', project),
    detail: l10n.t('One request is sent with your credential. Nothing is changed.'),
    act: l10n.t('Read Operation'),
  });
}

/** The operation as the server answers now; expired where it no longer knows it. @throws ApiError */
export async function readNow({ google, watch }: Session, operation: Operation): Promise<Operation> {
  const { collection, name } = operation;
  if (isEnded(operation.state)) {
    return operation;
  }
  try {
    watch.store.read(collection, await google.operations.get(collection, name));
  } catch (error) {
    if (errorFacts(error).kind !== 'notFound') {
      throw error;
    }
    watch.store.gone(collection, name);
  }
  return watch.store.find(collection, name) ?? { ...operation, state: 'expired' };
}
