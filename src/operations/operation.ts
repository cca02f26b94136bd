import { nameHost, type Collection } from './collection.js';
import { kindOf, respelled } from './resourceName.js';

/** The states of an operation as the product shows them, and whether the server may still change its mind in each. */
const isFinal = {
  running: false,
  cancelling: false,
  cancelled: true,
  succeeded: true,
  failed: true,
  expired: true,
} as const;

export type OperationState = keyof typeof isFinal;

/** Whether a text is the name of a state. */
export function isState(text: string): text is OperationState {
  return Object.hasOwn(isFinal, text);
}

/** The states in which an operation has ended. */
export type EndState = {
  [State in OperationState]: (typeof isFinal)[State] extends true ? State : never;
}[OperationState];

/** `Operation.error`: google.rpc.Status, whose code is a numeric google.rpc.Code. */
export interface OperationError {
  readonly code: number;
  readonly message: string;
}

/** How an operation without `error` ended by its own metadata: some services leave `Operation.error` out. */
export interface StatedEnd {
  readonly state: 'failed' | 'cancelled';
  /** The server's own word for it, e.g. `ABORTED`. */
  readonly word: string;
  /** The server's reason, empty where it gives none. */
  readonly message: string;
}

/** How far an operation is, in the server's numbers. */
export interface OperationProgress {
  /** 0 to 100. */
  readonly percent: number | undefined;
  readonly completed: number | undefined;
  /** Of all, done or not; often an estimate. */
  readonly total: number | undefined;
  readonly failed: number | undefined;
  /** What is counted, in the server's word: `documents`. */
  readonly unit: string | undefined;
  /** What is being done now, in the server's word. */
  readonly step: string | undefined;
}

/** What the server said of an operation, put into one shape by the reader of its metadata type. */
export interface OperationReading {
  /** The resource name exactly as the server gave it. */
  readonly name: string;
  readonly done: boolean;
  readonly error: OperationError | undefined;
  /** What is being done, in the server's own word, e.g. `create`, `CREATE`, `BATCH`. */
  readonly verb: string | undefined;
  /** What of the target it is done to, where not to the target itself: the `backup` of an instance. */
  readonly object: string | undefined;
  /** What it is being done to: a resource name or a short name. */
  readonly target: string | undefined;
  /** The sort of resource where the target's name does not tell, e.g. `cluster`. */
  readonly targetKind: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  /** The server's human-readable status. */
  readonly statusText: string | undefined;
  /** The metadata says that somebody, somewhere, asked for cancellation. */
  readonly cancelRequested: boolean;
  /** The metadata says that it cannot be cancelled now. */
  readonly uncancellable: boolean;
  /** Of a done operation without `error`. */
  readonly statedEnd: StatedEnd | undefined;
  /** Why an operation that is not done does not run. */
  readonly phase: OperationPhase | undefined;
  readonly progress: OperationProgress | undefined;
  /** Warnings and the failures of parts, one a line. */
  readonly warnings: string | undefined;
  /** `key=value, …` */
  readonly labels: string | undefined;
  /** Who started it. */
  readonly user: string | undefined;
}

/** Not begun yet, or halted. */
export type OperationPhase = 'queued' | 'paused';

/** An operation in the store: an immutable value, replaced when anything about it changes. */
export interface Operation extends OperationReading {
  readonly collection: Collection;
  /** The location it runs in, even when its collection spans all of them. */
  readonly location: string | undefined;
  readonly state: OperationState;
}

/** What happened to one operation. `from` is absent for one never seen before, `to` for one that is gone. */
export interface OperationChange {
  /** As it is now; as it was last seen when it is gone. */
  readonly operation: Operation;
  readonly from: OperationState | undefined;
  readonly to: OperationState | undefined;
}

/** What names an operation: a row, or what a notification and the history hand over. */
export type OperationReference = Pick<Operation, 'collection' | 'name'>;

/**
 * `//{host}/{name}`, the full resource name (AIP-122): unique over all services, and the same whichever list of the
 * service showed the operation.
 */
export function operationKey({ collection, name }: KeyedOperation): string {
  return `//${nameHost(collection)}/${name.includes('/regions/') ? (respelled(name) ?? name) : name}`;
}

interface KeyedOperation extends Pick<Operation, 'name'> {
  readonly collection: Pick<Collection, 'host' | 'serviceHost'>;
}

/**
 * The same for operations of one service that do the same to the same sort of resource, wherever and whatever it is called:
 * what was learned of one may be expected of the next.
 */
export function actKey({
  collection: { service },
  verb = '',
  object = '',
  target = '',
  targetKind = kindOf(target) ?? '',
}: Pick<Operation, 'verb' | 'object' | 'target' | 'targetKind'> & {
  readonly collection: Pick<Collection, 'service'>;
}): string {
  return `${service} ${verb.toLowerCase()} ${object === '' ? '' : `${object} `}${targetKind}`;
}

/** Whether a record is of an operation, whichever lists showed them. */
export function isOf(
  { collection, reading }: Pick<KeyedOperation, 'collection'> & { readonly reading: Pick<Operation, 'name'> },
  operation: KeyedOperation,
): boolean {
  return operationKey({ collection, name: reading.name }) === operationKey(operation);
}

/** The server will not change its mind about an operation in this state. */
export function isEnded(state: OperationState): state is EndState {
  return isFinal[state];
}
