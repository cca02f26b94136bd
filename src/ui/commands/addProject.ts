import { l10n } from 'vscode';
import { PROJECT_OR_FOLDER } from '../../google/projectId.js';
import { chooseProjects, chosenProjects } from '../projects/projectSettings.js';
import type { Session, SessionHolder } from '../session.js';
import { ask } from '../show.js';
import { projectOrFolder } from '../words/settingProblem.js';

/** "Add Project by ID…", for whoever may not list projects. */
export function addProjectCommand(session: SessionHolder) {
  return (): Promise<void> => addProject(session.current);
}

/** Asks for ids and shows those projects too. Whether there is such a project or folder, its row tells. */
export async function addProject(session: Session): Promise<void> {
  const typed = await ask({
    title: l10n.t('Add Project by ID'),
    prompt: l10n.t('Ids or numbers of projects, or folders for all projects below them, separated by spaces'),
    placeHolder: 'acme-analytics example.com:etl folders/123456789',
    validateInput: (text) =>
      idsIn(text)
        .map(complaint)
        .find((each) => each !== undefined),
  });
  const added = idsIn(typed ?? '');
  if (added.length > 0) {
    await chooseProjects(session, [...new Set([...chosenProjects(session), ...added])]);
  }
}

function idsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((id) => id !== '');
}

function complaint(id: string): string | undefined {
  return PROJECT_OR_FOLDER.test(id) ? undefined : l10n.t('“{0}”: expected {1}', id, projectOrFolder());
}
