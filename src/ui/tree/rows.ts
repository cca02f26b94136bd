import type { Operation } from '../../operations/operation.js';
import type { Cause } from '../../watch/causes.js';
import type { Session } from '../session.js';
import type { GroupElement, OperationElement, ParentElement, ProjectElement, TreeElement } from './element.js';
import { parentOf, rowOf, sameRow } from './elements.js';
import { causeRows, groupRows } from './groupedRows.js';
import { concernGroup } from './groups.js';
import { tellApart } from './lookAlike.js';
import { firstLimit, larger, nextLimit, orderOperations, pinnedFirst, type Ordered, type RowLimit } from './order.js';
import { Outline, type Shown } from './outline.js';
import { emptyMessage, problemRows } from './problemRows.js';
import { sameCauses, sharedCauses } from './sharedCauses.js';
import { welcomeFor, type Welcome } from './welcome.js';

const ROOT = '';

/** The part of a session that decides which rows there are. */
export interface RowsSource {
  readonly settings: Pick<
    Session['settings'],
    'services' | 'servicesChosen' | 'oauthClientId' | 'showEmptyRegions' | 'pinnedProjects'
  >;
  readonly settingProblems: Session['settingProblems'];
  readonly watch: Pick<Session['watch'], 'store' | 'survey'>;
}

/** Which rows there are. Remembers those it handed out, so that a row stays the same object while it says the same. */
export class Rows {
  readonly outline: Outline;
  readonly #session: RowsSource;
  readonly #children = new Map<string, ReadonlyMap<string, TreeElement>>();
  readonly #pages = new Map<string, RowLimit>();
  /** By parent, then by row. */
  readonly #apart = new Map<string, ReadonlyMap<string, string>>();
  #workspaceKnown = false;
  #told: readonly Cause[] = [];
  /** Everything was asked at least once, so that emptiness means something. */
  #read: boolean;

  /**
   * @param read whether everything that the session is about was asked before.
   * @param shown which operations there are rows of, beside the rows above them, and how they are cut.
   * @param before the rows that these follow.
   */
  constructor(session: RowsSource, read = false, shown: Shown = {}, before?: Rows) {
    const { store } = session.watch;
    this.#session = session;
    this.#read = read;
    this.outline = before?.outline.isOf(store, shown) ? before.outline : new Outline(store, shown, before?.outline);
  }

  get isRead(): boolean {
    return this.#read;
  }

  setRead(): void {
    this.#read = true;
  }

