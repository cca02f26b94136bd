import { l10n } from 'vscode';
import { simulatedText } from '../words/simulated.js';
import { stateWord } from '../words/state.js';
import type { TimelineWords } from './messages.js';

/** Every word that the page shows beside those of operations. @param simulated sample data is on show: its title says so. */
export function timelineWords(simulated: boolean): TimelineWords {
  const title = l10n.t('Timeline of operations');
  return {
    title: simulated ? simulatedText(title) : title,
    lanesBy: l10n.t('Lanes'),
    laneKinds: {
      target: l10n.t('Target'),
      region: l10n.t('Region'),
      service: l10n.t('Service'),
      project: l10n.t('Project'),
    },
    presets: { hour: l10n.t('Hour'), day: l10n.t('Day'), week: l10n.t('Week'), fit: l10n.t('Fit') },
    showTable: l10n.t('Table'),
    showTimeline: l10n.t('Timeline'),
    exportSvg: l10n.t('Export as SVG…'),
    keysTitle: l10n.t('Keys'),
    close: l10n.t('Close'),
    keys: {
      zoomIn: l10n.t('Zoom in'),
      zoomOut: l10n.t('Zoom out'),
      panLeft: l10n.t('Go earlier'),
      panRight: l10n.t('Go later'),
      fit: l10n.t('Fit all operations'),
      fitSelected: l10n.t('Fit the selected operation'),
      earlier: l10n.t('Select the operation before'),
      later: l10n.t('Select the operation after'),
      laneAbove: l10n.t('Select an operation in the lane above'),
      laneBelow: l10n.t('Select an operation in the lane below'),
      open: l10n.t('Show the details of the selected operation'),
      hour: l10n.t('Show the last hour'),
      day: l10n.t('Show the last day'),
      week: l10n.t('Show the last week'),
      table: l10n.t('Show the table or the timeline'),
      keys: l10n.t('Show the keys'),
      clear: l10n.t('Clear the selection'),
    },
    shiftFurther: l10n.t('Zoom and go further'),
    wheel: l10n.t('Scroll the lanes'),
    wheelShift: l10n.t('Go earlier or later'),
    wheelZoom: l10n.t('Zoom at the pointer'),
    states: {
      running: stateWord('running'),
      cancelling: stateWord('cancelling'),
      cancelled: stateWord('cancelled'),
      succeeded: stateWord('succeeded'),
      failed: stateWord('failed'),
      expired: stateWord('expired'),
    },
    twoUnits: l10n.t({
      message: '{0} {1}',
      args: ['{0}', '{1}'],
      comment: ['A length of time in two units: 1 min 12 sec'],
    }),
    now: l10n.t('now'),
    empty: l10n.t('No operation to show here.'),
    openGap: l10n.t('Nothing for {0}: show it'),
    overview: l10n.t('Overview'),
    cancelAsked: l10n.t('Cancel asked for at {0}'),
    columns: {
      operation: l10n.t('Operation'),
      state: l10n.t('State'),
      start: l10n.t('Started'),
      end: l10n.t('Ended'),
      duration: l10n.t('Length'),
    },
    unknown: l10n.t('unknown'),
    tableCut: l10n.t('Listed: {0} of {1}'),
  };
}
