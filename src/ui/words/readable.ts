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

/** A name longer than this is shortened wherever it is shown. */
const LONGEST = 48;
/** So much of a name leaves room for the state beside it in a side bar of 300 px, VS Code's default width. */
const ROW_NAME = 18;
const ROW_NAME_END = 7;

/** The last segment, shortened where it is longer than a line has room for; a UUID to its first group. */
export function shownName(target: string): string {
  const name = ownName(target);
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

/** The same for the label of a row, of which a long one keeps its beginning and its end. */
export function rowName(target: string): string {
  const name = ownName(target);
  return name.length > ROW_NAME ? `${name.slice(0, ROW_NAME - ROW_NAME_END - 1)}…${name.slice(-ROW_NAME_END)}` : name;
}

/** Whether a text begins with that name as a word, be it with an ending as Korean has them: `etl-7에 대한 작업`. */
export function beginsWithName(text: string, name: string): boolean {
  return name !== '' && text.startsWith(name) && !/^[a-z\d]/i.test(text.slice(name.length));
}

function ownName(target: string): string {
  // Cloud SQL writes the project before an instance: `my-project:main`.
  const project = projectOf(target);
  const whole = shortName(target);
  const name = project !== undefined && whole.startsWith(`${project}:`) ? whole.slice(project.length + 1) : whole;
  return /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(name) ? `${name.slice(0, 8)}…` : name;
}
