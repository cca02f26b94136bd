import type { ApiErrorFacts, ApiErrorKind } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';

/** Something that could not be read, as one row: a service that fails alike in forty regions is one problem. */
export interface Problem {
  /** Stable while the problem lasts. */
  readonly id: string;
  /** Absent for what lies outside projects: the credential itself, or a service such as Vault. */
  readonly project: string | undefined;
  /** Catalogue id of the service; absent when the project or the credential is the problem. */
  readonly service: string | undefined;
  /** The service's product name. */
  readonly title?: string | undefined;
  /** The locations that fail, in order; empty when the failure is not tied to a location. */
  readonly locations: readonly string[];
  /** Every location of the service fails, so that naming them says nothing. */
  readonly everywhere: boolean;
  readonly error: ApiErrorFacts;
  /** When the server is willing to be asked again, where it said so. Milliseconds since the epoch. */
  readonly retryAt?: number | undefined;
}

/** Problems of a root as rows: one cause that several services answer for is one, of the root itself. */
export function byCause(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<ApiErrorKind, number>();
  for (const { error } of problems.filter(isShared)) {
    counts.set(error.kind, (counts.get(error.kind) ?? 0) + 1);
  }
  const told = new Set<ApiErrorKind>();
  return problems.flatMap((problem) => {
    const { project, error } = problem;
    if (!isShared(problem) || (counts.get(error.kind) ?? 0) < 2) {
      return [problem];
    }
    if (told.has(error.kind)) {
      return [];
    }
    told.add(error.kind);
    const id = `${project ?? ''}||${error.kind}`;
    return [{ id, project, service: undefined, locations: [], everywhere: true, error, retryAt: problem.retryAt }];
  });
}

function isShared({ service, project, error }: Problem): boolean {
  return service !== undefined && project !== undefined && errorThat('isOfAllServices', error.kind);
}
