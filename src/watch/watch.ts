import { createHash, randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Clock } from '../base/clock.js';
import type { Event } from '../base/event.js';
import { endAll, type Disposable } from '../base/lifecycle.js';
import type { Log } from '../base/log.js';
import { errorFacts } from '../google/apiError.js';
import type { CredentialDescription } from '../google/credentials/credential.js';
import type { Google } from '../google/google.js';
import type { AllowedOrigins } from '../google/origins.js';
import { isProjectFolder } from '../google/projectId.js';
import type { Collection } from '../operations/collection.js';
import type { Operation } from '../operations/operation.js';
import { OperationStore } from '../operations/store.js';
import { AccountRecords, type SetAside } from './accountRecords.js';
import type { Activity } from './activity.js';
import { AccountBudgets } from './accountBudgets.js';
import { AccountFile } from './accountFile.js';
import { Attention } from './attention.js';
import { usualBudget } from './budget.js';
import { BulkCancellations } from './bulkCancellations.js';
import { CancelOdds } from './cancelOdds.js';
import { CancellationRecords } from './cancellationRecords.js';
import { Cancellations } from './cancellations.js';
import type { ChangeGuard } from './changeGuard.js';
import { CollectionPlan } from './collectionPlan.js';
import { Deletions } from './deletions.js';
import { EnabledServices } from './enabledServices.js';
import { FolderProjects } from './folderProjects.js';
import { Follows } from './follows.js';
import { History } from './history.js';
import { Lister } from './lister.js';
import { LocationDirectory } from './locations.js';
import { LogReader, noAuditLog, type AuditLogSettings } from './logReader.js';
import { CellLooks } from './cellLooks.js';
import type { Poller } from './poller.js';
import { parseCollections } from './parseCollection.js';
import { startPolling } from './polling.js';
import { operatingSystem, type Processes } from './processes.js';
import { RecentPlaces } from './recentPlaces.js';
import type { Records } from './records.js';
import { RefusedWildcards } from './refusedWildcards.js';
import { Refresher } from './refresher.js';
import { rootsOf, type RefreshSettings } from './roots.js';
import { parseSnapshot, Snapshot, type SnapshotContent } from './snapshot.js';
import { Starters } from './starters.js';
import { Survey } from './survey.js';

export type WatchSettings = RefreshSettings;

export interface WatchOptions {
  readonly google: Google;
  readonly settings: WatchSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly activity: Activity;
  /** Folder for what has to survive the session; one sub-folder per account. */
  readonly storageFolder: string;
  /** Absent: a budget of the usual size. */
  readonly budgets?: AccountBudgets;
  /** Absent: every operation may be changed. */
  readonly mayChange?: ChangeGuard;
  /** What may be asked of Logging, as it is at the moment. Absent: nothing. */
  readonly auditLog?: () => AuditLogSettings;
  /** Absent: Google's origins alone. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Absent: the operating system's. */
  readonly processes?: Processes;
}

/** The layer that keeps the store true, put together. */
export interface Watch extends Disposable {
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly refresher: Refresher;
  readonly cancellations: Cancellations;
  readonly bulkCancellations: BulkCancellations;
  readonly deletions: Deletions;
  /** Whether the settings let an operation be cancelled or deleted. */
  readonly mayChange: ChangeGuard;
  /** Decides which of several windows tells the person something. */
  readonly claims: Pick<Records, 'claim'>;
  /** Records that make no sense to this version were taken out of the way. */
  readonly onDidSetAside: Event<SetAside>;
  readonly follows: Follows;
  readonly history: History;
  /** How cancel requests ended until now. */
  readonly cancelOdds: CancelOdds;
  readonly poller: Poller;
  /** Who may not read which audit log. */
  readonly logs: Pick<LogReader, 'onDidRefuse'>;
  /** Where operations began lately, by the audit logs. */
  readonly recent: RecentPlaces;
  /** Who started operations, as far as that is known. */
  readonly starters: Starters;
  /** What was spent, and what may be. */
  readonly budgets: Pick<AccountBudgets, 'current'>;
  /** What of an earlier session is still shown. */
  readonly snapshot: Pick<Snapshot, 'asOf' | 'isRecalled' | 'onDidAnswer'>;
  /** Reads operations that are shown as an earlier session knew them. @throws ApiError */
  readAgain(operations: readonly Operation[]): Promise<void>;
}

