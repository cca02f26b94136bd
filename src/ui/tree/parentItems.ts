import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { isProjectFolder } from '../../google/projectId.js';
import { countsText, spokenCounts, type CountFacts } from '../words/counts.js';
import { joined, spoken } from '../words/operation.js';
import { rootTitle } from '../words/service.js';
import { contextValue } from './contextValue.js';
import type { Counts } from './counts.js';
import type { LocationElement, ProjectElement } from './element.js';
import type { Unread } from './unread.js';
import { number } from '../words/plural.js';

/** Of the names of rows of which something could not be read. */
export const UNREAD_SCHEME = 'cloud-operations-unread';

/** What the row of a project or a location says beside its name. */
export interface ParentFacts {
  readonly counts: Counts;
  readonly expanded: boolean;
  readonly unread: Unread;
  readonly readOnly: boolean;
  /** See `CountFacts`. */
  readonly plain?: boolean;
}

interface ProjectFacts extends ParentFacts {
  readonly pinned: boolean;
  /** The last refresh of it was stopped. */
  readonly partlyRead: boolean;
  /** Its id has to be typed before something in it is changed. */
  readonly isProtected: boolean;
}

/** A project with its running operations counted, or a folder whose projects cannot all be shown. */
export function projectItem({ id, project }: ProjectElement, facts: ProjectFacts): TreeItem {
  const { counts, pinned, partlyRead, readOnly, isProtected } = facts;
  const item = parentItem(id, rootTitle(project), facts, undefined, [
    partlyRead && l10n.t('partly read'),
    readOnly ? l10n.t('read-only') : isProtected && l10n.t('protected'),
  ]);
  const isFolder = isProjectFolder(project);
  // `folder` itself would be the file icons' folder, which has no picture beside a name that is decorated.
  item.iconPath = new ThemeIcon(
    isFolder ? 'root-folder' : project === undefined ? 'organization' : pinned ? 'pinned' : 'project',
  );
  // What is done to projects alone is done to nothing else.
  const isNoProject = isFolder || project === undefined;
  const tokens = ['project', isNoProject && 'outside', pinned && 'pinned', cancelsAll(counts, readOnly)];
  item.contextValue = contextValue(tokens);
  return item;
}

export function locationItem({ id, location, parent }: LocationElement, facts: ParentFacts): TreeItem {
  const item = parentItem(id, location, facts, facts.counts.total, [], rootTitle(parent.project));
  item.iconPath = new ThemeIcon('globe');
  item.contextValue = contextValue(['location', cancelsAll(facts.counts, facts.readOnly)]);
  return item;
}

/**
 * A row with others below it.
 * @param within what it lies in, for those who hear the row alone.
 */
export function parentItem(
  id: string,
  label: string,
  { counts: { running, cancelling }, expanded, unread: { broken, absent }, plain = false }: ParentFacts,
  total: number | undefined,
  marks: readonly (string | false)[],
  within?: string,
): TreeItem {
  const partial = broken.length > 0;
  const counts: CountFacts = { active: running + cancelling, total, partial, plain };
  const rest = [
    partial && l10n.t('{0} unreadable', number(broken.length)),
    absent.length > 0 && l10n.t('{0} not available', number(absent.length)),
    ...marks,
  ].filter((mark) => mark !== false);
  const item = new TreeItem(label, expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  item.description = joined([countsText(counts), ...rest]);
  const heard = [label, spokenCounts(counts), ...rest, within ?? ''];
  item.accessibilityInformation = {
    label: spoken(heard.filter((part) => part !== '')),
  };
  if (partial) {
    // VS Code asks for the decoration of a name once: another number is another name.
    item.resourceUri = Uri.from({ scheme: UNREAD_SCHEME, path: `/${id}`, query: String(broken.length) });
  }
  return item;
}

/** The word by which menus offer to cancel everything below a row. */
export function cancelsAll({ running }: Counts, readOnly: boolean): string | false {
  return running > 0 && !readOnly && 'cancelsAll';
}
