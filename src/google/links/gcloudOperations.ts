import type { Operation } from '../../operations/operation.js';
import { locationOf, shortName } from '../../operations/resourceName.js';

/** How gcloud names the operations of a service: `gcloud GROUP operations describe|cancel`. */
interface GcloudOperations {
  readonly group: string;
  /** The group has `cancel` beside `describe`. */
  readonly cancel?: true;
  /** The flag for the location; absent where gcloud takes none. */
  readonly place?: 'location' | 'region';
  /** Flags for what stands in the operation's name: the collection before the value, and the flag. */
  readonly flags?: Readonly<Record<string, string>>;
  /** The operation is given by its whole name; by default by its last segment. */
  readonly fullName?: true;
}

/**
 * By catalogue id: the groups of released gcloud commands, from the command tree of gcloud 528. Services whose group is
 * alpha or beta only, or belongs to organizations, have none. `GCLOUD_COMMANDS=1 npm test -- unit --grep "installed
 * gcloud"` asks the gcloud on PATH whether it knows them all.
 */
export const gcloudGroups: Readonly<Record<string, GcloudOperations>> = {
  aiplatform: { group: 'ai', place: 'region' },
  alloydb: { group: 'alloydb', place: 'region', cancel: true },
  apigateway: { group: 'api-gateway', place: 'location', cancel: true },
  appengine: { group: 'app', flags: { apps: '' } },
  apphub: { group: 'apphub', place: 'location' },
  artifactregistry: { group: 'artifacts', place: 'location' },
  backupdr: { group: 'backup-dr', place: 'location' },
  baremetalsolution: { group: 'bms', place: 'region' },
  certificatemanager: { group: 'certificate-manager', place: 'location' },
  composer: { group: 'composer', place: 'location' },
  compute: { group: 'compute', flags: { zones: 'zone', regions: 'region' } },
  container: { group: 'container', place: 'location', cancel: true },
  datamigration: { group: 'database-migration', place: 'region' },
  dataproc: { group: 'dataproc', place: 'region', cancel: true },
  datastore: { group: 'datastore', cancel: true },
  datastream: { group: 'datastream', place: 'location', cancel: true },
  deploymentmanager: { group: 'deployment-manager', flags: { global: '' } },
  developerconnect: { group: 'developer-connect', place: 'location', cancel: true },
  dns: { group: 'dns', flags: { managedZones: 'zone' } },
  edgecontainer: { group: 'edge-cloud container', place: 'location' },
  edgenetwork: { group: 'edge-cloud networking', place: 'location' },
  file: { group: 'filestore', place: 'location', cancel: true },
  firestore: { group: 'firestore', cancel: true, flags: { databases: 'database' } },
  gkehub: { group: 'container fleet', place: 'location' },
  healthcare: { group: 'healthcare', place: 'location', flags: { datasets: 'dataset' } },
  logging: { group: 'logging', place: 'location', cancel: true },
  looker: { group: 'looker', place: 'region', cancel: true },
  lustre: { group: 'lustre', place: 'location', cancel: true },
  managedkafka: { group: 'managed-kafka', place: 'location' },
  memcache: { group: 'memcache', place: 'region' },
  memorystore: { group: 'memorystore', place: 'location', cancel: true },
  metastore: { group: 'metastore', place: 'location', cancel: true },
  netapp: { group: 'netapp', place: 'location' },
  networkconnectivity: { group: 'network-connectivity', place: 'region' },
  networkservices: { group: 'network-services', place: 'location', cancel: true },
  oracledatabase: { group: 'oracle-database', place: 'location', cancel: true },
  parallelstore: { group: 'parallelstore', place: 'location', cancel: true },
  redis: { group: 'redis', place: 'region', cancel: true },
  serviceusage: { group: 'services', fullName: true },
  spanner: {
    group: 'spanner',
    cancel: true,
    flags: { instances: 'instance', databases: 'database', backups: 'backup', instanceConfigs: 'instance-config' },
  },
  sqladmin: { group: 'sql', cancel: true },
  storagetransfer: { group: 'transfer', cancel: true, fullName: true },
  telcoautomation: { group: 'telco-automation', place: 'location' },
  vmwareengine: { group: 'vmware', place: 'location' },
  vpcaccess: { group: 'compute networks vpc-access', place: 'region' },
};

/** Collections that say where an operation runs; a `place` flag stands for them. */
const places = ['locations', 'regions', 'zones'];

/**
 * The words of the gcloud command that describes or cancels an operation.
 * @returns undefined where gcloud has no such command, or cannot name this operation: some lie below resources for which
 *   it has no flag.
 */
export function gcloudCommand(
  { collection, name, location }: Pick<Operation, 'collection' | 'name' | 'location'>,
  verb: 'describe' | 'cancel',
): readonly string[] | undefined {
  const known = Object.hasOwn(gcloudGroups, collection.service) ? gcloudGroups[collection.service] : undefined;
  if (!known || (verb === 'cancel' && !known.cancel)) {
    return undefined;
  }
  const id = known.fullName ? name : shortName(name);
  const flags = known.fullName ? [] : flagsFor(name, location, known);
  // An id that looks like a flag would be read as one.
  if (!flags || id.startsWith('-')) {
    return undefined;
  }
  const project = collection.project === undefined ? [] : [`--project=${collection.project}`];
  return ['gcloud', ...known.group.split(' '), 'operations', verb, id, ...flags, ...project];
}

/** Undefined where a part of the name would be lost: the command would then mean another operation, or none. */
function flagsFor(
  name: string,
  location: string | undefined,
  { group, place, flags = {} }: GcloudOperations,
): readonly string[] | undefined {
  const segments = name.split('/');
  const given: string[] = [];
  for (let index = 0; index < segments.length - 1; index += 2) {
    const [kind, value] = [segments[index] ?? '', segments[index + 1] ?? ''];
    if (kind === 'global' && value === 'operations') {
      given.push(...(group === 'compute' ? ['--global'] : []));
      break;
    }
    if (kind === 'projects' || kind === 'operations' || (place !== undefined && places.includes(kind))) {
      continue;
    }
    const flag = Object.hasOwn(flags, kind) ? flags[kind] : undefined;
    if (flag === undefined) {
      return undefined;
    }
    given.push(...(flag === '' ? [] : [`--${flag}=${value}`]));
  }
  if (place === undefined) {
    return given;
  }
  const where = locationOf(name) ?? location;
  return where === undefined ? undefined : [...given, `--${place}=${where}`];
}
