import type { OperationSpec } from '../record.js';
import { cancelled, cancelling, cancelsIn, failed, running, starting, succeeded } from './course.js';

const project = 'acme-edge';

/** The platform team: fleet memberships and features through GKE Hub, most of them global. */
export function edgeDay(): OperationSpec[] {
  const hub = (verb: string, target: string, location = 'global'): OperationSpec => ({
    service: 'gkehub',
    version: 'v1beta',
    project,
    location,
    verb,
    target: `projects/${project}/locations/${location}/${target}`,
  });
  return [
    { ...hub('update', 'memberships/edge-3'), ...running(3, 6), statusText: 'Waiting for the Connect agent' },
    { ...hub('create', 'memberships/edge-store-0117'), ...running(1.2, 4, { kind: 'completes', afterMs: 7000 }) },
    { ...hub('create', 'memberships/edge-store-0116'), ...succeeded(14, 1.2) },
    { ...hub('create', 'memberships/edge-store-0115'), ...succeeded(19, 1.1) },
    {
      ...hub('create', 'memberships/edge-store-0114'),
      ...failed(26, 2, 10, 'Another operation on this membership is in progress.'),
    },
    { ...hub('update', 'features/servicemesh'), ...cancelling(12, 0.4, 2) },
    { ...hub('create', 'features/configmanagement'), ...running(40, undefined, { kind: 'unimplemented' }) },
    { ...hub('delete', 'memberships/edge-1'), ...cancelled(33, 0.5) },
    { ...hub('create', 'scopes/retail/namespaces/checkout'), ...succeeded(120, 0.4) },
    { ...hub('update', 'fleets/default'), ...succeeded(1500, 0.6) },
    { ...hub('create', 'memberships/edge-eu-07', 'europe-west1'), ...running(6, 10, cancelsIn(12)) },
    {
      ...hub('update', 'memberships/edge-eu-02', 'europe-west1'),
      ...failed(70, 5, 4, 'Deadline exceeded while waiting for the cluster to report its state.'),
    },
    { ...hub('create', 'memberships/edge-us-31', 'us-central1'), ...running(2, 5, { kind: 'ignored' }) },
    { ...hub('create', 'memberships/edge-store-0118'), ...starting(0.9, 3) },
    { ...hub('create', 'memberships/edge-store-0119'), ...starting(3.5, 3) },
    { ...hub('update', 'features/policycontroller'), ...starting(11, 4) },
    {
      service: 'dataproc',
      project,
      location: 'us-west4',
      verb: 'create',
      target: 'telemetry-compaction',
      description: 'Create cluster with 3 workers',
      ...running(10, 15),
    },
    {
      service: 'clouddeploy',
      project,
      location: 'us-west1',
      verb: 'create',
      target: `projects/${project}/locations/us-west1/deliveryPipelines/edge-agents/releases/agent-2-14-0`,
      ...running(4, 9),
    },
  ];
}
