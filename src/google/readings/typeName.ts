import { splitAction, type Action } from './verbs.js';

/**
 * Takes `type.googleapis.com/google.spanner.admin.database.v1.CreateDatabaseMetadata` apart into `create` and `database`.
 * Most of Google's metadata messages are called after the method that starts the operation, or after the resource.
 */
export function splitTypeName(type: string | undefined): Action {
  const last = type !== undefined && type.length < 300 ? lastSegment(type) : '';
  // `ProjectCreationStatus`, `google.protobuf.Empty`: neither a method nor a resource.
  const name = /Status$|^Empty$/.test(last) ? '' : last;
  const action = name
    .replace(packagePrefix, '')
    .replace(/Metadata(?:V\d\w*)?$/, '')
    .replace(/Operation$|Progress$/, '')
    .replace(/^LongRunning|Long[Rr]unning$/, '');
  const split = splitAction(action);
  return split.object === undefined && nouns.has(action) ? { verb: undefined, object: split.verb } : split;
}

/** Words for a resource as well as for an action: alone, they are the resource (`IndexOperationMetadata`). */
const nouns: ReadonlySet<string> = new Set(
  'Backup Batch Build Image Index Label List Query Release Report Review Sample Search Snapshot Tag Test View'.split(
    ' ',
  ),
);

/** `Empty` of `type.googleapis.com/google.protobuf.Empty`. */
export function lastSegment(type: string): string {
  return type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1);
}

/** Discovery documents, and a service that takes its types from one (Apigee), put the package into the name. */
const packagePrefix = /^Google[A-Z]\w*?[Vv]\d+(?:(?:alpha|beta|main|eap|p)\d*)*_*(?=[A-Z])/;

/** Whether a message is neither about an operation nor an operation: Cloud Run's metadata is the `Service` itself. */
export function isResourceType(type: string | undefined): boolean {
  return type !== undefined && !/(?:Metadata(?:V\d\w*)?|Operation|Progress|Status)$/.test(type);
}
