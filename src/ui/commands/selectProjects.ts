import type { Clock } from '../../base/clock.js';
import { ProjectPick } from '../projects/projectPick.js';
import { chooseProjects, chosenProjects } from '../projects/projectSettings.js';
import type { SessionHolder } from '../session.js';
import { addProject } from './addProject.js';

/**
 * "Choose Projects…": those that the credential can see, with those chosen before checked, folders for all below them, and
 * any that is typed.
 */
export function selectProjectsCommand(session: SessionHolder, clock: Clock) {
  return async (): Promise<void> => {
    const { google } = session.current;
    const pick = new ProjectPick(google.projects, chosenProjects(session.current), clock);
    const choice = await pick.choose().finally(() => pick.dispose());
    if (choice?.kind === 'chosen') {
      await chooseProjects(session.current, choice.projects);
    } else if (choice) {
      await addProject(session.current);
    }
  };
}
