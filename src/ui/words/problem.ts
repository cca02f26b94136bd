import { l10n } from 'vscode';
import { isProjectFolder } from '../../google/projectId.js';
import type { Problem } from '../../watch/problem.js';
import { errorWords, type ErrorContext } from './apiError.js';
import type { ErrorWords } from './remedy.js';
import { serviceTitle } from './service.js';
import { list, number } from './plural.js';

/** A problem as a row: who has it, and what it is. */
export interface ProblemWords extends ErrorWords {
  /** The service; else the project or the credential. */
  readonly label: string;
}

/** A problem in words; `problem.project` and `problem.service` say whose it is. */
export function problemWords(problem: Problem, credential?: ErrorContext['credential']): ProblemWords {
  const { service, title, locations, everywhere, project, error, retryAt } = problem;
  const isFolder = isProjectFolder(project);
  const words = errorWords(error, isFolder ? undefined : project, { credential, retryAt });
  if (isFolder && error.kind === 'notFound') {
    return { ...words, label: l10n.t('No projects'), title: l10n.t('or none of those below it is yours to see') };
  }
  if (service === undefined && project !== undefined && error.kind === 'notFound') {
    // Google tells an unknown project and a forbidden one apart for nobody.
    return { ...words, label: l10n.t('Project not found'), title: l10n.t('or nothing in it is yours to see') };
  }
  const owner =
    service === undefined
      ? (project ?? l10n.t('Google Cloud'))
      : serviceTitle({ service, ...(title !== undefined && { title }) });
  const somewhere = everywhere || locations.length === 0 ? undefined : placeList(locations);
  return {
    ...words,
    label: somewhere === undefined ? owner : l10n.t('{0} in {1}', owner, somewhere),
  };
}

function placeList(locations: readonly string[]): string {
  const [first, second, ...others] = locations;
  if (first === undefined || second === undefined) {
    return first ?? '';
  }
  return others.length === 0 ? list([first, second]) : l10n.t('{0} and {1} more', first, number(locations.length - 1));
}
