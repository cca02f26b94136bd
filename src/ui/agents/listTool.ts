import { Slices } from '../../base/slices.js';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { QueryContext } from '../../operations/query.js';
import type { Session } from '../session.js';
import { filterOf, type OperationFilter } from '../tree/filter.js';
import { sharedWords } from '../words/sharedWords.js';
import { bounded, dataNote, describeOperation, type ToolParts } from './answer.js';
import { fieldsOf, numberIn, optionalTextIn, ToolError } from './input.js';

/** Nobody reads more pages than this; a filter says what is meant. */
const MOST_PAGES = 50;
const MOST_A_PAGE = 100;
const MOST_PROBLEMS = 20;

interface Matches {
  /** The first ones in order. */
  readonly first: readonly Operation[];
  readonly matching: number;
  readonly known: number;
}

/** "list_operations": what the view knows, narrowed by the grammar of its filter. Reads everything where nothing is known. */
export async function listOperations(
  { session, clock }: ToolParts,
  input: unknown,
  signal: AbortSignal,
): Promise<object> {
  const { current } = session;
  const { watch } = current;
  const fields = fieldsOf(input);
  const text = optionalTextIn(fields, 'filter', 1_000) ?? '';
  const perPage = numberIn(fields, 'limit', 1, MOST_A_PAGE, 25);
  const page = numberIn(fields, 'page', 1, MOST_PAGES, 1);
  const filter = filterOf(text, sharedWords, contextOf(current, clock.now()));
  refuseProblems(filter);
  if (watch.survey.credential === undefined && watch.survey.general === undefined) {
    await watch.refresher.refresh();
  }
  const { first, matching, known } = await find(current, filter, page * perPage, signal);
  const shown = first.slice((page - 1) * perPage, page * perPage);
  const more = matching > page * perPage && page < MOST_PAGES;
  return {
    note: dataNote,
    matching,
    known,
    page,
    ...(more && { nextPage: page + 1 }),
    stillReading: watch.refresher.busy || watch.refresher.progress !== undefined,
    couldNotRead: problemsOf(current),
    operations: shown.map((operation) => describeOperation(operation, current, clock, 200)),
  };
}

function contextOf({ watch }: Session, now: number): QueryContext {
  return {
    now,
    isMine: ({ user }) => user !== undefined && user === watch.survey.credential?.account,
    isWatched: ({ collection, name }) => watch.follows.isFollowed(collection, name),
  };
}

/** A term that is not understood would otherwise be taken for one that holds. @throws ToolError */
function refuseProblems(filter: OperationFilter | undefined): void {
  const [problem] = filter?.problems ?? [];
  if (problem) {
    const wanted =
      problem.wants === 'duration' ? 'a length of time such as >1h or 5m..2d' : `one of ${problem.choices.join(', ')}`;
    throw new ToolError(`"${problem.term}" in the filter is not understood: ${wanted} is expected.`);
  }
}

/** Goes over the store a few milliseconds at a time; keeps no more than it needs in order. */
async function find(
  { watch: { store, survey } }: Session,
  filter: OperationFilter | undefined,
  most: number,
  signal: AbortSignal,
): Promise<Matches> {
  const slices = new Slices();
  let first: Operation[] = [];
  let [matching, known] = [0, 0];
  // What is on show: an operation elsewhere may have been read because a link named it.
  for (const partition of survey.roots.flatMap((root) => [...(store.inProject(root)?.all ?? [])])) {
    const begun = performance.now();
    for (const operation of partition.operations()) {
      if (filter === undefined || filter.matches(operation)) {
        matching++;
        first.push(operation);
      }
    }
    if (first.length > 4 * most) {
      first = first.sort(activeThenNewest).slice(0, most);
    }
    known += partition.size;
    slices.note(performance.now() - begun);
    await slices.next();
    signal.throwIfAborted();
  }
  return { first: first.sort(activeThenNewest).slice(0, most), matching, known };
}

function activeThenNewest(a: Operation, b: Operation): number {
  const ended = Number(isEnded(a.state)) - Number(isEnded(b.state));
  const later = (b.endTime ?? b.startTime ?? 0) - (a.endTime ?? a.startTime ?? 0);
  return ended !== 0 ? ended : later !== 0 ? later : a.name < b.name ? -1 : 1;
}

/** What is missing in the answer, so that no model takes silence for emptiness. */
function problemsOf({ watch: { survey } }: Session): readonly object[] {
  const general = survey.general ? [{ everything: true, error: survey.general.kind }] : [];
  const problems = survey.projects().flatMap((root) =>
    root.problems.map(({ project, service, locations, error }) => ({
      project: bounded(project, 100),
      service,
      locations: locations.length === 0 ? undefined : locations.slice(0, 10),
      error: error.kind,
    })),
  );
  return [...general, ...problems].slice(0, MOST_PROBLEMS);
}
