import type { OperationSpec } from '../record.js';
import { failed, running, succeeded } from './course.js';

const project = 'acme-web';

/** What the storefront runs on: Compute Engine, which cannot cancel, and Kubernetes Engine. */
export function machinesDay(): OperationSpec[] {
  const zone = 'us-central1-a';
  const compute = (verb: string, target: string): OperationSpec => ({
    service: 'compute',
    name: `projects/${project}/zones/${zone}/operations/operation-17637${verb.length}${target.length}-64a1-${target.length}f20`,
    verb,
    target,
  });
  const container = (location: string, verb: string, target: string): OperationSpec => ({
    service: 'container',
    project,
    location,
    verb,
    target,
  });
  return [
    { ...compute('insert', 'web-canary'), ...running(0.8, 2) },
    { ...compute('compute.instanceGroupManagers.patch', 'instanceGroupManagers/web'), ...running(3, 5) },
    { ...compute('setLabels', 'web-7'), ...succeeded(52, 0.1) },
    {
      ...compute('createSnapshot', 'disks/web-data'),
      ...failed(140, 1, 8, "Quota 'SNAPSHOTS' exceeded. Limit: 100.0."),
    },
    { ...container('us-central1', 'upgrade_nodes', 'clusters/storefront/nodePools/default'), ...running(19, 30) },
    { ...container('europe-west1', 'create', 'storefront-eu'), ...running(4, 8) },
    { ...container('us-central1', 'set_labels', 'clusters/storefront'), ...succeeded(240, 0.3) },
  ];
}
