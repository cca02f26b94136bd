import { ConfigurationTarget, l10n, window, workspace, type QuickPick, type QuickPickItem } from 'vscode';
import { toApiError } from '../../google/apiError.js';
import type { ProjectsApi } from '../../google/apis/projectsApi.js';
import { PROJECT_ID } from '../../settings.js';
import type { SessionHolder } from '../session.js';
import { errorWords } from '../words/apiError.js';
import { plainText } from '../words/plainText.js';

interface ProjectItem extends QuickPickItem {
  readonly id: string;
}

/** "Choose Projects…": those that the credential can see, with those chosen already, and any that is typed. */
export function selectProjectsCommand(session: SessionHolder) {
  return async (): Promise<void> => {
    const { google, settings } = session.current;
    const chosen = await pickProjects(google.projects, settings.projects);
    if (chosen) {
      const configuration = workspace.getConfiguration('cloudOperations');
      // Where the setting is now, else for every window.
      const inWorkspace = configuration.inspect('projects')?.workspaceValue !== undefined;
      const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
      await configuration.update('projects', chosen, target);
    }
  };
}

async function pickProjects(api: ProjectsApi, current: readonly string[]): Promise<readonly string[] | undefined> {
  const abort = new AbortController();
  const pick = window.createQuickPick<ProjectItem>();
  const found = new Map<string, ProjectItem>(current.map((id) => [id, { id, label: id }]));
  pick.title = l10n.t('Choose Projects');
  pick.placeholder = l10n.t('Choose projects, or type the id of one that is not listed');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  setItems(pick, found, new Set(current));
  pick.onDidChangeValue((value) => {
    const typed = value.trim();
    const known = [...found.keys()].some((id) => id.includes(typed));
    const extra =
      !known && PROJECT_ID.test(typed) ? [{ id: typed, label: typed, description: l10n.t('by its id') }] : [];
    setItems(pick, found, selected(pick), extra);
  });
  void listProjects(api, abort.signal, pick, found);
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(inOrder(selected(pick), current)));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    abort.abort();
    pick.dispose();
  }
}

/** Fills the pick page by page. Without the right to list, ids can still be typed, so a failure is no more than a hint. */
async function listProjects(
  api: ProjectsApi,
  signal: AbortSignal,
  pick: QuickPick<ProjectItem>,
  found: Map<string, ProjectItem>,
): Promise<void> {
  pick.busy = true;
  try {
    for await (const page of api.search('', { signal })) {
      for (const { id, displayName } of page) {
        found.set(id, { id, label: id, description: plainText(displayName === id ? '' : displayName) });
      }
      setItems(pick, found, selected(pick));
    }
  } catch (error) {
    if (!signal.aborted) {
      const { title } = errorWords(toApiError(error).facts, undefined);
      pick.placeholder = l10n.t('Projects cannot be listed ({0}): type the id of a project', title);
    }
  } finally {
    if (!signal.aborted) {
      pick.busy = false;
    }
  }
}

/** Setting `items` clears the selection, so both are set together. */
function setItems(
  pick: QuickPick<ProjectItem>,
  found: ReadonlyMap<string, ProjectItem>,
  chosen: ReadonlySet<string>,
  extra: readonly ProjectItem[] = [],
): void {
  const items = [...extra, ...[...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))];
  const missing = [...chosen].filter((id) => !items.some((item) => item.id === id)).map((id) => ({ id, label: id }));
  pick.items = [...items, ...missing];
  pick.selectedItems = pick.items.filter(({ id }) => chosen.has(id));
}

function selected(pick: QuickPick<ProjectItem>): ReadonlySet<string> {
  return new Set(pick.selectedItems.map(({ id }) => id));
}

/** Those chosen before keep the order that the person gave them. */
function inOrder(chosen: ReadonlySet<string>, before: readonly string[]): readonly string[] {
  const kept = before.filter((id) => chosen.has(id));
  return [...kept, ...[...chosen].filter((id) => !before.includes(id))];
}
