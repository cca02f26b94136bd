import type { Disposable } from '../../base/lifecycle.js';
import type { Session } from '../session.js';
import type { Rows } from './rows.js';
import { rootRows, type StaleRow } from './staleRows.js';
import { surveyRows } from './surveyRows.js';

/** What the tree is told of news that are none of the store's. */
interface Told {
  /** As they are now. */
  readonly rows: () => Rows;
  readonly mark: (stale: readonly StaleRow[]) => void;
}

/** Marks the rows that news of a session put out of date, beside those of operations that change. */
export function followNews({ settings, watch }: Session, { rows, mark }: Told): readonly Disposable[] {
  return [
    watch.survey.onDidChange((change) => mark(surveyRows(change, rows(), settings.showEmptyRegions))),
    watch.snapshot.onDidAnswer((all) => {
      const projects = all.map(({ project }) => project);
      mark(rootRows(projects, rows()));
    }),
    watch.follows.onDidChange(({ collection, reading: { name } }) => {
      const operation = watch.store.find(collection, name);
      mark(operation ? [rows().rowOf(operation)] : []);
    }),
    watch.cancellations.onDidChange(({ cancellation: { collection, reading, outcome } }) => {
      const operation = watch.store.find(collection, reading.name);
      // With UNIMPLEMENTED every row of the same kind of operation loses its cancel action.
      const own = operation ? [rows().rowOf(operation)] : [];
      mark(outcome === 'unsupported' ? rootRows([collection.project], rows()) : own);
    }),
  ];
}
