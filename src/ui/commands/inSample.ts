import { l10n } from 'vscode';
import type { SampleMode } from '../sample/sampleMode.js';
import { inform } from '../show.js';
import type { CommandId } from './commandIds.js';

/**
 * What a command does while sample data is on show: it works on it; it is about the real projects, so the sample data
 * goes first; or it would lead out of it, to pages or settings of real projects that are called the same.
 */
const inSample: Readonly<Record<CommandId, 'works' | 'leaves' | 'refused'>> = {
  'cloudOperations.cancel': 'works',
  'cloudOperations.cancelAgain': 'works',
  'cloudOperations.cancelAllRunning': 'works',
  'cloudOperations.delete': 'works',
  'cloudOperations.watch': 'works',
  'cloudOperations.stopWatching': 'works',
  'cloudOperations.showBulkCancel': 'works',
  'cloudOperations.exportHistory': 'works',
  'cloudOperations.clearHistory': 'works',
  'cloudOperations.showDetails': 'works',
  'cloudOperations.copyName': 'works',
  'cloudOperations.openInConsole': 'refused',
  'cloudOperations.findInAuditLog': 'refused',
  'cloudOperations.findStarter': 'works',
  'cloudOperations.copyId': 'works',
  'cloudOperations.copySelfLink': 'works',
  'cloudOperations.copyTarget': 'works',
  'cloudOperations.copyLink': 'works',
  'cloudOperations.openFromLink': 'leaves',
  'cloudOperations.copyGcloudDescribe': 'works',
  'cloudOperations.copyGcloudCancel': 'works',
  'cloudOperations.copyCurl': 'works',
  'cloudOperations.openProjectInConsole': 'refused',
  'cloudOperations.copyProjectId': 'works',
  'cloudOperations.reveal': 'works',
  'cloudOperations.refresh': 'works',
  'cloudOperations.stopRefresh': 'works',
  'cloudOperations.filter': 'works',
  'cloudOperations.arrange': 'works',
  'cloudOperations.clearFilter': 'works',
  'cloudOperations.showRecent': 'works',
  'cloudOperations.showHistory': 'works',
  'cloudOperations.showTimeline': 'works',
  'cloudOperations.showLog': 'works',
  'cloudOperations.selectProjects': 'leaves',
  'cloudOperations.addProject': 'leaves',
  'cloudOperations.hideProject': 'refused',
  'cloudOperations.pinProject': 'refused',
  'cloudOperations.unpinProject': 'refused',
  'cloudOperations.selectServices': 'leaves',
  'cloudOperations.addService': 'leaves',
  'cloudOperations.removeService': 'leaves',
  'cloudOperations.auditLogsFirst': 'leaves',
  'cloudOperations.showProblems': 'works',
  'cloudOperations.copyError': 'works',
  'cloudOperations.selectCredentials': 'leaves',
  'cloudOperations.signIn': 'leaves',
  'cloudOperations.signOut': 'leaves',
  'cloudOperations.forgetOrigins': 'leaves',
  'cloudOperations.diagnoseConnection': 'leaves',
  'cloudOperations.openSettings': 'works',
  'cloudOperations.exploreSample': 'works',
  'cloudOperations.leaveSample': 'works',
  'cloudOperations.openWalkthrough': 'works',
  'cloudOperations.applyRemedy': 'refused',
  'cloudOperations.openDetails': 'works',
  'cloudOperations.showMore': 'works',
  'cloudOperations.showOutcomes': 'works',
  'cloudOperations.allowOrigin': 'refused',
  'cloudOperations.enableApis': 'refused',
  'cloudOperations.openLink': 'refused',
  'cloudOperations.copyText': 'works',
  'cloudOperations.copyCommand': 'works',
  'cloudOperations.copyGrantCommand': 'refused',
  'cloudOperations.readPage': 'works',
  'cloudOperations.changePageFormat': 'works',
};

/** A command as it is run, whatever is on show. */
export function mindingSample(
  sample: Pick<SampleMode, 'opened' | 'leave'>,
  id: CommandId,
  run: (...args: unknown[]) => unknown,
) {
  return async (...args: unknown[]): Promise<unknown> => {
    if (!sample.opened) {
      return run(...args);
    }
    switch (inSample[id]) {
      case 'works':
        return run(...args);
      case 'leaves':
        await sample.leave();
        return run(...args);
      case 'refused':
        return inform(l10n.t('Sample data has no page in the Cloud Console and no settings of its own.'));
    }
  };
}
