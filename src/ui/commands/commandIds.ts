/** Every command that is registered: those of package.json first, then those that rows and messages carry with them. */
export const commandIds = [
  'cloudOperations.cancel',
  'cloudOperations.cancelAgain',
  'cloudOperations.cancelAllRunning',
  'cloudOperations.delete',
  'cloudOperations.watch',
  'cloudOperations.stopWatching',
  'cloudOperations.showBulkCancel',
  'cloudOperations.showDetails',
  'cloudOperations.copyName',
  'cloudOperations.reveal',
  'cloudOperations.refresh',
  'cloudOperations.openRecentTransitions',
  'cloudOperations.selectProjects',
  'cloudOperations.showProblems',
  'cloudOperations.copyError',
  'cloudOperations.openSettings',
  'cloudOperations.showMore',
  'cloudOperations.showOutcomes',
  'cloudOperations.openLink',
  'cloudOperations.copyText',
  'cloudOperations.copyCommand',
  'cloudOperations.copyGrantCommand',
] as const;

export type CommandId = (typeof commandIds)[number];
