import type { OperationSpec } from '../record.js';
import { cancelled, cancelling, cancelsIn, failed, failing, running, starting, succeeded } from './course.js';

const project = 'acme-analytics';

/** The data team: Dataproc clusters in two regions, nightly batches, workflows, a Deploy pipeline of their own. */
export function analyticsDay(): OperationSpec[] {
  return [...clusters(), ...serverless(), ...nightlyBatches(), ...pipeline()];
}

function clusters(): OperationSpec[] {
  const inRegion = (location: string, verb: string, target: string, description: string): OperationSpec => ({
    service: 'dataproc',
    project,
    location,
    verb,
    target,
    description,
  });
  const us = 'us-central1';
  const eu = 'europe-west1';
  const noImage =
    'No image specified. Using the default image version. It is recommended to select a specific image version in production.';
  return [
    {
      ...inRegion(us, 'create', 'etl-7', 'Create cluster with 2 workers'),
      ...running(4, 9),
      warnings: [noImage],
      labels: { team: 'data', env: 'prod' },
    },
    { ...inRegion(us, 'delete', 'old-2', 'Delete cluster'), ...cancelling(6, 0.2, 1.5) },
    {
      ...inRegion(us, 'update', 'reporting-west', 'Update cluster: 12 to 20 workers'),
      ...running(11, 14, { kind: 'completes', afterMs: 12_000 }),
    },
    {
      ...inRegion(us, 'diagnose', 'etl-6', 'Collect diagnostics'),
      ...running(2, 20, { kind: 'unimplemented' }),
      statusText: 'Collecting YARN logs from 20 nodes',
    },
    {
      ...inRegion(us, 'create', 'etl-5', 'Create cluster with 40 workers'),
      ...failed(
        95,
        3,
        8,
        "Insufficient 'CPUS' quota. Requested 160.0, available 24.0. Your resource request exceeds your available quota.",
      ),
      labels: { team: 'data' },
    },
    {
      ...inRegion(us, 'create', 'gpu-sweep', 'Create cluster with 16 workers'),
      ...failing(0.5, 1.2, 8, "Insufficient 'NVIDIA_L4_GPUS' quota. Requested 16.0, available 4.0."),
    },
    { ...inRegion(us, 'create', 'scratch-mk', 'Create cluster with 2 workers'), ...cancelled(140, 1.2) },
    { ...inRegion(us, 'stop', 'adhoc-notebooks', 'Stop cluster'), ...succeeded(180, 1.4) },
    {
      ...inRegion(us, 'create', 'fraud-model-training-2026-q4-gpu', 'Create cluster with 8 workers'),
      ...running(31, undefined, {
        kind: 'refused',
        message: 'Cluster fraud-model-training-2026-q4-gpu is past the point where its creation can be cancelled.',
      }),
      labels: { team: 'risk', cost_center: 'cc-4411' },
    },
    { ...inRegion(eu, 'create', 'gdpr-export', 'Create cluster with 4 workers'), ...running(7, 6) },
    {
      ...inRegion(eu, 'create', 'gdpr-export-retry', 'Create cluster with 4 workers'),
      ...failing(1, 2.5, 9, 'The subnetwork gdpr-subnet does not have Private Google Access enabled.'),
    },
    { ...inRegion(eu, 'start', 'finance-monthly', 'Start cluster'), ...succeeded(44, 2.1) },
    { ...inRegion(eu, 'delete', 'poc-iceberg', 'Delete cluster'), ...succeeded(210, 3.7) },
    { ...inRegion(us, 'create', 'etl-8', 'Create cluster with 2 workers'), ...starting(0.7, 6) },
    { ...inRegion(us, 'update', 'etl-7', 'Update cluster: 2 to 6 workers'), ...starting(14, 4) },
    { ...inRegion(eu, 'create', 'gdpr-audit', 'Create cluster with 2 workers'), ...starting(5, 8, cancelsIn(15)) },
    {
      service: 'dataproc',
      project,
      location: us,
      type: 'WorkflowMetadata',
      target: `projects/${project}/regions/${us}/workflowTemplates/hourly-rollup`,
      verb: 'create',
      ...running(22, 12, cancelsIn(8)),
    },
    {
      service: 'dataproc',
      project,
      location: us,
      type: 'NodeGroupOperationMetadata',
      target: `projects/${project}/regions/${us}/clusters/etl-6/nodeGroups/drivers`,
      verb: 'resize',
      description: 'Resize node group to 6 nodes',
      ...running(3, 5, { kind: 'disappears', afterMs: 5000 }),
    },
  ];
}

function serverless(): OperationSpec[] {
  const location = 'us-east1';
  const batch = (id: string): OperationSpec => ({
    service: 'dataproc',
    project,
    location,
    type: 'BatchOperationMetadata',
    verb: 'create',
    target: `projects/${project}/locations/${location}/batches/${id}`,
    description: 'Batch',
  });
  return [
    {
      ...batch('sessionize-clicks-20261122'),
      ...running(16, 25, cancelsIn(10)),
      labels: { team: 'growth' },
      // The list of locations alone shows it.
      parent: `projects/${project}/locations/${location}`,
    },
    {
      ...batch('recompute-recommendations'),
      ...running(52, undefined, {
        kind: 'fails',
        afterMs: 9000,
        code: 13,
        message: 'Internal error while the batch was being cancelled.',
      }),
    },
    { ...batch('sessionize-clicks-20261121'), ...succeeded(1440, 31) },
    {
      ...batch('backfill-2025-orders'),
      ...failed(
        300,
        41,
        3,
        'Job failed with message [java.lang.OutOfMemoryError: Java heap space]. Additional details can be found in the driver output.',
      ),
    },
    {
      service: 'dataproc',
      project,
      location,
      type: 'SessionOperationMetadata',
      verb: 'create',
      target: `projects/${project}/locations/${location}/sessions/notebook-ayse`,
      description: 'Session',
      ...running(0.6, 1.5),
    },
    { ...batch('sessionize-clicks-late'), ...starting(2, 9) },
  ];
}

/** One region whose list is long: weeks of nightly batches, most fine, a few not. */
function nightlyBatches(): OperationSpec[] {
  const location = 'us-west1';
  return Array.from({ length: 38 }, (_, night) => {
    const startedAgo = (night + 0.4) * 1440;
    const took = 18 + ((night * 7) % 11);
    const course =
      night % 9 === 4
        ? failed(startedAgo, took / 3, 8, "Quota 'DISKS_TOTAL_GB' exceeded. Limit: 4096.0 in region us-west1.")
        : night % 13 === 6
          ? cancelled(startedAgo, took / 2)
          : succeeded(startedAgo, took);
    return {
      service: 'dataproc',
      project,
      location,
      type: 'BatchOperationMetadata',
      verb: 'create',
      target: `projects/${project}/locations/${location}/batches/nightly-${String(412 - night).padStart(4, '0')}`,
      description: 'Batch',
      ...course,
    };
  });
}

function pipeline(): OperationSpec[] {
  const location = 'us-central1';
  const parent = `projects/${project}/locations/${location}/deliveryPipelines/dbt-models`;
  return [
    {
      service: 'clouddeploy',
      project,
      location,
      verb: 'create',
      target: `${parent}/releases/dbt-models-88`,
      ...running(1.5, 4),
    },
    { service: 'clouddeploy', project, location, verb: 'update', target: parent, ...succeeded(75, 0.3) },
  ];
}
