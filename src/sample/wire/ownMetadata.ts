import { timestamp } from '../timestamp.js';
import type { JsonObject } from '../json.js';
import { segmentAfter } from '../record.js';
import type { OperationRecord } from '../record.js';
import type { PresentLife } from '../scenario.js';

/** A message type that is like no other: its package, and its fields at one moment. */
export interface OwnMetadata {
  readonly package: string;
  write(record: OperationRecord, life: PresentLife): JsonObject;
}

const firestore = 'google.firestore.admin.v1';
const spannerDatabase = 'google.spanner.admin.database.v1';
const spannerInstance = 'google.spanner.admin.instance.v1';

/** By the short name of the type; Dataproc's, Vault's and the common shape of AIP-151 are written elsewhere. */
export const ownMetadata: Readonly<Record<string, OwnMetadata>> = {
  TransferOperation: { package: 'google.storagetransfer.v1', write: transfer },
  ExportDocumentsMetadata: {
    package: firestore,
    write: (record, life) => ({
      ...timed(record, life),
      operationState: firestoreState(life),
      ...documents(record, life),
      collectionIds: ['orders', 'customers'],
      outputUriPrefix: record.target,
    }),
  },
  ImportDocumentsMetadata: {
    package: firestore,
    write: (record, life) => ({
      ...timed(record, life),
      operationState: firestoreState(life),
      ...documents(record, life),
      inputUriPrefix: record.target,
    }),
  },
  BulkDeleteDocumentsMetadata: {
    package: firestore,
    write: (record, life) => ({
      ...timed(record, life),
      operationState: firestoreState(life),
      ...documents(record, life),
      collectionIds: [record.target.split('/').at(-1) ?? ''],
    }),
  },
  IndexOperationMetadata: {
    package: firestore,
    write: (record, life) => ({
      ...timed(record, life),
      index: record.target,
      state: firestoreState(life),
      ...documents(record, life),
    }),
  },
  CreateBackupMetadata: {
    package: spannerDatabase,
    // `name` is the backup, which is also the parent of the operation.
    write: (record, life) => ({
      name: record.target,
      database: `${instanceOf(record)}/databases/${record.description ?? 'orders'}`,
      ...spannerProgress(record, life),
    }),
  },
  RestoreDatabaseMetadata: {
    package: spannerDatabase,
    write: (record, life) => ({
      name: record.target,
      sourceType: 'BACKUP',
      backupInfo: { backup: `${instanceOf(record)}/backups/${record.description ?? 'nightly'}` },
      ...spannerProgress(record, life),
    }),
  },
  UpdateDatabaseDdlMetadata: {
    package: spannerDatabase,
    write: (record, life) => ({
      database: record.target,
      statements: [record.description ?? 'CREATE INDEX OrdersByCustomer ON Orders(CustomerId)'],
      progress: [spannerProgress(record, life)['progress'] ?? {}],
    }),
  },
  UpdateInstanceMetadata: {
    package: spannerInstance,
    write: (record, life) => ({
      instance: { name: record.target, displayName: record.target.split('/').at(-1), nodeCount: 3, state: 'READY' },
      ...timed(record, life),
      cancelTime: cancelTime(record, life),
    }),
  },
};

/** Of a Storage Transfer the metadata tells how it ended: there is no `error`, however it went. */
function transfer(record: OperationRecord, life: PresentLife): JsonObject {
  const failed = life.phase === 'done' && life.result.kind === 'error' && life.result.code !== 1;
  const [source = 'source', sink = 'sink'] = (record.description ?? '').split(' → ');
  const found = Math.floor(share(record, life) * 12_000);
  return {
    name: record.name,
    projectId: record.target.split('/').at(1) ?? '',
    transferSpec: { gcsDataSource: { bucketName: source }, gcsDataSink: { bucketName: sink } },
    ...timed(record, life),
    status: transferStatus(life),
    counters: { objectsFoundFromSource: '12000', objectsCopiedToSink: String(found) },
    ...(failed && { errorBreakdowns: [{ errorCode: 'PERMISSION_DENIED', errorCount: '1' }] }),
    transferJobName: record.target.split('/').slice(2).join('/'),
  };
}

function transferStatus(life: PresentLife): string {
  if (life.phase !== 'done') {
    return life.phase === 'pending' ? 'QUEUED' : 'IN_PROGRESS';
  }
  if (life.result.kind !== 'error') {
    return 'SUCCESS';
  }
  return life.result.code === 1 ? 'ABORTED' : 'FAILED';
}

function firestoreState(life: PresentLife): string {
  if (life.phase !== 'done') {
    return life.cancelRequested ? 'CANCELLING' : life.phase === 'pending' ? 'INITIALIZING' : 'PROCESSING';
  }
  if (life.result.kind !== 'error') {
    return 'SUCCESSFUL';
  }
  return life.result.code === 1 ? 'CANCELLED' : 'FAILED';
}

function documents(record: OperationRecord, life: PresentLife): JsonObject {
  const completed = String(Math.floor(share(record, life) * 250_000));
  return { progressDocuments: { estimatedWork: '250000', completedWork: completed } };
}

function spannerProgress(record: OperationRecord, life: PresentLife): JsonObject {
  return {
    progress: { progressPercent: Math.floor(share(record, life) * 100), ...timed(record, life) },
    cancelTime: cancelTime(record, life),
  };
}

function timed(record: OperationRecord, life: PresentLife): JsonObject {
  return {
    startTime: timestamp(record.createdAt),
    endTime: life.phase === 'done' ? timestamp(life.endedAt) : undefined,
  };
}

function cancelTime(record: OperationRecord, life: PresentLife): string | undefined {
  return life.cancelRequested ? timestamp(record.cancelledAt ?? record.createdAt) : undefined;
}

function instanceOf(record: OperationRecord): string {
  return `projects/${segmentAfter(record.name, 'projects') ?? ''}/instances/${segmentAfter(record.name, 'instances') ?? ''}`;
}

/** How far it is, always the same for one operation: what a client shows of it can be told beforehand. */
function share(record: OperationRecord, life: PresentLife): number {
  return life.phase === 'done' ? 1 : life.phase === 'pending' ? 0 : (record.createdAt / 1000 / 97) % 1;
}
