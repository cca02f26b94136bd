/** What the name of a message type tells of an operation. */
export interface TypeName {
  /** Lower case, e.g. `create`. */
  readonly verb: string | undefined;
  /** Camel case, e.g. `database`, `nodeGroup`. */
  readonly kind: string | undefined;
}

/**
 * Takes `type.googleapis.com/google.spanner.admin.database.v1.CreateDatabaseMetadata` apart into `create` and `database`.
 * Most of Google's metadata messages are called after the method that starts the operation, or after the resource.
 */
export function splitTypeName(type: string | undefined): TypeName {
  const name = type !== undefined && type.length < 300 ? lastSegment(type) : '';
  const words =
    name
      .replace(/Metadata(?:V\d\w*)?$/, '')
      .replace(/(?:LongRunning)?Operation$/, '')
      .match(/[A-Z][a-z0-9]*/g) ?? [];
  const first = words[0]?.toLowerCase();
  const verb = first !== undefined && verbs.has(first) ? first : undefined;
  const rest = verb === undefined ? words : words.slice(1);
  const kind = rest.map((word, index) => (index === 0 ? word.toLowerCase() : word)).join('');
  return { verb, kind: kind === '' ? undefined : kind };
}

/** `Empty` of `type.googleapis.com/google.protobuf.Empty`. */
export function lastSegment(type: string): string {
  return type.slice(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1);
}

const verbs: ReadonlySet<string> = new Set(
  [
    'abort activate add analyze apply backup batch build cancel clone copy count create deactivate delete deploy detach',
    'disable discover enable evaluate export failover finish generate import install invoke migrate move optimize patch',
    'pause process promote provision purge rebuild recover remove reset resize restart restore resume rollback rotate run',
    'save scale start stop submit suspend switch sync test train translate undelete undeploy update upgrade validate verify',
  ]
    .join(' ')
    .split(' '),
);
