import type { OperationSpec } from '../record.js';
import { cancelled, cancelsIn, failed, running, starting, succeeded } from './course.js';

const project = 'acme-web';

/** The web team: releases and rollouts through Cloud Deploy in three regions, and one small cluster. */
export function webDay(): OperationSpec[] {
  const release = (location: string, pipeline: string, id: string): OperationSpec => ({
    service: 'clouddeploy',
    project,
    location,
    verb: 'create',
    target: `projects/${project}/locations/${location}/deliveryPipelines/${pipeline}/releases/${id}`,
  });
  const rollout = (location: string, pipeline: string, id: string, target: string): OperationSpec => ({
    ...release(location, pipeline, id),
    target: `${release(location, pipeline, id).target ?? ''}/rollouts/${id}-to-${target}-0001`,
  });
  const us = 'us-central1';
  const eu = 'europe-west1';
  const asia = 'asia-northeast1';
  return [
    { ...release(us, 'storefront', 'web-114'), ...running(2.2, 7), statusText: 'Rendering manifests for 3 targets' },
    { ...rollout(us, 'storefront', 'web-113', 'prod-us'), ...running(9, 4, { kind: 'completes', afterMs: 8000 }) },
    { ...release(us, 'storefront', 'web-112'), ...cancelled(35, 1) },
    { ...rollout(us, 'storefront', 'web-111', 'prod-us'), ...succeeded(260, 6.5) },
    {
      ...release(us, 'checkout-service', 'checkout-service-hotfix-4471-rollback-to-2026-11-20'),
      ...running(5, 11, cancelsIn(4)),
    },
    {
      ...rollout(eu, 'storefront', 'web-113', 'prod-eu'),
      ...running(8, undefined, {
        kind: 'refused',
        message: 'Rollout web-113-to-prod-eu-0001 is being verified and cannot be cancelled.',
      }),
    },
    {
      ...rollout(eu, 'storefront', 'web-112', 'staging-eu'),
      ...failed(50, 4, 9, 'Skaffold deploy failed: deployment/storefront exceeded its progress deadline.'),
    },
    { ...release(eu, 'storefront', 'web-112-eu'), ...succeeded(55, 2) },
    {
      service: 'clouddeploy',
      project,
      location: eu,
      verb: 'delete',
      target: `projects/${project}/locations/${eu}/targets/legacy-eu`,
      ...running(1, 3, { kind: 'unimplemented' }),
    },
    { ...release(asia, 'storefront', 'web-114-apac'), ...running(0.5, 12) },
    { ...rollout(asia, 'storefront', 'web-113', 'prod-apac'), ...succeeded(22, 7) },
    {
      service: 'clouddeploy',
      project,
      location: asia,
      verb: 'create',
      target: `projects/${project}/locations/${asia}/automations/promote-after-soak`,
      ...succeeded(400, 0.2),
    },
    { ...release(us, 'storefront', 'web-115'), ...starting(1.2, 5) },
    { ...rollout(us, 'storefront', 'web-114', 'prod-us'), ...starting(8, 6) },
    { ...release(eu, 'storefront', 'web-115-eu'), ...starting(20, 5) },
    {
      service: 'dataproc',
      project,
      location: eu,
      verb: 'create',
      target: 'weblogs-parser',
      description: 'Create cluster with 2 workers',
      ...running(3.5, 8),
    },
  ];
}
