import type { Watch } from '../../watch/watch.js';
import { rowOf } from './elements.js';
import { topOfTree, type StaleRow } from './staleRows.js';

/** Tells which rows the survey puts out of date: it fires for every collection, and few of these are seen. */
export class SurveyRows {
  readonly #watch: Watch;
  #top = '';
  #projects = new Map<string, string>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** The rows whose content changed since the last call. */
  stale(): readonly StaleRow[] {
    const { survey, refresher } = this.#watch;
    const projects = survey.projects();
    const top = JSON.stringify([projects.map(({ id }) => id), survey.general, survey.credential?.kind]);
    const contents = new Map<string, string>();
    const stale: StaleRow[] = [];
    for (const { id, problems, locations, reading } of projects) {
      const row = rowOf.project(id);
      const shown = problems.map((problem) => ({ ...problem, project: undefined }));
      const content = JSON.stringify([shown, locations, reading || refresher.busy]);
      contents.set(row.id, content);
      if (this.#projects.get(row.id) !== content) {
        stale.push(row);
      }
    }
    const topChanged = top !== this.#top;
    this.#top = top;
    this.#projects = contents;
    return topChanged ? [topOfTree] : stale;
  }
}
