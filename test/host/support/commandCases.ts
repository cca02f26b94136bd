/** Where it shows what a command has hit. */
export type Trace =
  'said' | 'seen' | 'clipboard' | 'links' | 'tabs' | 'watched' | 'selection' | 'hidden' | 'pinned' | 'asked';

/** What rows a command is of: two of each are there. */
export type Subject =
  'running' | 'watched' | 'unanswered' | 'ended' | 'project' | 'busyProject' | 'pinnedProject' | 'problem';

export interface RowCase {
  readonly of: Subject;
  readonly trace: Trace;
  /** Of several rows it takes the first alone. */
  readonly first?: true;
  /** What the palette asks, where it does not take the selected row because all may be meant. */
  readonly asks?: RegExp;
}

/** Commands of rows: what they hit is told by the names and ids in what they leave behind. */
export const rowCases: Readonly<Record<string, RowCase>> = {
  cancel: { of: 'running', trace: 'said' },
  'several.cancel': { of: 'running', trace: 'said' },
  cancelAgain: { of: 'unanswered', trace: 'said' },
  cancelAllRunning: { of: 'busyProject', trace: 'said', asks: /Cancel All Running/ },
  delete: { of: 'ended', trace: 'said' },
  'several.delete': { of: 'ended', trace: 'said' },
  watch: { of: 'running', trace: 'watched' },
  stopWatching: { of: 'watched', trace: 'watched' },
  showDetails: { of: 'running', trace: 'tabs' },
  reveal: { of: 'running', trace: 'selection', first: true },
  openInConsole: { of: 'running', trace: 'links' },
  findInAuditLog: { of: 'running', trace: 'links' },
  findStarter: { of: 'running', trace: 'said', first: true },
  copyName: { of: 'running', trace: 'clipboard' },
  'several.copyName': { of: 'running', trace: 'clipboard' },
  copyId: { of: 'running', trace: 'clipboard' },
  'several.copyId': { of: 'running', trace: 'clipboard' },
  copySelfLink: { of: 'running', trace: 'clipboard' },
  'several.copySelfLink': { of: 'running', trace: 'clipboard' },
  copyTarget: { of: 'running', trace: 'clipboard' },
  'several.copyTarget': { of: 'running', trace: 'clipboard' },
  copyLink: { of: 'running', trace: 'clipboard' },
  'several.copyLink': { of: 'running', trace: 'clipboard' },
  copyGcloudDescribe: { of: 'running', trace: 'clipboard' },
  copyGcloudCancel: { of: 'running', trace: 'clipboard' },
  copyCurl: { of: 'running', trace: 'clipboard' },
  refresh: { of: 'project', trace: 'asked', asks: /GET both/ },
  hideProject: { of: 'project', trace: 'hidden' },
  'several.hideProject': { of: 'project', trace: 'hidden' },
  pinProject: { of: 'project', trace: 'pinned' },
  'several.pinProject': { of: 'project', trace: 'pinned' },
  unpinProject: { of: 'pinnedProject', trace: 'pinned' },
  'several.unpinProject': { of: 'pinnedProject', trace: 'pinned' },
  copyProjectId: { of: 'project', trace: 'clipboard' },
  'several.copyProjectId': { of: 'project', trace: 'clipboard' },
  openProjectInConsole: { of: 'project', trace: 'links' },
  'several.openProjectInConsole': { of: 'project', trace: 'links' },
  showProblems: { of: 'problem', trace: 'seen', first: true, asks: /^Problems$/m },
  applyRemedy: { of: 'problem', trace: 'clipboard', first: true },
  copyError: { of: 'problem', trace: 'clipboard', first: true },
};

/** Commands of the whole view: what is seen, said or run. */
export const viewCases: Readonly<Record<string, RegExp>> = {
  showBulkCancel: /^Bulk Cancels$/m,
  exportHistory: /^(?:Export History as JSON$|There is nothing to export)/m,
  clearHistory: /^Forget (?:1 entry|\d+ entries)\?$/m,
  openFromLink: /^Open Operation from Link or Name$/m,
  stopRefresh: /^refresh ended early$/m,
  filter: /^Filter Operations$/m,
  clearFilter: /^no filter$/m,
  arrange: /^Group and Sort$/m,
  showRecent: /^Recent Operations$/m,
  showHistory: /^cloudOperations\.history\.focus /m,
  showTimeline: /^cloudOperations\.timeline\.focus /m,
  auditLogsFirst: /^Where operations began or ended/m,
  selectProjects: /^Choose Projects$/m,
  addProject: /^Add Project by ID$/m,
  selectCredentials: /^Choose Credentials$/m,
  signIn: /^(?:Sign In with Google|Signing in needs an OAuth client)/m,
  signOut: /^Nobody is signed in with Google\.$/m,
  forgetOrigins: /^(?:Forget Allowed Addresses$|Access tokens are sent to Google alone)/m,
  showLog: /^log shown$/m,
  diagnoseConnection: /^markdown\.showPreview .*diagnos/im,
  openSettings: /^workbench\.action\.openGlobalSettings .*@ext:cloud-operations\.cloud-operations/m,
  exploreSample: /^sample true$/m,
  leaveSample: /^sample false$/m,
  openWalkthrough: /^workbench\.action\.openWalkthrough .*cloud-operations#start/m,
  selectServices: /^Choose Services/m,
  addService: /^Add Service$/m,
  removeService: /^(?:Remove Service$|No service)/m,
  'title.refresh': /^GET both$/m,
  'title.showProblems': /^Problems$/m,
  'title.cancelAllRunning': /^Cancel All Running$/m,
};
