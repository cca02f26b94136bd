import { shortName } from '../../operations/resourceName.js';

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

/**
 * The sort of resource that a resource name names, by its collection segment (AIP-122: a plural in camel case):
 * `…/deliveryPipelines/web` → `deliveryPipeline`. Undefined for a name without collection.
 */
export function kindOfTarget(target: string): string | undefined {
  const collection = target.split('/').at(-2);
  return collection === undefined || collection === '' ? undefined : singular(collection);
}

/** The last segment, shortened where it is longer than a row has room for; a UUID to its first group. */
export function shownName(target: string): string {
  const name = shortName(target);
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(name)) {
    return `${name.slice(0, 8)}…`;
  }
  return name.length > 48 ? `${name.slice(0, 47)}…` : name;
}

function singular(plural: string): string {
  if (/ies$/.test(plural)) {
    return plural.replace(/ies$/, 'y');
  }
  return plural.replace(/(ch|sh|ss|x)es$/, '$1').replace(/([^s])s$/, '$1');
}
