import path from 'node:path';
import { l10n, window, workspace, type ExtensionContext, type TreeView, type WorkspaceConfiguration } from 'vscode';
import { systemClock } from './base/clock.js';
import type { Google } from './google/google.js';
import { lazyCredentialChoices, lazyGoogle } from './google/lazyGoogle.js';
import { readSettings, serviceIdsIn, type AskedSettings } from './settings.js';
import { WindowActivity } from './ui/activity.js';
import { AgentTools } from './ui/agents/tools.js';
import { Badge } from './ui/badge.js';
import { BulkDocuments } from './ui/bulk/bulkDocuments.js';
import { BulkNotifier } from './ui/bulk/bulkNotifier.js';
import { Catalogue } from './ui/catalogue.js';
import { refreshOnSignIn } from './ui/credentials/refreshOnSignIn.js';
import { withBoundary } from './ui/commands/command.js';
import { openLinkUri } from './ui/commands/openFromLink.js';
import { createCommands } from './ui/commands/createCommands.js';
import { ReportDocuments } from './ui/diagnosis/reportDocuments.js';
import { OperationDocuments } from './ui/documents/operationDocuments.js';
import { PageFormat } from './ui/documents/pageFormat.js';
import { PageLenses } from './ui/documents/pageLenses.js';
import type { Explorer } from './ui/explorerApi.js';
import type { HistoryElement } from './ui/history/historyElement.js';
import { HistoryTree } from './ui/history/historyTree.js';
import { Notifier } from './ui/notifications/notifier.js';
import { offerAuditLogs } from './ui/notifications/auditLogOffer.js';
import { tellOfLogRefusal } from './ui/notifications/logRefusalNotice.js';
import { tellOfSetAside } from './ui/notifications/setAsideNotice.js';
import { isReadOnly } from './ui/protection.js';
import { SampleMark } from './ui/sample/sampleMark.js';
import { SampleMode, type OpenSample } from './ui/sample/sampleMode.js';
import { sampleSettings } from './ui/sample/sampleSettings.js';
import { SampleSteps } from './ui/sample/sampleSteps.js';
import { StoredOrigins } from './ui/storedOrigins.js';
import { SessionHolder, type Session } from './ui/session.js';
import { openSignIn } from './ui/signIn/openSignIn.js';
import { SettingsWatcher } from './ui/settingsWatcher.js';
import { StatusBar } from './ui/statusBar/statusBar.js';
import { TimelineView } from './ui/timeline/timelineView.js';
import type { TreeElement } from './ui/tree/element.js';
import { filterOf } from './ui/tree/filter.js';
import { OperationsTree } from './ui/tree/operationsTree.js';
import { unreadDecorations } from './ui/tree/unreadDecorations.js';
import { queryContext } from './ui/queryContext.js';
import { OperationsView } from './ui/view.js';
import { ViewMemory } from './ui/viewMemory.js';
import { sharedWords } from './ui/words/sharedWords.js';
import { AccountBudgets } from './watch/accountBudgets.js';
import { usualBudget } from './watch/budget.js';
import { countedGoogle } from './watch/countedGoogle.js';
import { startWatch } from './watch/watch.js';

/** Wide enough that a hundred regions are read in about a second; more connections cost more than they bring. */
const CONCURRENCY = 16;

/**
 * The product behind the shell in extension.ts: builds the parts and hands them to each other. Nothing is asked and no
 * file is read before somebody looks or a command needs it. Everything ends with the extension's subscriptions.
 */
