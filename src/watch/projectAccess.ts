import type { ApiErrorFacts } from '../google/apiError.js';
import { errorFacts } from '../google/apiError.js';
import { errorThat } from '../google/errorTraits.js';
import type { ProjectsApi } from '../google/apis/projectsApi.js';
import type { Service } from '../google/serviceCatalog/service.js';

/**
 * Whether a project that Service Usage refused holds nothing for this account: because there is no such project, or
 * because none of its operations may be listed (Google tells the two apart for nobody). One question spares a refusal from
 * every region of every service; `testIamPermissions` needs no permission itself.
 * @param refusal what Service Usage answered.
 * @returns `notFound` for such a project, the refusal itself for one that is deleted or suspended; undefined where something may be read, or nobody can say.
 * @throws ApiError when there is no usable credential, or the look was given up.
 */
export async function unknownProject(
  api: Pick<ProjectsApi, 'testPermissions'>,
  project: string,
  services: readonly Service[],
  refusal: ApiErrorFacts,
  signal: AbortSignal,
): Promise<ApiErrorFacts | undefined> {
  if (refusal.kind === 'projectDeleted' || refusal.kind === 'projectSuspended') {
    return refusal;
  }
  if (!isRefusal(refusal)) {
    return undefined;
  }
  try {
    const wanted = services.map(({ id }) => `${id}.operations.list`);
    const granted = wanted.length === 0 ? [] : await api.testPermissions(project, wanted, { signal });
    return granted.length > 0 ? undefined : notFound(refusal);
  } catch (error) {
    const facts = errorFacts(error);
    if (errorThat('stopsEverything', facts.kind) || facts.kind === 'aborted') {
      throw error;
    }
    // A permission that IAM does not know by this name is an invalid argument: the services answer for themselves then.
    return isRefusal(facts) ? notFound(facts) : undefined;
  }
}

function isRefusal({ kind }: ApiErrorFacts): boolean {
  return kind === 'permissionDenied' || kind === 'notFound';
}

/** Without reason and metadata: the permission that was missing for the question is not the one that would help. */
function notFound({ message, httpStatus, status, host }: ApiErrorFacts): ApiErrorFacts {
  return {
    kind: 'notFound',
    message,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(status !== undefined && { status }),
    ...(host !== undefined && { host }),
  };
}
