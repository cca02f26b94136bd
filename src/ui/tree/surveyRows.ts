import type { SurveyChange } from '../../watch/survey.js';
import { rowOf } from './elements.js';
import type { Rows } from './rows.js';
import { topOfTree, type StaleRow } from './staleRows.js';

/** The rows that a change of the survey puts out of date. */
export function surveyRows(change: SurveyChange, rows: Rows, showEmptyRegions: boolean): readonly StaleRow[] {
  const narrowed = rows.outline.filter !== undefined;
  switch (change.what) {
    case 'roots':
    case 'general':
    case 'credential':
      return [topOfTree];
    case 'partlyRead':
      return [rowOf.project(change.project)];
    case 'problems':
      return narrowed ? [] : [rowOf.project(change.project)];
    case 'locations':
      return showEmptyRegions && !narrowed ? [rowOf.project(change.project)] : [];
    case 'reading': {
      const row = rowOf.project(change.project);
      const [first] = rows.knownBelow(row.id);
      // Only an empty root says so, and what lies outside projects is no row before it was read.
      const told = first?.type === 'message' || (change.project === undefined && !rows.known(undefined, row.id));
      return told && !narrowed ? [row] : [];
    }
  }
}
