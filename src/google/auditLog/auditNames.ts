import { shortName } from '../../operations/resourceName.js';

/** The method by which a cancel is logged, in whatever service it was asked for. */
export const CANCEL_METHOD = 'google.longrunning.Operations.CancelOperation';

/** The name under which a service is logged, by its API's host: Cloud SQL's is another one than its API's. */
export function loggedHost(host: string): string {
  return host === 'sqladmin.googleapis.com' ? 'cloudsql.googleapis.com' : host;
}

/** The host of the API whose entries name a service so. */
export function apiHost(logged: string): string {
  return logged === 'cloudsql.googleapis.com' ? 'sqladmin.googleapis.com' : logged;
}

/**
 * What `operation.id` of an entry can be: the operation's whole name or its last segment (audit logs of twelve services
 * agree).
 */
export function loggedIds(name: string): readonly string[] {
  return [...new Set([name, shortName(name)])];
}

/** A string of the Logging query language. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, String.raw`\$&`).replace(/\p{Cc}/gu, ' ')}"`;
}
