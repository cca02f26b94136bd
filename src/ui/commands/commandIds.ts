import { keysOf } from '../../base/keysOf.js';

/** The commands: those of package.json first, then those that rows, pages and messages carry with them. */
const ownIds = [
  'cloudOperations.cancel',
  'cloudOperations.cancelAgain',
  'cloudOperations.cancelAllRunning',
  'cloudOperations.delete',
  'cloudOperations.watch',
  'cloudOperations.stopWatching',
  'cloudOperations.showBulkCancel',
  'cloudOperations.exportHistory',
  'cloudOperations.clearHistory',
  'cloudOperations.showDetails',
  'cloudOperations.copyName',
  'cloudOperations.openInConsole',
  'cloudOperations.findInAuditLog',
  'cloudOperations.findStarter',
  'cloudOperations.copyId',
  'cloudOperations.copySelfLink',
  'cloudOperations.copyTarget',
  'cloudOperations.copyLink',
  'cloudOperations.openFromLink',
  'cloudOperations.copyGcloudDescribe',
  'cloudOperations.copyGcloudCancel',
  'cloudOperations.copyCurl',
  'cloudOperations.openProjectInConsole',
  'cloudOperations.copyProjectId',
  'cloudOperations.reveal',
  'cloudOperations.refresh',
  'cloudOperations.stopRefresh',
  'cloudOperations.filter',
  'cloudOperations.clearFilter',
  'cloudOperations.arrange',
  'cloudOperations.showRecent',
  'cloudOperations.showHistory',
  'cloudOperations.showTimeline',
  'cloudOperations.showLog',
  'cloudOperations.selectProjects',
  'cloudOperations.addProject',
  'cloudOperations.hideProject',
  'cloudOperations.pinProject',
  'cloudOperations.unpinProject',
  'cloudOperations.selectServices',
  'cloudOperations.addService',
  'cloudOperations.removeService',
  'cloudOperations.auditLogsFirst',
  'cloudOperations.showProblems',
  'cloudOperations.copyError',
  'cloudOperations.selectCredentials',
  'cloudOperations.signIn',
  'cloudOperations.signOut',
  'cloudOperations.forgetOrigins',
  'cloudOperations.diagnoseConnection',
  'cloudOperations.openSettings',
  'cloudOperations.exploreSample',
  'cloudOperations.leaveSample',
  'cloudOperations.openWalkthrough',
  'cloudOperations.applyRemedy',
  'cloudOperations.openDetails',
  'cloudOperations.showMore',
  'cloudOperations.showOutcomes',
  'cloudOperations.allowOrigin',
  'cloudOperations.enableApis',
  'cloudOperations.openLink',
  'cloudOperations.copyText',
  'cloudOperations.copyCommand',
  'cloudOperations.copyGrantCommand',
  'cloudOperations.readPage',
  'cloudOperations.changePageFormat',
] as const;

export type CommandId = (typeof ownIds)[number];

/** The same commands under a title in the plural, for menus of several rows: VS Code shows one title for each id. */
export const severalIds = {
  'cloudOperations.several.cancel': 'cloudOperations.cancel',
  'cloudOperations.several.delete': 'cloudOperations.delete',
  'cloudOperations.several.copyName': 'cloudOperations.copyName',
  'cloudOperations.several.copyId': 'cloudOperations.copyId',
  'cloudOperations.several.copySelfLink': 'cloudOperations.copySelfLink',
  'cloudOperations.several.copyTarget': 'cloudOperations.copyTarget',
  'cloudOperations.several.copyLink': 'cloudOperations.copyLink',
  'cloudOperations.several.hideProject': 'cloudOperations.hideProject',
  'cloudOperations.several.pinProject': 'cloudOperations.pinProject',
  'cloudOperations.several.unpinProject': 'cloudOperations.unpinProject',
  'cloudOperations.several.copyProjectId': 'cloudOperations.copyProjectId',
  'cloudOperations.several.openProjectInConsole': 'cloudOperations.openProjectInConsole',
} as const satisfies Record<string, CommandId>;

/**
 * The same commands for the title of the view, where VS Code hands over the row that happens to have the focus (its
 * `TreeViewPane.getActionsContext`). A button there means the whole view, so that row is left out.
 */
export const titleIds = {
  'cloudOperations.title.refresh': 'cloudOperations.refresh',
  'cloudOperations.title.showProblems': 'cloudOperations.showProblems',
  'cloudOperations.title.cancelAllRunning': 'cloudOperations.cancelAllRunning',
} as const satisfies Record<string, CommandId>;

/** Everything that is registered. */
export const commandIds = [...ownIds, ...keysOf(severalIds), ...keysOf(titleIds)] as const;
