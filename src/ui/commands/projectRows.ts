import { env, l10n } from 'vscode';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import { openLink } from '../openLink.js';
import { hideProjects, pinProjects, shownProjects, unpinProjects } from '../projects/projectSettings.js';
import type { Session, SessionHolder } from '../session.js';
import type { TreeElement } from '../tree/element.js';
import { pickMany } from '../show.js';

/** "Hide Project", on the rows of projects. "Choose Projects…" brings them back. */
export function hideProjectCommand(session: SessionHolder) {
  return onProjects(session, l10n.t('Hide Project'), shownProjects, hideProjects);
}

/** "Pin Project": to the top of the view. */
export function pinProjectCommand(session: SessionHolder) {
  const unpinned = (current: Session): readonly string[] =>
    shownProjects(current).filter((id) => !current.settings.pinnedProjects.includes(id));
  return onProjects(session, l10n.t('Pin Project'), unpinned, pinProjects);
}

export function unpinProjectCommand(session: SessionHolder) {
  return onProjects(session, l10n.t('Unpin Project'), ({ settings }) => settings.pinnedProjects, unpinProjects);
}

/** "Copy Project ID": of one row or of several, each on its line. */
export function copyProjectIdCommand(session: SessionHolder) {
  return onProjects(session, l10n.t('Copy Project ID'), shownProjects, async (_, projects) => {
    await env.clipboard.writeText(projects.join('\n'));
  });
}

/** "Open Project in Cloud Console": its dashboard. */
export function openProjectInConsoleCommand(session: SessionHolder) {
  return onProjects(session, l10n.t('Open Project in Cloud Console'), shownProjects, async (_, projects) => {
    for (const project of projects) {
      await openLink(consoleUrl('home/dashboard', project));
    }
  });
}

/** A command on the selected rows of projects, or on those that are picked where it was invoked without a row. */
function onProjects(
  session: SessionHolder,
  title: string,
  choices: (session: Session) => readonly string[],
  change: (session: Session, projects: readonly string[]) => Promise<void>,
) {
  return async (clicked: unknown, selected: unknown): Promise<void> => {
    const rows: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
    const projects = rows.flatMap(projectOf);
    const chosen =
      projects.length > 0
        ? projects
        : (
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

function projectOf(row: unknown): string[] {
  const element = row as Partial<TreeElement> | undefined;
  return element?.type === 'project' && element.project !== undefined ? [element.project] : [];
}
