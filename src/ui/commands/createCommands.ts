import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { CredentialChoices } from '../../google/credentials/credentialChoices.js';
import type { Catalogue } from '../catalogue.js';
import type { ReportDocuments } from '../diagnosis/reportDocuments.js';
import type { StoredOrigins } from '../storedOrigins.js';
import type { SessionHolder } from '../session.js';
import type { SignIn } from '../signIn/signIn.js';
import { signInCommand, signOutCommand } from '../signIn/signInCommands.js';
import type { OperationsView } from '../view.js';
import { addProjectCommand } from './addProject.js';
import { allowOriginCommand, forgetOriginsCommand } from './allowedOrigins.js';
import { cancelCommand } from './cancel.js';
import { cancelAgainCommand } from './cancelAgain.js';
import { cancelAllRunningCommand } from './cancelAllRunning.js';
import { changing } from './changing.js';
import { withBoundary, type Command } from './command.js';
import type { CommandId } from './commandIds.js';
import { copyAsCommand } from './copyAs.js';
import { copyNameCommand } from './copyName.js';
import { deleteOperationCommand } from './deleteOperation.js';
import { diagnoseConnectionCommand } from './diagnoseConnection.js';
import { enableApisCommand } from './enableApis.js';
import { clearFilterCommand, filterCommand } from './filter.js';
import { clearHistoryCommand, exportHistoryCommand } from './historyCommands.js';
import { findInAuditLogCommand, openInConsoleCommand } from './links.js';
import { openSettingsCommand } from './openSettings.js';
import { addServiceCommand, removeServiceCommand } from './ownServices.js';
import {
  copyProjectIdCommand,
  hideProjectCommand,
  openProjectInConsoleCommand,
  pinProjectCommand,
  unpinProjectCommand,
} from './projectRows.js';
import { copyErrorCommand, showProblemsCommand } from './problems.js';
import { recentTransitionsCommand } from './recentTransitions.js';
import { refreshCommand, stopRefreshCommand } from './refresh.js';
import { copyCommandCommand, copyGrantCommand, copyTextCommand, openLinkCommand } from './remedies.js';
import { revealCommand } from './reveal.js';
import { selectCredentialsCommand } from './selectCredentials.js';
import { selectProjectsCommand } from './selectProjects.js';
import { selectServicesCommand } from './selectServices.js';
import { showBulkCancelCommand } from './showBulkCancel.js';
import { showDetailsCommand, showOutcomesCommand } from './showDetails.js';
import { showMoreCommand } from './showMore.js';
import { stopWatchingCommand, watchCommand } from './watch.js';

/** What commands work on. */
export interface CommandParts {
  readonly session: SessionHolder;
  readonly view: OperationsView;
  readonly clock: Clock;
  readonly log: Log;
  readonly catalogue: Catalogue;
  readonly allowedOrigins: StoredOrigins;
  /** Puts a session in place that knows what the catalogue has learned. */
  readonly reopen: () => void;
  readonly reports: ReportDocuments;
  readonly signIn: SignIn;
  /** Looks for the credentials of this machine that can be chosen. */
  readonly credentialChoices: (signal: AbortSignal) => Promise<CredentialChoices>;
  /** The product's. */
  readonly version: string;
}

/** Every command by its id. */
export function createCommands(parts: CommandParts): ReadonlyMap<string, Command> {
  const { session, view, clock, log, catalogue, reopen, signIn, credentialChoices, allowedOrigins } = parts;
  const refresh = (): void => void refreshCommand(session, clock)(undefined);
  const commands: Record<CommandId, (...args: unknown[]) => unknown> = {
    'cloudOperations.cancel': changing(session, cancelCommand(session, clock)),
    'cloudOperations.cancelAgain': changing(session, cancelAgainCommand(session, clock)),
    'cloudOperations.cancelAllRunning': changing(session, cancelAllRunningCommand(session, clock, view.tree)),
    'cloudOperations.delete': changing(session, deleteOperationCommand(session)),
    'cloudOperations.watch': watchCommand(session),
    'cloudOperations.stopWatching': stopWatchingCommand(session),
    'cloudOperations.showBulkCancel': showBulkCancelCommand(session, clock),
    'cloudOperations.exportHistory': exportHistoryCommand(session),
    'cloudOperations.clearHistory': clearHistoryCommand(session),
    'cloudOperations.showDetails': showDetailsCommand(session),
    'cloudOperations.showOutcomes': showOutcomesCommand,
    'cloudOperations.copyName': copyNameCommand(session),
    'cloudOperations.openInConsole': openInConsoleCommand(session),
    'cloudOperations.findInAuditLog': findInAuditLogCommand(session),
    'cloudOperations.copyId': copyAsCommand(session, 'id'),
    'cloudOperations.copySelfLink': copyAsCommand(session, 'selfLink'),
    'cloudOperations.copyTarget': copyAsCommand(session, 'target'),
    'cloudOperations.copyGcloudDescribe': copyAsCommand(session, 'gcloudDescribe'),
    'cloudOperations.copyGcloudCancel': copyAsCommand(session, 'gcloudCancel'),
    'cloudOperations.copyCurl': copyAsCommand(session, 'curl'),
    'cloudOperations.openProjectInConsole': openProjectInConsoleCommand(session),
    'cloudOperations.copyProjectId': copyProjectIdCommand(session),
    'cloudOperations.reveal': revealCommand(session, view),
    'cloudOperations.refresh': refreshCommand(session, clock),
    'cloudOperations.stopRefresh': stopRefreshCommand(session),
    'cloudOperations.filter': filterCommand(view.tree),
    'cloudOperations.clearFilter': clearFilterCommand(view.tree),
    'cloudOperations.openRecentTransitions': recentTransitionsCommand(session, clock),
    'cloudOperations.selectProjects': selectProjectsCommand(session, clock),
    'cloudOperations.addProject': addProjectCommand(session),
    'cloudOperations.hideProject': hideProjectCommand(session),
    'cloudOperations.pinProject': pinProjectCommand(session),
    'cloudOperations.unpinProject': unpinProjectCommand(session),
    'cloudOperations.selectServices': selectServicesCommand(session, catalogue),
    'cloudOperations.addService': addServiceCommand(catalogue, allowedOrigins, reopen),
    'cloudOperations.removeService': removeServiceCommand(catalogue, reopen),
    'cloudOperations.showProblems': showProblemsCommand(session),
    'cloudOperations.copyError': copyErrorCommand(session),
    'cloudOperations.selectCredentials': selectCredentialsCommand(session, signIn, credentialChoices),
    'cloudOperations.signIn': signInCommand(signIn),
    'cloudOperations.signOut': signOutCommand(signIn),
    'cloudOperations.forgetOrigins': forgetOriginsCommand(allowedOrigins, refresh),
    'cloudOperations.diagnoseConnection': diagnoseConnectionCommand(parts),
    'cloudOperations.openSettings': openSettingsCommand,
    'cloudOperations.showMore': showMoreCommand(view.tree),
    'cloudOperations.allowOrigin': allowOriginCommand(allowedOrigins, refresh),
    'cloudOperations.enableApis': enableApisCommand,
    'cloudOperations.openLink': openLinkCommand,
    'cloudOperations.copyText': copyTextCommand,
    'cloudOperations.copyCommand': copyCommandCommand,
    'cloudOperations.copyGrantCommand': copyGrantCommand(session),
  };
  return new Map(Object.entries(commands).map(([id, run]) => [id, withBoundary(id, log, run)]));
}
