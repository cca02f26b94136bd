import type { Operation } from '../operations/operation.js';
import { projectOf } from '../operations/resourceName.js';
import type { ProtectionSettings } from '../settings.js';

type Subject = Pick<Operation, 'collection' | 'name'>;

/** Whether the settings forbid to change an operation. */
export function isReadOnly({ readOnly, readOnlyProjects }: ProtectionSettings, subject: Subject): boolean {
  return readOnly || projectsOf(subject).some((project) => matchesAny(readOnlyProjects, project));
}

/** The project whose id has to be typed before the operation is changed; undefined where none has to. */
export function protectedProject({ protectedProjects }: ProtectionSettings, subject: Subject): string | undefined {
  const projects = projectsOf(subject);
  return projects.some((project) => matchesAny(protectedProjects, project)) ? projects[0] : undefined;
}

/** Whether the whole project is read-only; what lies outside projects is only where everything is. */
export function isReadOnlyProject(protection: ProtectionSettings, project: string | undefined): boolean {
  return protection.readOnly || (project !== undefined && matchesAny(protection.readOnlyProjects, project));
}

/** Whether the id of a project has to be typed before something in it is changed. */
export function isProtectedProject({ protectedProjects }: ProtectionSettings, project: string | undefined): boolean {
  return project !== undefined && matchesAny(protectedProjects, project);
}

/** As it is listed, and as the server spells it: one may be the number where the other is the id. */
function projectsOf({ collection, name }: Subject): readonly string[] {
  return [collection.project, projectOf(name)].filter((project) => project !== undefined);
}

function matchesAny(patterns: readonly string[], project: string): boolean {
  return patterns.some((pattern) => matches(pattern, project));
}

/** Without regular expressions, so that no pattern takes long: the parts between the stars in their order. */
function matches(pattern: string, project: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const text = project.toLowerCase();
  const last = rest.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) {
      return false;
    }
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
