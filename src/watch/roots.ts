import { isInProject } from '../google/serviceCatalog/collectionAt.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { PlanSettings } from './collectionPlan.js';
import type { FolderProjects } from './folderProjects.js';

/** What to ask for. */
export interface RefreshSettings extends PlanSettings {
  /** Project ids, and folders for all projects below them; empty for the project that the credential names. */
  readonly projects: readonly string[];
  /** Projects that are left out, wherever they come from. */
  readonly hiddenProjects?: readonly string[] | undefined;
  readonly services: readonly Service[];
  /** `services` is the whole catalogue: those that a project has not enabled are nothing to be told about. */
  readonly everyEnabledService?: boolean | undefined;
}

/**
 * The roots of the tree.
 * @param own the project that the credential names, which counts where none is chosen.
 * @param folders what is known of the folders that are chosen.
 */
export function rootsOf(
  settings: RefreshSettings,
  own: string | undefined,
  folders: Pick<FolderProjects, 'expand'>,
): readonly (string | undefined)[] {
  const { services, projects, hiddenProjects = [] } = settings;
  const asked = projects.length > 0 || own === undefined ? folders.expand(projects) : [own];
  const inside = services.some(belongsToProjects) ? asked.filter((id) => !hiddenProjects.includes(id)) : [];
  return services.every(belongsToProjects) ? inside : [...inside, undefined];
}

export function belongsToProjects(service: Service): boolean {
  return [...service.collections, ...(service.nested ?? [])].some(isInProject);
}