/** Builds the parts and lets them wait: nothing is asked and no file is opened before the view is seen or a command runs. */
export function startWatch(options: WatchOptions): Watch {
  const { google, settings, clock, log, activity, storageFolder, mayChange = () => true } = options;
  const { allowedOrigins, processes = operatingSystem } = options;
  const { auditLog = () => noAuditLog } = options;
  const { budgets = new AccountBudgets(clock, usualBudget) } = options;
  const store = new OperationStore();
  const survey = new Survey();
  const lister = new Lister(google.operations, store, survey, clock);
  const locations = new LocationDirectory(google.locations, clock, log);
  const asked = new CollectionPlan({ locations, parents: google.parents }, settings);
  const enabled = new EnabledServices(google.services, clock, log);
  const folders = new FolderProjects(google.projects, clock, log);
  const folder = new AccountRecords(storageFolder, () => folderOfAccount(google), clock, log);
  const records = new CancellationRecords(folder, clock, log, processes, allowedOrigins);
  const api = google.operations;
  const cancellations = new Cancellations({ api, store, records, clock, log, newId: randomUUID, mayChange });
  const sending = { cancellations, store, mayChange, records: folder, clock, log, newId: randomUUID, processes };
  const bulkCancellations = new BulkCancellations(sending);
  const deletions = new Deletions({ api, store, mayChange, log });
  const follows = new Follows(store, folder, clock, log, allowedOrigins);
  const logs = new LogReader(google.auditLog, clock);
  const starters = new Starters({ reader: logs, cancellations, budgets, clock, settings: auditLog });
  const history = new History(store, cancellations, folder, clock, log);
  const cancelOdds = new CancelOdds(history);
  const shared = { store, survey, lister, activity, budgets, clock, random: Math.random };
  const polling = startPolling({ ...shared, api, cancellations, follows });
  const { services, regions } = settings;
  const looks = new CellLooks({ ...shared, ...polling, plan: asked, services, regions });
  const recent = new RecentPlaces({
    ...shared,
    reader: logs,
    looks,
    services,
    projects: () => survey.roots.filter((id) => id !== undefined).filter((id) => !isProjectFolder(id)),
    settings: auditLog,
  });
  const refresher = new Refresher(
    { ...shared, ...polling, recent, google, plan: asked, locations, enabled, folders, log },
    settings,
  );

  const wildcards = new RefusedWildcards({ plan: asked, store, survey, services: settings.services });
  const refusals = polling.plan.onDidRefuseWildcard((collection) => void wildcards.replace(collection));

  const { held } = polling;
  const places = new AccountFile({ folder, name: 'places.cache', version: 1, parse: parseCollections, clock, log });
  const snapshot = new Snapshot(store, survey);
  const last = new AccountFile({ folder, name: 'snapshot.cache', version: 1, parse: parseSnapshot, clock, log });
  const isAsked = ({ project, service }: Collection): boolean =>
    survey.roots.includes(project) && settings.services.some(({ id }) => id === service);
  const content = (): SnapshotContent => ({
    ...snapshot.content(clock.now()),
    folders: folders.content(settings.projects),
  });
  const remembering = [
    last,
    snapshot,
    last.onDidRead((content) => void recall(content)),
    snapshot.onDidChange(() => last.write(content)),
    places,
    places.onDidRead((collections) => held.recall(collections)),
    held.onDidAdd(() => places.write(() => held.collections())),
  ];

  async function readAgain(operations: readonly Operation[]): Promise<void> {
    const recalled = operations.filter((operation) => snapshot.isRecalled(operation));
    await Promise.all(
      recalled.map(async ({ collection, name }) => {
        try {
          store.read(collection, await api.get(collection, name));
        } catch (error) {
          if (errorFacts(error).kind !== 'notFound') {
            throw error;
          }
          store.gone(collection, name);
        }
      }),
    );
  }

  const takingUp = refresher.onDidChangeBusy((busy) => busy && void cancellations.restore());
  const attention = new Attention(activity, clock, () => {
    void cancellations.restore();
    refresher.look();
  });
  let recalledOf: string | undefined;
  const accounting = survey.onDidChange(({ what }) => {
    if (what === 'credential' && survey.credential) {
      const account = accountOf(survey.credential);
      budgets.use(account);
      if (recalledOf !== undefined && recalledOf !== account) {
        snapshot.forget();
        folders.recall({});
      }
    }
  });

  /** What an earlier session knew is shown only to whom it was shown then. */
  async function recall(content: SnapshotContent): Promise<void> {
    const credential = await google.credential.describe().catch(() => undefined);
    if (credential && (await isSameAccount(credential, content.at))) {
      recalledOf = accountOf(credential);
      folders.recall(content.folders ?? {});
      if (!folders.isKnown(settings.projects) || settings.projects.length === 0) {
        survey.setProjects(rootsOf(settings, credential.project, folders));
      }
      snapshot.recall(content, isAsked);
    }
  }

  const keepers = [starters, logs, cancelOdds, history, follows, deletions, bulkCancellations, cancellations, folder];
  const ends = [
    attention,
    takingUp,
    accounting,
    ...remembering,
    refusals,
    wildcards,
    recent,
    looks,
    polling,
    refresher,
    ...keepers,
    survey,
    store,
  ];
  return {
    store,
    survey,
    refresher,
    cancellations,
    bulkCancellations,
    deletions,
    mayChange,
    claims: folder,
    onDidSetAside: folder.onDidSetAside,
    follows,
    history,
    cancelOdds,
    poller: polling.poller,
    logs,
    recent,
    starters,
    budgets,
    snapshot,
    readAgain,
    dispose: () => endAll(ends),
  };
}

/** Whether a credential is surely of the account that it was of at a time: a file may have got another one since. */
async function isSameAccount({ account, file }: CredentialDescription, at: number): Promise<boolean> {
  if (account !== undefined || file === undefined) {
    return account !== undefined;
  }
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs < at,
    () => false,
  );
}

/** Tells accounts apart. */
function accountOf({ kind, account, file }: CredentialDescription): string {
  return JSON.stringify([kind, account, file]);
}

/**
 * Requests belong to an account: another account's windows neither see nor poll them.
 * @throws ApiError where nobody is signed in.
 */
async function folderOfAccount(google: Google): Promise<string> {
  const account = accountOf(await google.credential.describe());
  return createHash('sha256').update(account).digest('hex').slice(0, 16);
}
