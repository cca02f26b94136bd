import type { MarkdownString, TreeItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Operation } from '../../operations/operation.js';
import { isProtectedProject, isReadOnlyProject } from '../protection.js';
import type { SessionHolder } from '../session.js';
import { factAges } from '../words/operation.js';
import { placeText, type RowFacts } from '../words/row.js';
import { rootTitle } from '../words/service.js';
import { hasActive } from './counts.js';
import type {
  GroupElement,
  LocationElement,
  OperationElement,
  ParentElement,
  ProjectElement,
  TreeElement,
} from './element.js';
import { unreadOfGroup } from './groupedRows.js';
import { groupItem, groupTitle } from './groupItems.js';
import { messageItem, moreItem } from './items.js';
import { operationItem, saysOtherNow } from './operationItems.js';
import { locationItem, projectItem } from './parentItems.js';
import { causeItem, disabledApisItem, problemItem } from './problemItems.js';
import type { Rows } from './rows.js';
import { seenItem } from './seenItem.js';
import { operationTooltip } from './tooltip.js';
import { parentTooltip } from './parentTooltip.js';
import { unreadOf } from './unread.js';

/** Up to so many projects are open from the start. */
const FEW_PROJECTS = 8;

/** What a drawing asks the tree. */
interface DrawnTree {
  readonly rows: Rows;
  /** See `Expansion.of`. */
  isOpen(element: ParentElement, wanted: boolean, needed?: boolean): boolean;
}

/** Turns rows into what VS Code shows, by what the session says of them at that moment. */
export class Drawing {
  readonly #session: SessionHolder;
  readonly #tree: DrawnTree;
  readonly #clock: Clock;

  constructor(session: SessionHolder, tree: DrawnTree, clock: Clock) {
    this.#session = session;
    this.#tree = tree;
    this.#clock = clock;
  }

  item(element: TreeElement): TreeItem {
    return seenItem(this.#item(element));
  }

  /** Whether a row on screen would say something else if it were drawn now. */
  hasAged(element: OperationElement): boolean {
    const operation = this.operation(element);
    if (!operation || !factAges(operation)) {
      return false;
    }
    return saysOtherNow(element, operation, this.#facts(element, operation), this.#session.current.settings.rows);
  }

  /** The hover of a row; undefined where it has none of its own, or has it already. */
  async tooltip(element: TreeElement): Promise<MarkdownString | undefined> {
    const { watch, simulated } = this.#session.current;
    switch (element.type) {
      case 'project':
        return parentTooltip(element, rootTitle(element.project), watch, this.#clock);
      case 'location':
        return parentTooltip(element, element.location, watch, this.#clock);
      case 'group':
        return parentTooltip(element, this.#groupTitle(element), watch, this.#clock);
      case 'operation': {
        const operation = this.operation(element);
        if (!operation) {
          return undefined;
        }
        const facts = { now: this.#clock.now(), simulated, who: watch.starters.known(operation) };
        return operationTooltip(operation, watch.cancellations, facts).markdown;
      }
      case 'problem':
      case 'cause':
      case 'disabledApis':
      case 'more':
      case 'message':
        return undefined;
    }
  }

  /** The operation that a row stands for; undefined when it is gone. */
  operation({ collection, name }: OperationElement): Operation | undefined {
    return this.#session.current.watch.store.find(collection, name);
  }

  #item(element: TreeElement): TreeItem {
    switch (element.type) {
      case 'project':
        return this.#projectItem(element);
      case 'location':
        return this.#locationItem(element);
      case 'group':
        return this.#groupItem(element);
      case 'operation':
        return this.#operationItem(element);
      case 'problem':
        return problemItem(element, this.#session.current.watch.survey.credential?.kind);
      case 'cause':
        return causeItem(element, this.#session.current.watch.survey.credential?.kind);
      case 'disabledApis':
        return disabledApisItem(element);
      case 'more':
        return moreItem(element);
      case 'message':
        return messageItem(element.message);
    }
  }

  #projectItem(element: ProjectElement): TreeItem {
    const { settings, watch } = this.#session.current;
    const { project } = element;
    const root = watch.survey.project(project);
    const counts = this.#tree.rows.outline.counts(project);
    const unread = unreadOf(root);
    const few = watch.survey.roots.length <= FEW_PROJECTS;
    // Only a permission is missing there that most people never have.
    const calm = project === undefined && unread.absent.length > 0 && unread.broken.length === 0;
    return projectItem(element, {
      counts,
      unread,
      expanded: this.#tree.isOpen(element, (few && !calm) || hasActive(counts)),
      pinned: project !== undefined && settings.pinnedProjects.includes(project),
      partlyRead: root?.partlyRead === true,
      readOnly: isReadOnlyProject(settings.protection, project),
      isProtected: isProtectedProject(settings.protection, project),
    });
  }

  #locationItem(element: LocationElement): TreeItem {
    const { settings, watch } = this.#session.current;
    const { project } = element.parent;
    const counts = this.#tree.rows.outline.counts(project, element.location);
    return locationItem(element, {
      counts,
      unread: unreadOf(watch.survey.project(project), element.location),
      expanded: this.#tree.isOpen(element, hasActive(counts)),
      readOnly: isReadOnlyProject(settings.protection, project),
    });
  }

  #groupItem(element: GroupElement): TreeItem {
    const { settings, watch } = this.#session.current;
    const counts = this.#tree.rows.outline.countsBelow(element);
    return groupItem(element, this.#groupTitle(element), {
      counts,
      unread: unreadOfGroup(watch.survey, element.group),
      expanded: this.#tree.isOpen(element, hasActive(counts), isEager(element)),
      readOnly: settings.protection.readOnly,
    });
  }

  #groupTitle({ group }: GroupElement): string {
    const { survey } = this.#session.current.watch;
    const sample = this.#tree.rows.outline.group(group)?.sample;
    const cause = survey.causes.find(({ problems }) => problems[0]?.service === group.value);
    return groupTitle(group, sample?.collection.title ?? cause?.problems[0]?.title);
  }

  #operationItem(element: OperationElement): TreeItem {
    const { settings, watch } = this.#session.current;
    const operation = this.operation(element);
    // Gone between two drawings: the redraw that takes the row away is on its way.
    return operation
      ? operationItem(element, operation, this.#facts(element, operation), settings.rows, watch)
      : messageItem({ kind: 'noOperations' });
  }

  #facts(element: OperationElement, operation: Operation): RowFacts {
    const { collection, name } = operation;
    const { cancellations, follows } = this.#session.current.watch;
    const apart = this.#tree.rows.apart(element);
    return {
      cancellation: cancellations.find(collection, name),
      watched: follows.isFollowed(collection, name),
      apart,
      place: isBelowItsPlace(element) || namesProject(apart, operation) ? undefined : placeText(operation),
      now: this.#clock.now(),
    };
  }
}

function namesProject(text: string | undefined, { collection }: Operation): boolean {
  return text !== undefined && collection.project !== undefined && text.includes(collection.project);
}

/** Whether people want to see what is in it also where nothing runs. */
function isEager({ group: { by, value } }: GroupElement): boolean {
  return by === 'concern' || value === 'failed';
}

/** Whether the rows above it say where it runs. */
function isBelowItsPlace({ parent }: OperationElement): boolean {
  return parent?.type === 'project' || parent?.type === 'location';
}
