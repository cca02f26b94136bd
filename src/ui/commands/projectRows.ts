import { env, l10n } from 'vscode';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import { isProjectFolder } from '../../google/projectId.js';
import { openLink } from '../openLink.js';
import { hideProjects, pinProjects, shownProjects, unpinProjects } from '../projects/projectSettings.js';
import type { Targets } from '../selection/targets.js';
import type { Session, SessionHolder } from '../session.js';
import type { ProjectElement, TreeElement } from '../tree/element.js';
import { pickMany } from '../show.js';

/** "Hide Project", on the rows of projects. "Choose Projects…" brings them back. */
export function hideProjectCommand(session: SessionHolder, targets: Targets) {
  return onProjects(session, targets, l10n.t('Hide Project'), shownProjects, hideProjects);
}

/** "Pin Project": to the top of the view. */
export function pinProjectCommand(session: SessionHolder, targets: Targets) {
  const unpinned = (current: Session): readonly string[] =>
    shownProjects(current).filter((id) => !current.settings.pinnedProjects.includes(id));
  return onProjects(session, targets, l10n.t('Pin Project'), unpinned, pinProjects);
}

export function unpinProjectCommand(session: SessionHolder, targets: Targets) {
  return onProjects(
    session,
    targets,
    l10n.t('Unpin Project'),
    ({ settings }) => settings.pinnedProjects,
    unpinProjects,
  );
}

/** "Copy Project ID": of one row or of several, each on its line. */
export function copyProjectIdCommand(session: SessionHolder, targets: Targets) {
  return onProjects(session, targets, l10n.t('Copy Project ID'), shownProjects, async (_, projects) => {
    await env.clipboard.writeText(projects.join('\n'));
  });
}

/** "Open Project in Cloud Console": its dashboard. */
export function openProjectInConsoleCommand(session: SessionHolder, targets: Targets) {
  return onProjects(session, targets, l10n.t('Open Project in Cloud Console'), shownProjects, async (_, projects) => {
    for (const project of projects) {
      await openLink(consoleUrl('home/dashboard', project));
    }
  });
}

/** A command on the selected rows of projects, or on those that are picked where it was invoked without a row. */
function onProjects(
  session: SessionHolder,
  targets: Targets,
  title: string,
  choices: (session: Session) => readonly string[],
  change: (session: Session, projects: readonly string[]) => Promise<void>,
) {
  return async (...args: unknown[]): Promise<void> => {
    const rows = await targets.rows(args, {
      is: isNamedProject,
      nameOf: ({ project }) => project,
      fits: ({ project }) => choices(session.current).includes(project),
      noneSelected: l10n.t('Select a project first.'),
    });
    const chosen =
      rows?.map(({ project }) => project) ??
      (
        await pickMany(
          choices(session.current).map((label) => ({ label })),
          { title },
        )
      )?.map(({ label }) => label);
    if (chosen && chosen.length > 0) {
      await change(session.current, chosen);
    }
  };
}

function isNamedProject(row: unknown): row is ProjectElement & { readonly project: string } {
  const element = row as Partial<TreeElement> | undefined;
  return element?.type === 'project' && element.project !== undefined && !isProjectFolder(element.project);
}