export function openExplorer(
  context: ExtensionContext,
  treeView: TreeView<TreeElement>,
  historyView: TreeView<HistoryElement>,
): Explorer {
  const { subscriptions, extension, globalState, workspaceState, globalStorageUri, secrets } = context;
  const { version } = extension.packageJSON as { version: string };
  const clock = systemClock;
  const log = window.createOutputChannel(l10n.t('Cloud Operations'), { log: true });
  const activity = new WindowActivity(treeView);
  const storageFolder = globalStorageUri.fsPath;
  const catalogue = new Catalogue(path.join(extension.extensionPath, 'dist', 'catalog.json'), storageFolder, log);
  const allowedOrigins = new StoredOrigins(globalState);

  const signIn = openSignIn(
    secrets,
    log,
    allowedOrigins,
    () => session.current.settings.oauthClientId,
    () => session.current.settings,
  );

  const budgets = new AccountBudgets(clock, usualBudget);
  const sample = new SampleMode({ clock, load: () => import('./sample/sample.js'), reopen: () => reopen() });

  /** A session by the settings as they are now; takes over google and watch of `previous` where they would be built alike. */
  function openSession(previous?: Session): Session {
    const configuration = workspace.getConfiguration('cloudOperations');
    const get = (name: string): unknown => configuration.get(name);
    if (sample.opened) {
      return openSampleSession(sample.opened, get, previous);
    }
    const services = catalogue.knowing(serviceIdsIn(get));
    const { settings, asked, problems } = readSettings(
      get,
      services,
      (name) => ownValue(configuration, name),
      (name) => isSet(configuration, name),
    );
    budgets.setLimits(settings.budget);
    const endpointOverrides = { ...catalogue.ownEndpoints(), ...asked.endpointOverrides };
    const builtBy: AskedSettings = { ...asked, endpointOverrides };
    const fingerprint = JSON.stringify(builtBy);
    const { google, watch } = previous?.fingerprint === fingerprint ? previous : build(builtBy);
    return { settings, settingProblems: problems, fingerprint, simulated: false, google, watch };
  }

  /** The same of sample data: other settings are of no account, and nothing is shared with a session of Google's. */
  function openSampleSession(opened: OpenSample, get: (name: string) => unknown, previous?: Session): Session {
    const services = catalogue.knowing(opened.services);
    const { settings, asked, problems } = readSettings(sampleSettings(get, opened), services);
    const fingerprint = `sample ${opened.folder}`;
    const { google, watch } =
      previous?.fingerprint === fingerprint
        ? previous
        : watched(countedGoogle(opened.google, opened.budgets), asked, opened.folder, opened.budgets);
    return { settings, settingProblems: problems, fingerprint, simulated: true, google, watch };
  }

  /** Gets no other settings: what it is built by is what a session is compared by. */
  function build(settings: AskedSettings): Pick<Session, 'google' | 'watch'> {
    const google = countedGoogle(
      lazyGoogle({
        clock,
        log,
        userAgent: `cloud-operations/${version}`,
        endpointOverrides: settings.endpointOverrides,
        allowedOrigins,
        credential: {
          ...settings.credentials,
          signIn: signIn.accounts.credential(settings.signInAccount),
          env: process.env,
        },
        quotaProject: settings.quotaProject,
        findService: (id) => settings.services.find((service) => service.id === id),
        concurrency: CONCURRENCY,
        deadlineMs: settings.requestTimeoutMs,
      }),
      budgets,
    );
    return watched(google, settings, storageFolder, budgets);
  }

  function watched(
    google: Google,
    settings: AskedSettings,
    folder: string,
    budgets: AccountBudgets,
  ): Pick<Session, 'google' | 'watch'> {
    const watch = startWatch({
      google,
      settings,
      clock,
      log,
      activity,
      storageFolder: folder,
      allowedOrigins,
      budgets,
      auditLog: () => session.current.settings.auditLog,
      mayChange: (operation) => !isReadOnly(session.current.settings.protection, operation),
    });
    return { google, watch };
  }

  const session: SessionHolder = new SessionHolder(openSession());
  const reopen = (): void => session.replace(openSession(session.current));
  const memory = new ViewMemory(globalState, workspaceState);
  const tree = new OperationsTree(session, clock, memory.arrangement);
  const kept = filterOf(memory.filter, sharedWords, queryContext(session, clock));
  if (kept) {
    // Without one there is nothing to draw anew, before VS Code has asked for any row.
    tree.setFilter(kept);
  }
  const view = new OperationsView(treeView, tree, session, clock);
  const statusBar = new StatusBar(session, clock);
  const pageFormat = new PageFormat(globalState);
  const pages = new OperationDocuments(session, clock, activity, pageFormat);
  const reports = new ReportDocuments();
  const steps = new SampleSteps(session);
  const history = new HistoryTree(historyView, session, tree, clock);
  const timeline = new TimelineView({
    folder: context.extensionUri,
    session,
    tree,
    onDidSelect: treeView.onDidChangeSelection,
    // Whoever has closed the tree does not want it to open with each click.
    select: (operation) => (treeView.visible ? view.reveal(operation, false) : Promise.resolve()),
    memory,
    clock,
    withBoundary: (run) => withBoundary('timeline', log, run)(),
  });
  subscriptions.push(
    log,
    activity,
    session,
    sample,
    tree,
    // What is looked for in sample data is not looked for in real projects.
    tree.onDidDraw(() => session.current.simulated || memory.keepFilter(tree.filter?.text ?? '')),
    tree.onDidArrange((arrangement) => memory.keepArrangement(arrangement)),
    view,
    statusBar,
    new SampleMark(session, historyView),
    steps,
    history,
    timeline,
    window.registerFileDecorationProvider(unreadDecorations),
    tree.firstDrawing.onDidEnd(() => activity.noteDrawn()),
    new SettingsWatcher(clock, reopen),
    new Badge(treeView, session, clock),
    new Notifier(session, clock),
    new BulkNotifier(session, clock),
    tellOfSetAside(session),
    tellOfLogRefusal(session),
    offerAuditLogs(session, globalState),
    session.onDidChange(({ watch }) => watch.recent.look()),
    new BulkDocuments(session, clock),
    pages,
    new PageLenses(pages, pageFormat, session, clock),
    reports,
    signIn,
    refreshOnSignIn(signIn.accounts, session),
  );
  return {
    tree,
    history,
    timeline,
    commands: createCommands({
      session,
      sample,
      view,
      timeline,
      clock,
      log,
      showLog: () => log.show(),
      extensionId: extension.id,
      catalogue,
      allowedOrigins,
      reopen,
      pages,
      reports,
      steps,
      walkthrough: `${extension.id}#start`,
      version,
      signIn,
      credentialChoices: (signal) => {
        const { credentials, endpointOverrides } = session.current.settings;
        const credential = { ...credentials, signIn: undefined, env: process.env };
        return lazyCredentialChoices({ clock, log, endpointOverrides, allowedOrigins, credential }, signal);
      },
    }),
    authentication: signIn.provider,
    tools: new AgentTools({ session, clock }),
    openLink: (uri) =>
      withBoundary('openLink', log, async () => {
        if (sample.opened) {
          await sample.leave();
        }
        await openLinkUri({ session, tree }, uri);
      })(),
    get viewDescription() {
      return treeView.description;
    },
    get viewMessage() {
      return treeView.message;
    },
    get statusBarText() {
      return statusBar.text;
    },
    get selection() {
      return treeView.selection;
    },
    select: (row) => view.select(row),
    get session() {
      return session.current;
    },
  };
}

/**
 * What the person's own settings say, where a workspace or a remote machine (a dev container) says something else. VS Code
 * tells the two kinds of user settings apart without typing it.
 */
function ownValue(configuration: WorkspaceConfiguration, name: string): unknown {
  const found: { globalValue?: unknown; globalLocalValue?: unknown } | undefined = configuration.inspect(name);
  return found && 'globalLocalValue' in found ? found.globalLocalValue : found?.globalValue;
}

/** Whether somebody set it, in whatever settings. */
function isSet(configuration: WorkspaceConfiguration, name: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = configuration.inspect(name) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}
