import { keysOf } from '../../base/keysOf.js';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { CredentialChoices } from '../../google/credentials/credentialChoices.js';
import type { Catalogue } from '../catalogue.js';
import type { ReportDocuments } from '../diagnosis/reportDocuments.js';
import type { OperationDocuments } from '../documents/operationDocuments.js';
import type { SampleMode } from '../sample/sampleMode.js';
import type { SampleSteps } from '../sample/sampleSteps.js';
import { queryContext } from '../queryContext.js';
import type { StoredOrigins } from '../storedOrigins.js';
import { Targets } from '../selection/targets.js';
import type { SessionHolder } from '../session.js';
import type { SignIn } from '../signIn/signIn.js';
import { signInCommand, signOutCommand } from '../signIn/signInCommands.js';
import type { TimelineView } from '../timeline/timelineView.js';
import type { OperationsView } from '../view.js';
import { addProjectCommand } from './addProject.js';
import { arrangeCommand } from './arrange.js';
import { auditLogsFirstCommand } from './auditLogsFirst.js';
import { allowOriginCommand, forgetOriginsCommand } from './allowedOrigins.js';
import { cancelCommand } from './cancel.js';
import { cancelAgainCommand } from './cancelAgain.js';
import { cancelAllRunningCommand } from './cancelAllRunning.js';
import { changing } from './changing.js';
import { withBoundary, type Command } from './command.js';
import { severalIds, titleIds, type CommandId } from './commandIds.js';
import { copyAsCommand } from './copyAs.js';
import { copyNameCommand } from './copyName.js';
import { deleteOperationCommand } from './deleteOperation.js';
import { diagnoseConnectionCommand } from './diagnoseConnection.js';
import { enableApisCommand } from './enableApis.js';
import { clearFilterCommand, filterCommand } from './filter.js';
import { findStarterCommand } from './findStarter.js';
import {
  clearHistoryCommand,
  exportHistoryCommand,
  showHistoryCommand,
  showTimelineCommand,
} from './historyCommands.js';
import { findInAuditLogCommand, openInConsoleCommand } from './links.js';
import { openFromLinkCommand } from './openFromLink.js';
import { openSettingsCommand } from './openSettings.js';
import { addServiceCommand, removeServiceCommand } from './ownServices.js';
import {
  copyProjectIdCommand,
  hideProjectCommand,
  openProjectInConsoleCommand,
  pinProjectCommand,
  unpinProjectCommand,
} from './projectRows.js';
import { applyRemedyCommand, copyErrorCommand, showProblemsCommand } from './problems.js';
import { recentOperationsCommand } from './recentOperations.js';
import { refreshCommand, stopRefreshCommand } from './refresh.js';
import { copyCommandCommand, copyGrantCommand, copyTextCommand, openLinkCommand } from './remedies.js';
import { mindingSample } from './inSample.js';
import { revealCommand } from './reveal.js';
import { exploreSampleCommand, leaveSampleCommand, openWalkthroughCommand } from './sample.js';
import { selectCredentialsCommand } from './selectCredentials.js';
import { selectProjectsCommand } from './selectProjects.js';
import { selectServicesCommand } from './selectServices.js';
import { showBulkCancelCommand } from './showBulkCancel.js';
import { openDetailsCommand, showDetailsCommand, showOutcomesCommand } from './showDetails.js';
import { showMoreCommand } from './showMore.js';
import { stopWatchingCommand, watchCommand } from './watch.js';

/** What commands work on. */
export interface CommandParts {
  readonly session: SessionHolder;
  readonly sample: SampleMode;
  readonly view: OperationsView;
  readonly timeline: Pick<TimelineView, 'locate'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly showLog: () => void;
  readonly catalogue: Catalogue;
  readonly allowedOrigins: StoredOrigins;
  /** Puts a session in place that knows what the catalogue has learned. */
  readonly reopen: () => void;
  readonly pages: OperationDocuments;
  readonly reports: ReportDocuments;
  readonly signIn: SignIn;
  /** Looks for the credentials of this machine that can be chosen. */
  readonly credentialChoices: (signal: AbortSignal) => Promise<CredentialChoices>;
  /** The steps of the walkthrough. */
  readonly steps: SampleSteps;
  /** Id of the walkthrough with that of the extension. */
  readonly walkthrough: string;
  readonly extensionId: string;
  /** The product's. */
  readonly version: string;
}

