import { describeService, standardCollection } from './description.js';
import type { ServiceDescription } from './description.js';

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;
const inLocation = 'projects/*/locations/*/operations/*';

const dataprocRegions = [
  ['asia-east1', 'asia-northeast1', 'asia-south1', 'asia-southeast1', 'australia-southeast1'],
  ['europe-north1', 'europe-west1', 'europe-west3', 'europe-west4', 'global', 'southamerica-east1'],
  ['us-central1', 'us-east1', 'us-east4', 'us-west1', 'us-west4'],
].flat();

/** The services every emulator starts with; `addService` adds more of the same kind. */
export const builtInServices: readonly ServiceDescription[] = [
  describeService({
    id: 'dataproc',
    host: 'dataproc.googleapis.com',
    title: 'Cloud Dataproc API',
    collections: [standardCollection('v1', 'projects/*/regions/*/operations/*'), standardCollection('v1', inLocation)],
    locations: dataprocRegions,
    parentAlias: { from: 'locations', to: 'regions' },
    filterFields: ['status.state', 'labels', 'clusterName', 'operationType'],
    readScopes: [scope('cloud-platform'), scope('dataproc'), scope('dataproc.read-only')],
    writeScopes: [scope('cloud-platform'), scope('dataproc')],
    operationIds: 'uuid',
    metadata: { package: 'google.cloud.dataproc.v1', defaultType: 'ClusterOperationMetadata', timeDigits: 6 },
  }),
  describeService({
    id: 'clouddeploy',
    host: 'clouddeploy.googleapis.com',
    title: 'Cloud Deploy API',
    collections: [standardCollection('v1', inLocation)],
    locationsMethods: ['GET v1/projects/*/locations'],
    locations: ['asia-northeast1', 'europe-west1', 'europe-west4', 'us-central1', 'us-east1', 'us-west1'],
    metadata: {
      package: 'google.cloud.deploy.v1',
      defaultType: 'OperationMetadata',
      cancelFlag: 'requestedCancellation',
      statusField: 'statusMessage',
      timeDigits: 9,
    },
    responseTypes: {
      automations: 'Automation',
      customTargetTypes: 'CustomTargetType',
      deliveryPipelines: 'DeliveryPipeline',
      deployPolicies: 'DeployPolicy',
      releases: 'Release',
      rollouts: 'Rollout',
      targets: 'Target',
    },
  }),
  describeService({
    id: 'gkehub',
    host: 'gkehub.googleapis.com',
    title: 'GKE Hub API',
    collections: [
      ...['v1', 'v1beta', 'v1alpha', 'v1beta1'].map((version) => standardCollection(version, inLocation)),
      ...['v2', 'v2beta', 'v2alpha'].map((version) =>
        standardCollection(version, inLocation, ['list', 'get', 'cancel']),
      ),
    ],
    locationsMethods: ['v1', 'v1beta', 'v1alpha', 'v1beta1', 'v2', 'v2beta', 'v2alpha'].map(
      (version) => `GET ${version}/projects/*/locations`,
    ),
    locations: ['global', 'asia-south1', 'europe-west1', 'us-central1'],
    wildcardLocation: true,
    metadata: {
      package: 'google.cloud.gkehub.{version}',
      defaultType: 'OperationMetadata',
      cancelFlag: 'cancelRequested',
      statusField: 'statusDetail',
      timeDigits: 9,
      writesFalse: true,
    },
    responseTypes: {
      bindings: 'MembershipBinding',
      features: 'Feature',
      fleets: 'Fleet',
      memberships: 'Membership',
      namespaces: 'Namespace',
      rbacrolebindings: 'RBACRoleBinding',
      scopes: 'Scope',
    },
  }),
  describeService({
    id: 'vault',
    host: 'vault.googleapis.com',
    title: 'Google Vault API',
    collections: [standardCollection('v1', 'operations/**')],
    locations: [],
    readScopes: [scope('ediscovery'), scope('ediscovery.readonly')],
    writeScopes: [scope('ediscovery')],
    operationIds: 'counted',
    metadata: { package: 'google.vault.v1', defaultType: 'CountArtifactsMetadata', timeDigits: 6 },
  }),
];
