import type { SurveyChange } from '../../watch/survey.js';
import type { TreeElement } from './element.js';
import { rowOf } from './elements.js';
import type { Rows } from './rows.js';
import { rootRows, topOfTree, type StaleRow } from './staleRows.js';

/** The rows that a change of the survey puts out of date. */
export function surveyRows(change: SurveyChange, rows: Rows, showEmptyRegions: boolean): readonly StaleRow[] {
  const narrowed = rows.outline.filter !== undefined;
  if (rows.outline.arrangement.groupBy !== 'place') {
    return staleAtTop(change, rows) ? [topOfTree] : [];
  }
  switch (change.what) {
    case 'roots':
    case 'general':
      return [topOfTree];
    case 'credential':
      return showsProblem(rows) ? [topOfTree] : [];
    case 'partlyRead':
      return [rowOf.project(change.project)];
    case 'problems':
      return narrowed ? [] : rootRows([change.project], rows);
    case 'locations':
      return showEmptyRegions && !narrowed ? [rowOf.project(change.project)] : [];
    case 'reading': {
      const row = rowOf.project(change.project);
      const [first] = rows.knownBelow(row.id);
      // Only an empty root says so, and what lies outside projects is no row before it was read.
      const says = first?.type === 'message' ? first.message.kind : undefined;
      const old = says !== undefined && (says === 'reading') !== rows.isReading(change.project);
      const told = old || (change.project === undefined && !rows.known(undefined, row.id));
      return told && !narrowed ? [row] : [];
    }
  }
}

/** Only what problems say depends on whose credential is in use. */
function showsProblem(rows: Rows): boolean {
  for (const root of rows.knownBelow(undefined)) {
    if (isProblem(root) || [...rows.knownBelow(root.id)].some(isProblem)) {
      return true;
    }
  }
  return false;
}

function isProblem({ type }: TreeElement): boolean {
  return type === 'problem' || type === 'cause' || type === 'disabledApis';
}

/** Where the tree is cut otherwise than by project, what could not be read and how far it was read is told at its top. */
function staleAtTop({ what }: SurveyChange, rows: Rows): boolean {
  switch (what) {
    case 'roots':
    case 'general':
      return true;
    case 'credential':
      return showsProblem(rows);
    case 'problems':
      return rows.outline.filter === undefined;
    case 'partlyRead':
    case 'locations':
      return false;
    case 'reading': {
      const [first] = rows.knownBelow(undefined);
      return first?.type === 'message' && rows.outline.filter === undefined;
    }
  }
}