/** Every command by its id. */
export function createCommands(parts: CommandParts): ReadonlyMap<string, Command> {
  const { session, sample, view, clock, log, showLog, catalogue, reopen, signIn, credentialChoices, allowedOrigins } =
    parts;
  const targets = new Targets(session, view.selected, clock, (argument) => parts.timeline.locate(argument));
  const refresh = (): void => void refreshCommand(session, clock, targets)();
  const plain: Record<CommandId, (...args: unknown[]) => unknown> = {
    'cloudOperations.cancel': changing(session, cancelCommand(session, clock, targets)),
    'cloudOperations.cancelAgain': changing(session, cancelAgainCommand(session, clock, targets)),
    'cloudOperations.cancelAllRunning': changing(session, cancelAllRunningCommand(session, clock, view.tree, targets)),
    'cloudOperations.delete': changing(session, deleteOperationCommand(session, targets)),
    'cloudOperations.watch': watchCommand(session, targets),
    'cloudOperations.stopWatching': stopWatchingCommand(session, targets),
    'cloudOperations.showBulkCancel': showBulkCancelCommand(session, clock),
    'cloudOperations.exportHistory': exportHistoryCommand(session),
    'cloudOperations.clearHistory': clearHistoryCommand(session),
    'cloudOperations.showDetails': showDetailsCommand(session, targets),
    'cloudOperations.openDetails': openDetailsCommand(session),
    'cloudOperations.showOutcomes': showOutcomesCommand,
    'cloudOperations.copyName': copyNameCommand(targets),
    'cloudOperations.openInConsole': openInConsoleCommand(session, targets),
    'cloudOperations.findInAuditLog': findInAuditLogCommand(session, targets),
    'cloudOperations.findStarter': findStarterCommand(session, targets),
    'cloudOperations.copyId': copyAsCommand(targets, 'id'),
    'cloudOperations.copySelfLink': copyAsCommand(targets, 'selfLink'),
    'cloudOperations.copyTarget': copyAsCommand(targets, 'target'),
    'cloudOperations.copyLink': copyAsCommand(targets, 'link'),
    'cloudOperations.openFromLink': openFromLinkCommand({ session, tree: view.tree }),
    'cloudOperations.copyGcloudDescribe': copyAsCommand(targets, 'gcloudDescribe'),
    'cloudOperations.copyGcloudCancel': copyAsCommand(targets, 'gcloudCancel'),
    'cloudOperations.copyCurl': copyAsCommand(targets, 'curl'),
    'cloudOperations.openProjectInConsole': openProjectInConsoleCommand(session, targets),
    'cloudOperations.copyProjectId': copyProjectIdCommand(session, targets),
    'cloudOperations.reveal': revealCommand(session, view, targets),
    'cloudOperations.refresh': refreshCommand(session, clock, targets),
    'cloudOperations.stopRefresh': stopRefreshCommand(session),
    'cloudOperations.filter': filterCommand(view.tree, queryContext(session, clock)),
    'cloudOperations.clearFilter': clearFilterCommand(view.tree),
    'cloudOperations.arrange': arrangeCommand(view.tree),
    'cloudOperations.showRecent': recentOperationsCommand(session, clock),
    'cloudOperations.showHistory': showHistoryCommand,
    'cloudOperations.showTimeline': showTimelineCommand,
    'cloudOperations.showLog': showLog,
    'cloudOperations.selectProjects': selectProjectsCommand(session, clock),
    'cloudOperations.addProject': addProjectCommand(session),
    'cloudOperations.hideProject': hideProjectCommand(session, targets),
    'cloudOperations.pinProject': pinProjectCommand(session, targets),
    'cloudOperations.unpinProject': unpinProjectCommand(session, targets),
    'cloudOperations.selectServices': selectServicesCommand(session, catalogue),
    'cloudOperations.addService': addServiceCommand(catalogue, allowedOrigins, reopen),
    'cloudOperations.removeService': removeServiceCommand(catalogue, reopen),
    'cloudOperations.auditLogsFirst': auditLogsFirstCommand,
    'cloudOperations.showProblems': showProblemsCommand(session, targets),
    'cloudOperations.applyRemedy': applyRemedyCommand(session, targets),
    'cloudOperations.copyError': copyErrorCommand(session, targets),
    'cloudOperations.selectCredentials': selectCredentialsCommand(session, signIn, credentialChoices),
    'cloudOperations.signIn': signInCommand(signIn),
    'cloudOperations.signOut': signOutCommand(signIn),
    'cloudOperations.forgetOrigins': forgetOriginsCommand(allowedOrigins, refresh),
    'cloudOperations.diagnoseConnection': diagnoseConnectionCommand(parts),
    'cloudOperations.openSettings': openSettingsCommand(parts.extensionId),
    'cloudOperations.exploreSample': exploreSampleCommand(sample, session, view),
    'cloudOperations.leaveSample': leaveSampleCommand(sample),
    'cloudOperations.openWalkthrough': openWalkthroughCommand(parts.walkthrough, parts.steps),
    'cloudOperations.showMore': showMoreCommand(view.tree),
    'cloudOperations.allowOrigin': allowOriginCommand(allowedOrigins, refresh),
    'cloudOperations.enableApis': enableApisCommand,
    'cloudOperations.openLink': openLinkCommand,
    'cloudOperations.copyText': copyTextCommand,
    'cloudOperations.copyCommand': copyCommandCommand,
    'cloudOperations.copyGrantCommand': copyGrantCommand(session),
    'cloudOperations.readPage': (address) => parts.pages.readAgain(address),
    'cloudOperations.changePageFormat': () => parts.pages.changeFormat(),
  };
  const all: Record<string, (...args: unknown[]) => unknown> = {};
  for (const id of keysOf(plain)) {
    all[id] = mindingSample(sample, id, plain[id]);
  }
  for (const [id, of] of Object.entries(severalIds)) {
    all[id] = mindingSample(sample, of, plain[of]);
  }
  for (const [id, of] of Object.entries(titleIds)) {
    all[id] = mindingSample(sample, of, () => plain[of]());
  }
  return new Map(Object.entries(all).map(([id, run]) => [id, withBoundary(id, log, run)]));
}
