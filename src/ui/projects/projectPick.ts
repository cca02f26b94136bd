import { l10n, ThemeIcon, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import { errorFacts } from '../../google/apiError.js';
import type { ProjectsApi } from '../../google/apis/projectsApi.js';
import { isProjectFolder, PROJECT_OR_FOLDER } from '../../google/projectId.js';
import { errorWords } from '../words/apiError.js';
import { FolderSearch } from './folderSearch.js';
import { ProjectSearch } from './projectSearch.js';
import { createPick, setItems } from '../show.js';

/** The server is asked when typing pauses. */
const TYPING_MS = 250;
/** Whoever comes this near to the end of the list wants to see how it goes on. */
const NEAR_END = 20;

interface ProjectItem extends QuickPickItem {
  readonly id: string;
}

/** How the picker ended; `addById` when the person would rather type an id. */
export type ProjectChoice =
  { readonly kind: 'chosen'; readonly projects: readonly string[] } | { readonly kind: 'addById' };

/**
 * The picker of projects: those chosen before are checked and stand first, then what stands for all projects below it, and
 * the others come as they are read; what is typed is also searched for on the server. An id that nothing leads to can be
 * chosen as it was typed.
 */
export class ProjectPick extends Owner {
  readonly #pick: QuickPick<ProjectItem>;
  readonly #search: ProjectSearch;
  readonly #folders: FolderSearch;
  readonly #shown: readonly string[];
  readonly #abort = new AbortController();
  readonly #addById: QuickInputButton = { iconPath: new ThemeIcon('add'), tooltip: l10n.t('Add by ID…') };
  readonly #loadMore: QuickInputButton = { iconPath: new ThemeIcon('ellipsis'), tooltip: l10n.t('Load More') };
  readonly #typing: Timer;
  #reads = 0;

  /** @param shown ids of the projects, and the folders, that were chosen before. */
  constructor(api: Pick<ProjectsApi, 'search' | 'folders' | 'organizations'>, shown: readonly string[], clock: Clock) {
    super();
    this.#shown = shown;
    this.#search = new ProjectSearch(api, this.#abort.signal);
    this.#folders = new FolderSearch(api, this.#abort.signal);
    this.#pick = this.own(createPick<ProjectItem>());
    this.own({ dispose: () => this.#abort.abort() });
    this.#typing = this.own(new Timer(clock));
    this.#pick.title = l10n.t('Choose Projects');
    this.#pick.placeholder = l10n.t(
      'Choose projects, or a folder for all projects below it; type to search, or the id of one that is not listed',
    );
    this.#pick.canSelectMany = true;
    this.#pick.matchOnDescription = true;
    this.#pick.keepScrollPosition = true;
    this.#show(new Set(shown));
    this.own(this.#pick.onDidChangeValue(() => this.#typed()));
    this.own(this.#pick.onDidChangeActive(([active]) => active && this.#moved(active)));
  }

  /** @returns undefined when the person gives up. */
  async choose(): Promise<ProjectChoice | undefined> {
    void this.#read(() => this.#search.more());
    // Who may not see folders has projects all the same.
    void this.#read(() => this.#folders.read().catch(errorFacts));
    return new Promise((resolve) => {
      this.own(this.#pick.onDidAccept(() => resolve({ kind: 'chosen', projects: [...this.#selected()] })));
      this.own(this.#pick.onDidHide(() => resolve(undefined)));
      this.own(
        this.#pick.onDidTriggerButton((button) =>
          button === this.#addById ? resolve({ kind: 'addById' }) : void this.#read(() => this.#search.more()),
        ),
      );
      this.#pick.show();
    });
  }

  #typed(): void {
    this.#show(this.#selected());
    const text = this.#pick.value;
    this.#typing.set(TYPING_MS, () => void this.#read(() => this.#search.search(text)));
  }

  #moved(active: ProjectItem): void {
    const { items } = this.#pick;
    if (this.#search.hasMore && this.#reads === 0 && items.indexOf(active) >= items.length - NEAR_END) {
      void this.#read(() => this.#search.more());
    }
  }

  /** Without the right to list, ids can still be typed, so a failure is no more than a hint. */
  async #read(read: () => Promise<unknown>): Promise<void> {
    this.#setReads(1);
    try {
      await read();
    } catch (error) {
      const { title } = errorWords(errorFacts(error), undefined);
      this.#pick.placeholder = l10n.t('Projects cannot be listed ({0}): type the id of a project', title);
    } finally {
      if (!this.disposed) {
        this.#setReads(-1);
        this.#show(this.#selected());
      }
    }
  }

  #setReads(change: 1 | -1): void {
    this.#reads += change;
    this.#pick.busy = this.#reads > 0;
  }

  /** VS Code knows rows by object: selection and active row are set again with those that stand for the same project. */
  #show(selected: ReadonlySet<string>): void {
    const active = new Set(this.#pick.activeItems.map(({ id }) => id));
    this.#pick.buttons = this.#search.hasMore ? [this.#loadMore, this.#addById] : [this.#addById];
    setItems(this.#pick, this.#items(selected));
    this.#pick.selectedItems = this.#pick.items.filter(({ id }) => selected.has(id));
    const stillActive = this.#pick.items.filter(({ id }) => active.has(id));
    // None would leave the keyboard without a row.
    if (stillActive.length > 0) {
      this.#pick.activeItems = stillActive;
    }
  }

  #items(selected: ReadonlySet<string>): ProjectItem[] {
    const found = new Map([
      ...this.#folders.found.map(({ name, displayName }) => [name, displayName] as const),
      ...this.#search.found.map(({ id, displayName }) => [id, displayName] as const),
    ]);
    const typed = this.#pick.value.trim();
    const first = new Set([...this.#shown, ...selected]);
    const isNew = PROJECT_OR_FOLDER.test(typed) && !first.has(typed) && !found.has(typed);
    return [
      ...(isNew ? [{ id: typed, label: typed, description: l10n.t('by its id') }] : []),
      ...[...new Set([...first, ...found.keys()])].map((id) =>
        isProjectFolder(id) ? folderItem(id, found.get(id)) : projectItem(id, found.get(id)),
      ),
    ];
  }

  #selected(): ReadonlySet<string> {
    return new Set(this.#pick.selectedItems.map(({ id }) => id));
  }
}

function projectItem(id: string, displayName = id): ProjectItem {
  return { id, label: id, description: displayName === id ? '' : displayName };
}

/** One choice for all that lies below it, now and later. Nobody knows folders by their numbers. */
function folderItem(id: string, displayName = id): ProjectItem {
  const iconPath = new ThemeIcon(id.startsWith('organizations/') ? 'organization' : 'folder');
  const description = displayName === id ? '' : l10n.t('{0}, with all projects below it', id);
  return { id, label: displayName, description, iconPath };
}
