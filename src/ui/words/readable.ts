import { projectOf, shortName } from '../../operations/resourceName.js';

/** `UPDATE_LABELS`, `updateLabels`, `update-labels` → `update labels`. Acronyms stay: `RBACRoleBinding` → `RBAC role binding`. */
export function readable(identifier: string): string {
  return identifier
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) && /[a-z]/.test(identifier) ? word : word.toLowerCase()))
    .join(' ');
}

/** The last segment, shortened where it is longer than a row has room for; a UUID to its first group. */
export function shownName(target: string): string {
  // Cloud SQL writes the project before an instance: `my-project:main`.
  const project = projectOf(target);
  const whole = shortName(target);
  const name = project !== undefined && whole.startsWith(`${project}:`) ? whole.slice(project.length + 1) : whole;
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(name)) {
    return `${name.slice(0, 8)}…`;
  }
  return name.length > 48 ? `${name.slice(0, 47)}…` : name;
}
