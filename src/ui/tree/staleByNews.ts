import type { Disposable } from '../../base/lifecycle.js';
import { isEnded } from '../../operations/operation.js';
import type { Session } from '../session.js';
import type { Move } from './groups.js';
import type { Redraw } from './redraw.js';
import type { Rows } from './rows.js';
import { movedRows, rootRows, staleBy, type StaleRow } from './staleRows.js';
import { surveyRows } from './surveyRows.js';

/** What the tree is told of news. */
interface Told {
  /** As they are now. */
  readonly rows: () => Rows;
  /** @param urgent somebody may wait for it. */
  readonly mark: (stale: readonly StaleRow[], urgent?: boolean) => void;
  /** The same for rows that others come between. */
  readonly markInserted: (stale: readonly StaleRow[]) => void;
  /** Operations changed, and not in what is shown. */
  readonly nothingToDraw: () => void;
}

/** Marks the rows that news of a session put out of date. */
export function followNews(
  { settings, watch }: Session,
  { rows, mark, markInserted, nothingToDraw }: Told,
): readonly Disposable[] {
  return [
    watch.store.onDidChange((changes) => {
      const stale = staleBy(changes, rows());
      if (stale.length === 0) {
        nothingToDraw();
      } else if (rows().isRead && changes.every(({ from }) => from === undefined)) {
        markInserted(stale);
      } else {
        // Whoever waits for the first rows points at none.
        mark(
          stale,
          changes.some(({ from, to }) => from !== undefined && to !== undefined && isEnded(to)),
        );
      }
    }),
    watch.survey.onDidChange((change) => mark(surveyRows(change, rows(), settings.showEmptyRegions))),
    watch.snapshot.onDidAnswer((all) => {
      const projects = all.map(({ project }) => project);
      mark(rootRows(projects, rows()));
    }),
    watch.follows.onDidChange(({ collection, reading: { name } }) => {
      const operation = watch.store.find(collection, name);
      mark(operation ? rows().rowsOf(operation) : []);
    }),
    watch.starters.onDidLearn(({ collection, name }) => {
      const operation = watch.store.find(collection, name);
      mark(operation ? [rows().rowOf(operation)] : []);
    }),
    watch.cancellations.onDidChange(({ cancellation: { collection, reading, outcome } }) => {
      const operation = watch.store.find(collection, reading.name);
      // With UNIMPLEMENTED every row of the same kind of operation loses its cancel action.
      const own = operation ? rows().rowsOf(operation) : [];
      mark(outcome === 'unsupported' ? rootRows([collection.project], rows()) : own);
    }),
  ];
}

/**
 * Marks the rows of what concerns the person. What comes among them or leaves has nothing to do with where somebody points,
 * and would move it.
 */
export function markConcerns(
  moves: readonly Move[],
  { outline, isRead }: Rows,
  redraw: Pick<Redraw, 'mark' | 'markInserted'>,
): void {
  if (!outline.filter) {
    redraw.mark(moves.filter(({ inPlace }) => inPlace || !isRead).flatMap(movedRows));
    redraw.markInserted(moves.filter(({ inPlace }) => isRead && !inPlace).flatMap(movedRows));
  }
}
