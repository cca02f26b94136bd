import { l10n } from 'vscode';
import type { Asked, Who } from '../../google/auditLog/join.js';
import { projectOf } from '../../operations/resourceName.js';
import type { LogRefusal } from '../../watch/logReader.js';
import { errorWords } from './apiError.js';
import { remedies, type Remedy } from './remedy.js';

/** What reading entries takes, and the smallest of the roles that hold it. */
const PERMISSION = 'logging.logEntries.list';
const ROLE = 'roles/logging.viewer';

/** Who started an operation, as it says itself or else as the audit log has it. */
export function starter(user: string | undefined, who: Who | undefined): string | undefined {
  return user ?? who?.started?.by;
}

/** In whose name the account acted that started it. */
export function starterDelegate(user: string | undefined, who: Who | undefined): string | undefined {
  return user === undefined ? who?.started?.delegate : undefined;
}

/** `release-manager@example.com, 9:58:39 PM`. */
export function cancelAskedText({ by, at }: Asked, timeText: (ms: number) => string): string {
  return l10n.t({
    message: '{0}, {1}',
    args: [by, timeText(at)],
    comment: ['Who asked to cancel an operation, and when'],
  });
}

/** Why nobody is named, and what helps. */
export function refusalWords({ resource, error }: LogRefusal): { readonly text: string; readonly remedy?: Remedy } {
  const project = projectOf(resource);
  if (error.kind === 'permissionDenied') {
    const text = l10n.t(
      'Who started operations is not shown for “{0}”: reading its audit log takes the permission {1}, which the role {2} holds.',
      resource,
      PERMISSION,
      ROLE,
    );
    const title = l10n.t('Copy Grant Command');
    return project === undefined ? { text } : { text, remedy: remedies.copyGrant(title, project, PERMISSION) };
  }
  const { title, detail, remedy } = errorWords(error, project);
  const text = l10n.t('Who started operations is not shown for “{0}”: {1}. {2}', resource, title, detail);
  return remedy ? { text, remedy } : { text };
}
