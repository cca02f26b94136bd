/** VS Code's settings by id. */
export type Settings = Readonly<Record<string, unknown>>;

/** A calm VS Code: no telemetry, updates, tips, AI panels or animations, so that runs and pictures repeat. */
export const calmSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false, // else a toast announces every port that an emulator opens
  'npm.fetchOnlinePackageInfo': false,
  'security.workspace.trust.enabled': false,
};
