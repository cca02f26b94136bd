import type { CollectionPattern, NestedPattern, ParentLevel } from './service.js';

/** Collections that another service lists: everything but a project has an owner of its own. */
const foreignRoots: Readonly<Record<string, ParentLevel>> = {
  organizations: foreignRoot('organizations:search', 'organizations', 'cloudresourcemanager', 'v3'),
  folders: foreignRoot('folders:search', 'folders', 'cloudresourcemanager', 'v3'),
  billingAccounts: foreignRoot('billingAccounts', 'billingAccounts', 'cloudbilling', 'v1'),
};

/** How the parents of a collection are listed when they are a root, such as organizations. */
export function foreignRootOf(collection: string): ParentLevel | undefined {
  return Object.hasOwn(foreignRoots, collection) ? foreignRoots[collection] : undefined;
}

/**
 * Splits a path at the resources that have to be listed first.
 * @param pattern whose path has `*` for each of them: `projects/{project}/instances/*\/operations`
 * @param fields parent collection → array in the answer of its list, where that is not called like the collection
 */
export function expandNested(pattern: CollectionPattern, fields: Readonly<Record<string, string>>): NestedPattern {
  const pieces = pattern.path.split('/*');
  const tail = pieces.pop() ?? '';
  const parents = pieces.map((piece, index): ParentLevel => {
    const collection = piece.slice(piece.lastIndexOf('/') + 1);
    const foreign = index === 0 ? foreignRootOf(piece) : undefined;
    const path = index === 0 ? piece : `{parent}${piece}`;
    const pageSize = pattern.request?.pageSize;
    return foreign ?? { path, field: fields[collection] ?? collection, ...(pageSize && { pageSize }) };
  });
  return { ...pattern, path: `{parent}${tail}`, parents };
}

/** The inverse of `expandNested`. */
export function nestedPath(pattern: NestedPattern): { path: string; fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  let parent = '';
  for (const level of pattern.parents) {
    const collection = level.at ? level.field : level.path.slice(level.path.lastIndexOf('/') + 1);
    if (level.field !== collection) {
      fields[collection] = level.field;
    }
    parent = `${(level.at ? level.field : level.path).replace('{parent}', parent)}/*`;
  }
  return { path: pattern.path.replace('{parent}', parent), fields };
}

function foreignRoot(path: string, field: string, service: string, version: string): ParentLevel {
  return { path, field, at: { service, host: `${service}.googleapis.com`, version } };
}
