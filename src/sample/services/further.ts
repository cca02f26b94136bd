import { standardCollection, type ServiceSpec } from './description.js';

const standard = standardCollection('v1', 'projects/*/locations/*/operations/*');
const locations = ['us-central1', 'europe-west1'];

/** Below instances Spanner has a list for each kind of what lies there. Nothing of it can be deleted. */
function spannerList(list: string, names: string): ServiceSpec['collections'][number] {
  const one = `v1/projects/*/instances/*/${names}operations/*`;
  return {
    version: 'v1',
    pattern: `projects/*/instances/*/${names}operations/*`,
    methods: { list: `GET v1/projects/*/instances/*/${list}`, get: `GET ${one}`, cancel: `POST ${one}:cancel` },
    ...(names !== '' && { listsBelow: 4 }),
  };
}

/** What the sample data shows beside the services that every emulator has: each writes its operations in a way of its own. */
export const furtherServices: readonly ServiceSpec[] = [
  {
    id: 'alloydb',
    host: 'alloydb.googleapis.com',
    title: 'AlloyDB API',
    collections: [standard],
    locationsMethods: ['GET v1/projects/*/locations'],
    locations,
    wildcardLocation: true,
  },
  {
    id: 'composer',
    host: 'composer.googleapis.com',
    title: 'Cloud Composer API',
    collections: [standardCollection('v1', 'projects/*/locations/*/operations/*', ['list', 'get', 'delete'])],
    locations: [
      ...['asia-east1', 'asia-northeast1', 'asia-south1', 'asia-southeast1', 'australia-southeast1'],
      ...['europe-north1', 'europe-west1', 'europe-west3', 'europe-west4', 'global', 'southamerica-east1'],
      ...['us-central1', 'us-east1', 'us-east4', 'us-west1', 'us-west4'],
    ],
  },
  {
    id: 'compute',
    host: 'compute.googleapis.com',
    title: 'Compute Engine API',
    dialect: 'compute',
    auditIds: 'lastSegment',
    collections: [
      {
        version: 'compute/v1',
        pattern: 'projects/*/zones/*/operations/*',
        methods: {
          list: 'GET compute/v1/projects/*/aggregated/operations',
          get: 'GET compute/v1/projects/*/zones/*/operations/*',
          delete: 'DELETE compute/v1/projects/*/zones/*/operations/*',
        },
        listsBelow: 2,
      },
    ],
  },
  {
    id: 'container',
    host: 'container.googleapis.com',
    title: 'Kubernetes Engine API',
    dialect: 'container',
    auditIds: 'lastSegment',
    collections: [standardCollection('v1', 'projects/*/locations/*/operations/*', ['list', 'get', 'cancel'])],
    locations,
    wildcardLocation: true,
  },
  {
    id: 'firestore',
    host: 'firestore.googleapis.com',
    title: 'Cloud Firestore API',
    collections: [standardCollection('v1', 'projects/*/databases/*/operations/*')],
    parentLists: [{ path: 'v1/projects/*/databases', field: 'databases' }],
  },
  {
    id: 'redis',
    host: 'redis.googleapis.com',
    title: 'Memorystore for Redis API',
    collections: [standard],
    locationsMethods: ['GET v1/projects/*/locations'],
    locations,
    metadata: {
      package: 'google.cloud.redis.v1',
      defaultType: 'OperationMetadata',
      cancelFlag: 'cancelRequested',
      statusField: 'statusDetail',
      timeDigits: 9,
      writesFalse: true,
    },
  },
  {
    id: 'spanner',
    host: 'spanner.googleapis.com',
    title: 'Cloud Spanner API',
    collections: [
      spannerList('operations', ''),
      spannerList('databaseOperations', 'databases/*/'),
      spannerList('backupOperations', 'backups/*/'),
      spannerList('instancePartitionOperations', 'instancePartitions/*/'),
    ],
    parentLists: [{ path: 'v1/projects/*/instances', field: 'instances' }],
  },
  {
    id: 'sqladmin',
    host: 'sqladmin.googleapis.com',
    title: 'Cloud SQL Admin API',
    dialect: 'sql',
    auditIds: 'lastSegment',
    collections: [
      {
        version: 'v1',
        pattern: 'projects/*/operations/*',
        methods: {
          list: 'GET v1/projects/*/operations',
          get: 'GET v1/projects/*/operations/*',
          cancel: 'POST v1/projects/*/operations/*/cancel',
        },
      },
    ],
  },
  {
    id: 'storagetransfer',
    host: 'storagetransfer.googleapis.com',
    title: 'Storage Transfer API',
    collections: [
      {
        ...standardCollection('v1', 'transferOperations/*', ['list', 'get', 'cancel']),
        requiredQuery: ['filter'],
      },
    ],
    pageSize: { default: 256, max: 256 },
    metadata: {
      package: 'google.storagetransfer.v1',
      defaultType: 'TransferOperation',
      timeDigits: 9,
      endsInMetadata: true,
    },
  },
];