  /** Whether operations of a root may be found that nobody knows of yet. */
  isReading(project: string | undefined): boolean {
    const root = this.#session.watch.survey.project(project);
    return root?.reading === true || (root?.untouched === true && !this.#read);
  }

  /** The rows below `parent`, at the top without it. */
  children(parent?: TreeElement): readonly TreeElement[] {
    if (parent === undefined) {
      return this.#keep(ROOT, this.#roots());
    }
    switch (parent.type) {
      case 'project':
        return this.#keep(parent.id, this.#belowProject(parent));
      case 'location':
        return this.#keep(parent.id, this.#operations(parent));
      case 'group':
        return this.#keep(parent.id, this.#belowGroup(parent));
      case 'operation':
      case 'problem':
      case 'cause':
      case 'disabledApis':
      case 'more':
      case 'message':
        return [];
    }
  }

  /** The row as it was last handed out; undefined when its parent was never opened or no longer holds it. */
  known(parentId: string | undefined, id: string): TreeElement | undefined {
    return this.#children.get(parentId ?? ROOT)?.get(id);
  }

  /** The rows that were last handed out below `parentId`. */
  knownBelow(parentId: string | undefined): Iterable<TreeElement> {
    return this.#children.get(parentId ?? ROOT)?.values() ?? [];
  }

  /** What tells a row from others that would look alike below its parent; undefined where none does. */
  apart({ id, parent }: OperationElement): string | undefined {
    return this.#apart.get(parent?.id ?? ROOT)?.get(id);
  }

  /** Lets the next `children` of `parent` hold more rows. */
  showMore(parent: ParentElement | undefined): void {
    this.#pages.set(parent?.id ?? ROOT, nextLimit(this.#page(parent)));
  }

  /** The row that an operation hangs below, shown or not; undefined where all are one list. */
  parentOf(operation: Operation): ParentElement | undefined {
    const { groups } = this.outline;
    const id = groups?.groupOf(operation)?.id;
    return groups ? id && rowOf.group(id) : parentOf(operation);
  }

  /** The row of an operation, shown or not. */
  rowOf(operation: Operation): OperationElement {
    return rowOf.operation(this.parentOf(operation), operation);
  }

  /** All rows of an operation that may be on screen: where it is, and among what concerns the person. */
  rowsOf(operation: Operation): readonly OperationElement[] {
    return [this.rowOf(operation), rowOf.operation(rowOf.group(concernGroup), operation)];
  }

  /** The row above what concerns the person, where it is on screen. */
  get concernRows(): readonly GroupElement[] {
    const row = this.known(undefined, rowOf.group(concernGroup).id);
    return row?.type === 'group' ? [row] : [];
  }

  /** The row of an operation, with as many rows shown as it takes to reach it; undefined when it is gone. */
  find(operation: Operation): OperationElement | undefined {
    const parent = this.parentOf(operation);
    const { id } = this.rowOf(operation);
    const upTo = this.outline.groups?.groupOf(operation)?.pageUpTo(operation);
    this.#pages.set(parent?.id ?? ROOT, upTo ? larger(this.#page(parent), upTo) : this.#page(parent));
    for (;;) {
      const rows = this.children(parent);
      const row = rows.find((element): element is OperationElement => element.id === id);
      if (row || !rows.some(({ type }) => type === 'more')) {
        return row;
      }
      this.showMore(parent);
    }
  }

  /** Whether the top of the tree tells other causes than when it was handed out: then the rows below projects are others too. */
  get causesMoved(): boolean {
    return !sameCauses(this.#told, this.#shared);
  }

  /** What the view says when it is empty. */
  welcome(): Welcome | undefined {
    return this.children().length === 0 ? welcomeFor(this.#session, this.#read) : undefined;
  }

  #roots(): TreeElement[] {
    const { settingProblems, watch } = this.#session;
    const { survey } = watch;
    if (this.outline.filter) {
      return this.#matchingRoots();
    }
    const welcome = welcomeFor(this.#session, this.#read);
    const rows: TreeElement[] = [
      ...settingProblems.map((problem) => rowOf.message(undefined, { kind: 'settingProblem', problem })),
      ...this.#cut(welcome),
    ];
    if (survey.general && (welcome === undefined || rows.length > 0)) {
      return [rowOf.generalProblem(survey.general), ...rows];
    }
    return welcome === 'noProjects' && rows.length > 0
      ? [rowOf.message(undefined, { kind: 'noProjects' }), ...rows]
      : rows;
  }

  /** What could not be read first, then what concerns the person; what is not there at all last. */
  #cut(welcome: Welcome | undefined): TreeElement[] {
    const { survey } = this.#session.watch;
    const [broken, absent] = this.#causes(undefined);
    this.#told = this.#shared;
    const rows = [...broken, ...(this.outline.groups ? this.#groups() : this.#projects(welcome)), ...absent];
    if (rows.length === 0 && this.outline.groups && welcome === undefined) {
      const isReading = survey.roots.length === 0 || survey.roots.some((id) => this.isReading(id));
      return [rowOf.message(undefined, { kind: isReading ? 'reading' : 'noOperations' })];
    }
    const concern = this.outline.concern ? [rowOf.group(concernGroup)] : [];
    return [...broken, ...concern, ...rows.slice(broken.length)];
  }

  #projects(welcome: Welcome | undefined): TreeElement[] {
    return pinnedFirst(this.#session)
      .filter((id) => this.#isShown(id, welcome))
      .map(rowOf.project);
  }

  /** The groups, or the list of all. */
  #groups(): TreeElement[] {
    const isOneList = this.outline.arrangement.groupBy === 'none';
    return isOneList ? this.#operations(undefined) : groupRows(this.outline, this.#session.watch.survey);
  }

  #belowGroup(parent: GroupElement): TreeElement[] {
    const [broken, absent] = this.#causes(parent);
    return [...broken, ...this.#operations(parent), ...absent];
  }

  get #shared(): readonly Cause[] {
    const { filter, arrangement } = this.outline;
    return filter || arrangement.groupBy !== 'place' ? [] : sharedCauses(this.#session.watch.survey).causes;
  }

  #causes(parent: GroupElement | undefined): ReturnType<typeof causeRows> {
    return this.outline.filter ? [[], []] : causeRows(this.outline, this.#session.watch.survey, parent);
  }

  /** While a filter narrows the tree, the troubles of single services wait: what people look for is an operation. */
  #matchingRoots(): TreeElement[] {
    const { general } = this.#session.watch.survey;
    const matching = pinnedFirst(this.#session).filter((id) => this.outline.counts(id).total > 0);
    const rows = this.outline.groups ? this.#groups() : matching.map(rowOf.project);
    return [
      ...(general ? [rowOf.generalProblem(general)] : []),
      ...(rows.length > 0 ? rows : [rowOf.message(undefined, { kind: 'noMatch' })]),
    ];
  }

  /**
   * What lies outside projects is shown beside projects and where it holds something, not as the only, empty row; and where
   * nobody chose it, only once it could be read, because most accounts may not. It comes when something is known of it: VS Code opens or closes a row once, and this one opens only where there is a reason.
   */
  #isShown(id: string | undefined, welcome: Welcome | undefined): boolean {
    if (id !== undefined || this.outline.counts(id).total > 0) {
      return true;
    }
    const surveyed = this.#session.watch.survey.project(id);
    const failed = surveyed !== undefined && surveyed.problems.length > 0;
    const read = surveyed !== undefined && !this.isReading(id) && !failed;
    this.#workspaceKnown ||= read || (failed && this.#session.settings.servicesChosen);
    return welcome !== 'noProjects' && this.#workspaceKnown;
  }

  #belowProject(parent: ProjectElement): TreeElement[] {
    const { watch, settings } = this.#session;
    const surveyed = watch.survey.project(parent.project);
    const locations = new Set(this.outline.locations(parent.project));
    const narrowed = this.outline.filter !== undefined;
    if (settings.showEmptyRegions && !narrowed) {
      surveyed?.locations.forEach((location) => locations.add(location));
    }
    const shared = sharedCauses(watch.survey);
    const [broken, absent] = narrowed ? [[], []] : problemRows(parent, surveyed, shared);
    const rows: TreeElement[] = [
      ...broken,
      ...[...locations].sort().map((location) => rowOf.location(parent, location)),
      ...this.#operations(parent),
      ...absent,
    ];
    const isReading = this.isReading(parent.project);
    return rows.length > 0 ? rows : [rowOf.message(parent, emptyMessage(surveyed, shared, isReading))];
  }

  #operations(parent: ParentElement | undefined): TreeElement[] {
    const { shown, remaining } = this.#ordered(parent);
    const apart = tellApart(shown, parent?.type === 'project' || parent?.type === 'location');
    const texts = [...apart].map(([operation, text]) => [rowOf.operation(parent, operation).id, text] as const);
    this.#apart.set(parent?.id ?? ROOT, new Map(texts));
    const rows: TreeElement[] = shown.map((operation) => rowOf.operation(parent, operation));
    return remaining === 0 ? rows : [...rows, rowOf.more(parent, remaining)];
  }

  #ordered(parent: ParentElement | undefined): Ordered {
    const page = this.#page(parent);
    const { outline } = this;
    switch (parent?.type) {
      case 'project':
        return orderOperations(outline.operations(parent.project, undefined), page, outline.arrangement.sort);
      case 'location':
        return orderOperations(outline.below(parent), page, outline.arrangement.sort);
      case 'group':
      case undefined:
        return outline.group(parent?.group)?.page(page) ?? { shown: [], remaining: 0 };
    }
  }

  #page(parent: ParentElement | undefined): RowLimit {
    return this.#pages.get(parent?.id ?? ROOT) ?? firstLimit;
  }

  /** Hands out the objects of last time where they say the same. */
  #keep(parentId: string, fresh: readonly TreeElement[]): readonly TreeElement[] {
    const before = this.#children.get(parentId);
    const now = new Map<string, TreeElement>();
    for (const element of fresh) {
      const known = before?.get(element.id);
      now.set(element.id, known && sameRow(known, element) ? known : element);
    }
    this.#children.set(parentId, now);
    return [...now.values()];
  }
}
