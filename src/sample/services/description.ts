/** The five methods of google.longrunning.Operations that a collection may offer. */
export type OperationMethod = 'list' | 'get' | 'cancel' | 'delete' | 'wait';

/** One collection of operations in one API version. Methods are written as in a discovery document: `GET v1/projects/*…`. */
export interface OperationsCollection {
  readonly version: string;
  /** The names that live here, for instance `projects/*\/locations/*\/operations/*`; `**` stands for many segments. */
  readonly pattern: string;
  readonly methods: Readonly<Partial<Record<OperationMethod, string>>>;
  /**
   * How many segments of the listed path are the parent of all that the list shows, where it shows more than its own
   * children: 4 for `projects/p/instances/i/databaseOperations`.
   */
  readonly listsBelow?: number;
  /** Where it differs from the service's. */
  readonly dialect?: Dialect;
  /** Query parameters without which the list is refused. */
  readonly requiredQuery?: readonly string[];
}

/** How a service writes its operations: google.longrunning, or as one of the APIs that are older. */
export type Dialect = 'longrunning' | 'container' | 'sql' | 'compute' | 'dns';

/** How a service writes `Operation.metadata`. */
export interface MetadataRule {
  /** Package of the message types, `{version}` standing for the version that started the operation. */
  readonly package: string;
  readonly defaultType: string;
  /** The two spellings of "somebody asked to cancel"; absent where the metadata has no such field. */
  readonly cancelFlag?: 'requestedCancellation' | 'cancelRequested';
  readonly statusField?: 'statusMessage' | 'statusDetail';
  /** Digits after the second. */
  readonly timeDigits: 3 | 6 | 9;
  /** `done` and the cancel flag are there while they are false. */
  readonly writesFalse?: boolean;
  /** However it ended, the operation has an empty response: only the metadata tells. */
  readonly endsInMetadata?: boolean;
}

/** A list of the resources that operations lie below; those that have some are there. */
export interface ParentList {
  /** For instance `v1/projects/*\/instances`. */
  readonly path: string;
  readonly field: string;
}

/** A service as data: everything the emulator needs to stand in for one Google API with operations. */
export interface ServiceDescription {
  /** The first label of the host, by which tests, settings and URLs name it. */
  readonly id: string;
  readonly host: string;
  readonly title: string;
  readonly dialect: Dialect;
  readonly collections: readonly OperationsCollection[];
  /** `GET v1/projects/*\/locations`, where the service has locations.list. */
  readonly locationsMethods: readonly string[];
  /** Where its resources may live; `createOperation` adds to them. */
  readonly locations: readonly string[];
  /**
   * A parent spelling that means another: Dataproc lists `locations/r` but names its operations under `regions/r`. What is
   * named by the first spelling all the same is listed and found by that one alone.
   */
  readonly parentAlias?: { readonly from: string; readonly to: string };
  /** Whether `locations/-` lists every location of a project. */
  readonly wildcardLocation: boolean;
  readonly parentLists: readonly ParentList[];
  readonly filterFields: readonly string[];
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  readonly pageSize: { readonly default: number; readonly max: number };
  /** What its audit log entries call an operation: by its whole name, or the last segment; `none`: it writes none. */
  readonly auditIds: 'name' | 'lastSegment' | 'none';
  readonly operationIds: 'uuid' | 'stamped' | 'counted';
  readonly metadata: MetadataRule;
  /** Short names of the message that a successful operation returns, by the collection of its target. */
  readonly responseTypes: Readonly<Record<string, string>>;
}

/** What `addService` needs at least; the rest has the values most Google services share. */
export type ServiceSpec = Pick<ServiceDescription, 'id' | 'host' | 'collections'> & Partial<ServiceDescription>;

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** Fills a description with the common case: AIP-151 metadata, cloud-platform scope, a handful of locations. */
export function describeService(spec: ServiceSpec): ServiceDescription {
  return {
    title: `${spec.id} API`,
    dialect: 'longrunning',
    locationsMethods: [],
    locations: ['us-central1', 'europe-west1', 'asia-northeast1'],
    wildcardLocation: false,
    parentLists: [],
    filterFields: [],
    readScopes: [cloudPlatform],
    writeScopes: [cloudPlatform],
    pageSize: { default: 50, max: 500 },
    auditIds: 'name',
    operationIds: 'stamped',
    metadata: {
      package: `google.cloud.${spec.id}.{version}`,
      defaultType: 'OperationMetadata',
      cancelFlag: 'requestedCancellation',
      statusField: 'statusMessage',
      timeDigits: 9,
    },
    responseTypes: {},
    ...spec,
  };
}

/** The methods of a collection under their standard paths, all but `wait` unless told otherwise. */
export function standardCollection(
  version: string,
  pattern: string,
  offered: readonly OperationMethod[] = ['list', 'get', 'cancel', 'delete'],
): OperationsCollection {
  const one = `${version}/${pattern}`;
  const paths: Record<OperationMethod, string> = {
    list: `GET ${one.replace(/\/\*{1,2}$/, '')}`,
    get: `GET ${one}`,
    cancel: `POST ${one}:cancel`,
    delete: `DELETE ${one}`,
    wait: `POST ${one}:wait`,
  };
  return { version, pattern, methods: Object.fromEntries(offered.map((method) => [method, paths[method]])) };
}
