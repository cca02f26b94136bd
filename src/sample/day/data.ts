import type { OperationSpec } from '../record.js';
import { cancelled, cancelling, cancelsIn, failed, running, starting, succeeded } from './course.js';

const project = 'acme-analytics';

/** What else the data team keeps: databases, a cache, transfers. */
export function dataDay(): OperationSpec[] {
  return [...spanner(), ...firestore(), ...transfers(), ...databases()];
}

function spanner(): OperationSpec[] {
  const instance = `projects/${project}/instances/ledger`;
  const below = (what: string, type: string, description?: string): OperationSpec => ({
    service: 'spanner',
    name: `${instance}/${what}/operations/_auto_op_${type.length}${what.length}`,
    type,
    target: `${instance}/${what}`,
    ...(description !== undefined && { description }),
  });
  return [
    { ...below('backups/nightly-1122', 'CreateBackupMetadata', 'orders'), ...running(9, 14) },
    {
      ...below('databases/orders-restored', 'RestoreDatabaseMetadata', 'nightly-1121'),
      ...running(26, 40, cancelsIn(20)),
    },
    { ...below('databases/orders', 'UpdateDatabaseDdlMetadata'), ...cancelling(17, 0.5, 2) },
    {
      service: 'spanner',
      name: `${instance}/operations/0c9d41aa50ca8546`,
      type: 'UpdateInstanceMetadata',
      target: instance,
      ...succeeded(200, 1.5),
    },
  ];
}

function firestore(): OperationSpec[] {
  const database = `projects/${project}/databases/(default)`;
  const inDatabase = (id: string, type: string, target: string): OperationSpec => ({
    service: 'firestore',
    name: `${database}/operations/${id}`,
    type,
    target,
  });
  return [
    {
      ...inDatabase('ASA1MTAwNDQxNAgadGx1YWZlZAcSQ', 'ExportDocumentsMetadata', 'gs://acme-backup/2026-11-22'),
      ...running(6, 11),
    },
    {
      ...inDatabase('ASAxMjQ1MDQ0MTQwCBp0bHVhZmVkBxI', 'ImportDocumentsMetadata', 'gs://acme-seed/staging'),
      ...running(33, 50, cancelsIn(9)),
    },
    {
      ...inDatabase(
        'S05jdXN0b21lcnMyMDI2MTEyMQ',
        'BulkDeleteDocumentsMetadata',
        `${database}/collectionGroups/sessions`,
      ),
      ...cancelled(260, 4),
    },
  ];
}

/** Transfers end in their metadata alone; the names of their operations say nothing of the project. */
function transfers(): OperationSpec[] {
  const transfer = (job: string, number: number, buckets: string): OperationSpec => ({
    service: 'storagetransfer',
    name: `transferOperations/transferJobs-${job}-${number}`,
    target: `projects/${project}/transferJobs/${job}`,
    description: buckets,
  });
  return [
    { ...transfer('8273651', 17006, 'acme-raw → acme-archive'), ...running(48, 35, cancelsIn(12)) },
    { ...transfer('8273651', 17005, 'acme-raw → acme-archive'), ...succeeded(1488, 41) },
    { ...transfer('5510027', 902, 'partner-drop → acme-raw'), ...failed(75, 2, 7, 'Access to the source was denied.') },
    { ...transfer('5510027', 901, 'partner-drop → acme-raw'), ...cancelled(1515, 3) },
  ];
}

function databases(): OperationSpec[] {
  const location = 'us-central1';
  const standard = (service: string, verb: string, target: string): OperationSpec => ({
    service,
    project,
    location,
    verb,
    target: `projects/${project}/locations/${location}/${target}`,
  });
  return [
    { ...standard('redis', 'export', 'instances/session-cache'), ...running(5, 4) },
    { ...standard('redis', 'update', 'instances/session-cache'), ...succeeded(320, 6) },
    { ...standard('alloydb', 'create', 'clusters/pricing/instances/read-pool'), ...running(12, 9) },
    { ...standard('alloydb', 'update', 'clusters/pricing'), ...succeeded(410, 3) },
    { ...standard('alloydb', 'update', 'clusters/pricing/instances/read-pool'), ...starting(6, 5) },
    { ...standard('composer', 'update', 'environments/etl'), ...running(15, 12) },
    {
      ...standard('composer', 'create', 'environments/etl-next'),
      ...failed(130, 22, 9, 'The image version is deprecated.'),
    },
    { service: 'sqladmin', project, verb: 'export', target: 'billing-replica', ...running(8, 7) },
    { service: 'sqladmin', project, verb: 'delete_backup', target: 'billing-replica', ...succeeded(90, 0.6) },
  ];
}
