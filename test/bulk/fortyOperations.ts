import { scenarios, type Emulator, type OperationSpec, type Scenario } from '../emulator/index.js';
import type { CancellationOutcome } from '../../src/operations/cancellation.js';

/** What can become of a cancel request, each in its scenario; times are short, because a test waits for all forty. */
const fates: readonly Scenario[] = [
  scenarios.neverEnds(1),
  scenarios.neverEnds(2),
  scenarios.completesAnyway(2),
  scenarios.neverEnds(3),
  scenarios.failsWhenCancelled(1, 13, 'Rollback did not complete.'),
  scenarios.refusesCancel('Past the point of no return.'),
  scenarios.neverEnds(1),
  scenarios.disappearsWhenCancelled(2),
];

/** Answers UNIMPLEMENTED, which is believed of the same kind of operation: so the one there does something else. */
const CANNOT = { service: 'dataproc', region: 'southamerica-east1' };

/** Services and regions that hold the forty, with how many there are in each. */
const places: readonly (readonly [service: string, project: string | undefined, region: string, count: number])[] = [
  ['dataproc', 'acme-analytics', 'us-central1', 5],
  ['dataproc', 'acme-analytics', 'us-east4', 3],
  ['dataproc', 'acme-analytics', 'europe-west4', 4],
  [CANNOT.service, 'acme-analytics', CANNOT.region, 1],
  ['clouddeploy', 'acme-web', 'us-east1', 3],
  ['clouddeploy', 'acme-web', 'europe-west1', 5],
  ['clouddeploy', 'acme-web', 'asia-northeast1', 4],
  ['clouddeploy', 'acme-web', 'us-west1', 3],
  ['gkehub', 'acme-edge', 'global', 5],
  ['gkehub', 'acme-edge', 'asia-south1', 3],
  ['vault', undefined, '', 4],
];

/** Forty running operations over four services and ten regions, whose cancels end in every possible way. */
export function fortyOperations(): OperationSpec[] {
  const specs = places.flatMap(([service, project, region, count]) =>
    Array.from({ length: count }, (_, index): OperationSpec => {
      const id = `${region === '' ? 'matter' : region}-${index}`;
      return {
        service,
        ...(project !== undefined && { project, location: region }),
        target: targetOf(service, project, region, id),
        verb: verbOf(service, region),
        createdAgoMs: 240_000,
      };
    }),
  );
  return specs.map((spec, index) => ({ ...spec, scenario: scenarioAt(spec, index) }));
}

/** The outcome that the server's own state stands for, once a cancel request for the operation has been dealt with. */
export function trueOutcome(emulator: Emulator, service: string, name: string): CancellationOutcome {
  const { phase, cancelRequested, wire } = emulator.control.operation({ service, name });
  const { error } = (wire ?? {}) as { readonly error?: { readonly code: number } };
  switch (phase) {
    case 'absent':
      return 'expired';
    case 'done':
      return error === undefined ? 'completedAnyway' : error.code === 1 ? 'cancelled' : 'failed';
    case 'pending':
    case 'running':
      return cancelRequested ? 'requested' : refusalOf(emulator, name);
  }
}

function refusalOf({ requests }: Emulator, name: string): CancellationOutcome {
  const post = requests.find(({ method, url }) => method === 'POST' && url.includes(name));
  return post?.status === 501 ? 'unsupported' : 'refused';
}

function scenarioAt({ service, location }: OperationSpec, index: number): Scenario {
  return service === CANNOT.service && location === CANNOT.region
    ? scenarios.cannotBeCancelled()
    : (fates[index % fates.length] ?? scenarios.neverEnds());
}

function verbOf(service: string, region: string): string {
  switch (service) {
    case 'gkehub':
      return 'update';
    case 'vault':
      return 'count';
    default:
      return region === CANNOT.region ? 'diagnose' : 'create';
  }
}

function targetOf(service: string, project: string | undefined, region: string, id: string): string {
  const parent = `projects/${project ?? ''}/locations/${region}`;
  switch (service) {
    case 'clouddeploy':
      return `${parent}/deliveryPipelines/web/releases/${id}`;
    case 'gkehub':
      return `${parent}/memberships/${id}`;
    default:
      return id;
  }
}
