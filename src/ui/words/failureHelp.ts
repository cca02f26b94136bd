import { l10n } from 'vscode';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import { rpcCodeName, type RpcCodeName } from '../../operations/code.js';
import type { OperationReading } from '../../operations/operation.js';
import { remedies, type Remedy } from './remedy.js';

/** What a person can do about an operation that failed. */
export interface FailureHelp {
  readonly text: string;
  readonly remedy: Remedy | undefined;
}

/** Undefined where nothing is at fault, or the server has given no code that means anything. */
export function failureHelp(
  { error, statedEnd }: Pick<OperationReading, 'error' | 'statedEnd'>,
  project: string | undefined,
): FailureHelp | undefined {
  const message = error?.message ?? statedEnd?.message ?? '';
  if (/\bquotas?\b/i.test(message)) {
    return {
      text: l10n.t('A quota is used up. Free some of it or ask for more, then start it again.'),
      remedy: remedies.openLink(l10n.t('Open Quotas…'), consoleUrl('iam-admin/quotas', project)),
    };
  }
  const code = error && rpcCodeName(error.code);
  return code && help[code](project);
}

function only(text: string): FailureHelp {
  return { text, remedy: undefined };
}

/** By the code that the operation ended with (google/rpc/code.proto says what each stands for). */
const help = {
  OK: () => undefined,
  CANCELLED: () => undefined,
  UNKNOWN: () => undefined,
  INVALID_ARGUMENT: () => only(l10n.t('The request has to be changed; the message says where it is wrong.')),
  DEADLINE_EXCEEDED: () =>
    only(l10n.t('It did not finish in time and may be half done: look at the target before you start it again.')),
  NOT_FOUND: () => only(l10n.t('Something that it needs does not exist, or whoever started it may not see it.')),
  ALREADY_EXISTS: () => only(l10n.t('The name is taken: use another one, or what is there already.')),
  PERMISSION_DENIED: (project) => ({
    text: l10n.t(
      'Whoever started it, or the service’s own account, lacks a permission. Grant it, then start it again.',
    ),
    remedy: remedies.openLink(l10n.t('Open IAM…'), consoleUrl('iam-admin/iam', project)),
  }),
  RESOURCE_EXHAUSTED: () =>
    only(l10n.t('There was not enough of something. Start it again later, smaller, or in another place.')),
  FAILED_PRECONDITION: () =>
    only(l10n.t('The target was not in the state that this needs. Put that right, then start it again.')),
  ABORTED: () => only(l10n.t('A later change took its place; nothing has to be done.')),
  OUT_OF_RANGE: () => only(l10n.t('The request has to be changed: it reaches past what is valid.')),
  UNIMPLEMENTED: () => only(l10n.t('The service does not offer this here.')),
  INTERNAL: () => only(l10n.t('The fault is the service’s own. Start it again; if it fails again, tell its support.')),
  UNAVAILABLE: () => only(l10n.t('The service could not do it at that time. Start it again later.')),
  DATA_LOSS: () => only(l10n.t('The service reports that data was lost. Tell its support.')),
  UNAUTHENTICATED: () =>
    only(l10n.t('The credentials that it was started with were not accepted. Sign in anew, then start it again.')),
} satisfies Record<RpcCodeName, (project: string | undefined) => FailureHelp | undefined>;
