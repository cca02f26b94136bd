import type { Operation } from '../../operations/operation.js';
import { locationOf, shortName } from '../../operations/resourceName.js';
import { consoleUrl } from './consoleUrl.js';
import { logQueryUrl } from './logQuery.js';

/**
 * Pages of the Cloud Console, as paths in which `{location}` stands for where the operation runs, `{id}` for the target's
 * short name and `{instances}` and the like for what follows that collection in the target's or the operation's name.
 */
interface ConsolePages {
  /** The page of the service in a project. */
  readonly service: string;
  /** A page that shows the operations themselves. */
  readonly operations?: string;
  /** By the collection of the target, e.g. `clusters`. */
  readonly targets?: Readonly<Record<string, string>>;
}

/** By catalogue id. A page that moved leads to the Console's own search, never to something else's page. */
export const consolePages: Readonly<Record<string, ConsolePages>> = {
  aiplatform: {
    service: 'vertex-ai/dashboard',
    targets: {
      models: 'vertex-ai/models/locations/{location}/models/{id}',
      endpoints: 'vertex-ai/online-prediction/locations/{location}/endpoints/{id}',
    },
  },
  alloydb: {
    service: 'alloydb/clusters',
    targets: {
      clusters: 'alloydb/locations/{location}/clusters/{id}/details',
      instances: 'alloydb/locations/{location}/clusters/{clusters}/details',
    },
  },
  apigateway: { service: 'api-gateway/list' },
  apigee: { service: 'apigee' },
  appengine: { service: 'appengine', targets: { services: 'appengine/versions?serviceId={id}' } },
  artifactregistry: { service: 'artifacts' },
  backupdr: { service: 'backupdr' },
  batch: {
    service: 'batch/jobs',
    targets: { jobs: 'batch/jobsDetail/regions/{location}/jobs/{id}/details' },
  },
  bigtableadmin: {
    service: 'bigtable/instances',
    targets: {
      instances: 'bigtable/instances/{id}/overview',
      clusters: 'bigtable/instances/{instances}/overview',
      tables: 'bigtable/instances/{instances}/tables/{id}/overview',
    },
  },
  certificatemanager: { service: 'security/ccm/list' },
  clouddeploy: {
    service: 'deploy/delivery-pipelines',
    targets: {
      deliveryPipelines: 'deploy/delivery-pipelines/{location}/{id}',
      releases: 'deploy/delivery-pipelines/{location}/{deliveryPipelines}/releases/{id}',
      rollouts: 'deploy/delivery-pipelines/{location}/{deliveryPipelines}/releases/{releases}/rollouts/{id}',
    },
  },
  cloudfunctions: {
    service: 'functions/list',
    targets: { functions: 'functions/details/{location}/{id}' },
  },
  composer: {
    service: 'composer/environments',
    targets: { environments: 'composer/environments/detail/{location}/{id}/monitoring' },
  },
  compute: { service: 'compute/instances', operations: 'compute/operations' },
  container: {
    service: 'kubernetes/list/overview',
    targets: {
      clusters: 'kubernetes/clusters/details/{location}/{id}/details',
      nodePools: 'kubernetes/nodepool/{location}/{clusters}/{id}',
    },
  },
  datafusion: { service: 'data-fusion/locations/-/instances' },
  datamigration: { service: 'dbmigration/migrations' },
  dataplex: { service: 'dataplex' },
  dataproc: {
    service: 'dataproc/clusters',
    targets: {
      clusters: 'dataproc/clusters/{id}/monitoring?region={location}',
      batches: 'dataproc/batches/{location}/{id}/monitoring',
    },
  },
  datastore: { service: 'datastore/databases' },
  datastream: { service: 'datastream/streams' },
  deploymentmanager: {
    service: 'dm/deployments',
    targets: { deployments: 'dm/deployments/details/{id}' },
  },
  discoveryengine: { service: 'gen-app-builder/engines' },
  dns: { service: 'net-services/dns/zones', targets: { managedZones: 'net-services/dns/zones/{id}/details' } },
  documentai: { service: 'ai/document-ai/processors' },
  eventarc: { service: 'eventarc/triggers', targets: { triggers: 'eventarc/triggers/{location}/{id}' } },
  file: {
    service: 'filestore/instances',
    targets: { instances: 'filestore/instances/locations/{location}/id/{id}' },
  },
  firestore: { service: 'firestore/databases' },
  gkebackup: { service: 'kubernetes/backups' },
  gkehub: { service: 'kubernetes/list/overview' },
  healthcare: { service: 'healthcare/browser' },
  logging: { service: 'logs/storage' },
  managedkafka: { service: 'managedkafka/clusters' },
  memcache: {
    service: 'memorystore/memcached/instances',
    targets: { instances: 'memorystore/memcached/locations/{location}/instances/{id}/details' },
  },
  memorystore: { service: 'memorystore/valkey/instances' },
  metastore: { service: 'dataproc/metastore' },
  netapp: { service: 'netapp/volumes' },
  networkconnectivity: { service: 'hybrid/spokes/list' },
  notebooks: { service: 'vertex-ai/workbench/instances' },
  privateca: { service: 'security/cas' },
  redis: {
    service: 'memorystore/redis/instances',
    targets: { instances: 'memorystore/redis/locations/{location}/instances/{id}/details' },
  },
  run: {
    service: 'run',
    targets: {
      services: 'run/detail/{location}/{id}/metrics',
      jobs: 'run/jobs/details/{location}/{id}/executions',
    },
  },
  serviceusage: { service: 'apis/dashboard' },
  spanner: {
    service: 'spanner/instances',
    targets: {
      instances: 'spanner/instances/{id}/details/databases',
      databases: 'spanner/instances/{instances}/databases/{id}/details/tables',
    },
  },
  sqladmin: { service: 'sql/instances', targets: { instances: 'sql/instances/{id}/overview' } },
  storagetransfer: { service: 'transfer/jobs' },
  vault: {
    service: 'https://vault.google.com/',
    targets: { matters: 'https://vault.google.com/matter/{id}' },
  },
  vmwareengine: { service: 'vmwareengine/privateclouds' },
  vpcaccess: { service: 'networking/connectors/list' },
  workflows: {
    service: 'workflows',
    targets: { workflows: 'workflows/workflow/{location}/{id}/executions' },
  },
  workstations: { service: 'workstations/overview' },
};

