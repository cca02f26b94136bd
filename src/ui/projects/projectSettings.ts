import { ConfigurationTarget, workspace } from 'vscode';
import { isProjectFolder } from '../../google/projectId.js';
import type { Session } from '../session.js';

/**
 * The projects on show, in the order of the settings, those of folders among them; the credential's own where the settings
 * name none.
 */
export function shownProjects({ watch, settings }: Session): readonly string[] {
  const roots = watch.survey.roots.flatMap((id) => id ?? []);
  const named = (roots.length > 0 ? roots : settings.projects).filter((id) => !isProjectFolder(id));
  return without(named, settings.hiddenProjects);
}

/** What was chosen: the same, with folders as they are. */
export function chosenProjects(session: Session): readonly string[] {
  const { projects, hiddenProjects } = session.settings;
  return projects.length > 0 ? without(projects, hiddenProjects) : shownProjects(session);
}

/**
 * Puts a choice of projects into the settings. Those chosen before keep their place; hidden ones stay in the list, which a
 * workspace may share with others, and stay hidden unless they are chosen now.
 */
export async function chooseProjects(session: Session, chosen: readonly string[]): Promise<void> {
  const { projects, hiddenProjects } = session.settings;
  const before = projects.length > 0 ? projects : shownProjects(session);
  const next = orderedChoice(before, hiddenProjects, chosen);
  if (next.join() !== before.join()) {
    await update('projects', next);
  }
  await update('hiddenProjects', without(hiddenProjects, chosen));
}

/** @param before the setting as it was; @param chosen in any order */
export function orderedChoice(
  before: readonly string[],
  hidden: readonly string[],
  chosen: readonly string[],
): readonly string[] {
  const kept = before.filter((id) => chosen.includes(id) || hidden.includes(id));
  return [...kept, ...without(chosen, kept)];
}

export async function hideProjects({ settings }: Session, projects: readonly string[]): Promise<void> {
  await update('hiddenProjects', [...without(settings.hiddenProjects, projects), ...projects]);
}

/** Pins come below those there are. */
export async function pinProjects({ settings }: Session, projects: readonly string[]): Promise<void> {
  await update('pinnedProjects', [...without(settings.pinnedProjects, projects), ...projects]);
}

export async function unpinProjects({ settings }: Session, projects: readonly string[]): Promise<void> {
  await update('pinnedProjects', without(settings.pinnedProjects, projects));
}

/** Written where the setting is now, else for every window; nothing is written that is there already. */
async function update(name: 'projects' | 'hiddenProjects' | 'pinnedProjects', value: readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration('cloudOperations');
  const current = configuration.get<readonly unknown[]>(name) ?? [];
  if (current.length !== value.length || current.some((id, index) => id !== value[index])) {
    const inWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
    const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update(name, value.length === 0 && !inWorkspace ? undefined : value, target);
  }
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  return ids.filter((id) => !others.includes(id));
}