/** What a link leads to, most telling first. */
export interface ConsolePage {
  readonly shows: 'operation' | 'target' | 'service' | 'log';
  readonly url: string;
}

/**
 * Where the Cloud Console shows most of an operation: its own page, else its target's, else the service's in that project,
 * else what the logs say of it.
 */
export function consolePage(operation: Operation): ConsolePage {
  const { service, project } = operation.collection;
  const pages = Object.hasOwn(consolePages, service) ? consolePages[service] : undefined;
  if (!pages) {
    return { shows: 'log', url: logQueryUrl(operation) };
  }
  if (pages.operations !== undefined) {
    return { shows: 'operation', url: consoleUrl(pages.operations, project) };
  }
  const target = targetPage(operation, pages.targets);
  return target === undefined
    ? { shows: 'service', url: consoleUrl(pages.service, project) }
    : { shows: 'target', url: consoleUrl(target, project) };
}

function targetPage(operation: Operation, pages: ConsolePages['targets']): string | undefined {
  const { target, targetKind, name, location, collection } = operation;
  if (pages === undefined || target === undefined) {
    return undefined;
  }
  const segments = new Map([...collectionsIn(name), ...collectionsIn(target)]);
  const kind = target.includes('/') ? target.split('/').at(-2) : undefined;
  const page = Object.entries(pages).find(([plural]) => plural === kind || isPluralOf(plural, targetKind))?.[1];
  const values = new Map([
    ...segments,
    ['id', shortName(target)],
    ['location', locationOf(target) ?? location ?? collection.location ?? ''],
  ]);
  return page === undefined ? undefined : filled(page, values);
}

/** Undefined where the name lacks a part: half an address leads nowhere. */
function filled(page: string, values: ReadonlyMap<string, string>): string | undefined {
  const parts = page.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 0 ? part : values.get(part)));
  return parts.every((part, index) => index % 2 === 0 || isOneSegment(part))
    ? parts.map((part = '', index) => (index % 2 === 0 ? part : encodeURIComponent(part))).join('')
    : undefined;
}

/** `-` stands for all locations, and a dot segment would be resolved away. */
function isOneSegment(value: string | undefined): boolean {
  return value !== undefined && !['', '-', '.', '..'].includes(value);
}

/** `projects/p/instances/i` → projects: p, instances: i. */
function* collectionsIn(name: string): Iterable<[string, string]> {
  const segments = name.split('/');
  for (let index = 0; index + 1 < segments.length; index += 2) {
    yield [segments[index] ?? '', segments[index + 1] ?? ''];
  }
}

/** Kinds come in the singular and in the reader's own spelling: `node pool`, `nodePool`, `NODE_POOL`. */
function isPluralOf(plural: string, kind: string | undefined): boolean {
  if (kind === undefined) {
    return false;
  }
  const one = kind.replace(/[\s_-]/g, '').toLowerCase();
  return [`${one}s`, `${one}es`, one.replace(/y$/, 'ies')].includes(plural.toLowerCase());
}
