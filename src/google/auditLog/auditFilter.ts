import type { OperationReference } from '../../operations/operation.js';
import { nameHost } from '../../operations/collection.js';
import { shortName } from '../../operations/resourceName.js';
import { CANCEL_METHOD, loggedHost, loggedIds, quoted } from './auditNames.js';

/** Which entries are asked for. */
export type AuditSubject =
  /** Who started one operation and who asked to cancel it. */
  | { readonly kind: 'operation'; readonly operation: OperationReference }
  /** Where operations of these API hosts began or ended. */
  | { readonly kind: 'places'; readonly hosts: readonly string[] };

/** Milliseconds since the epoch. Without a beginning 400 days would be searched. */
export interface AuditWindow {
  readonly from: number;
  readonly until?: number | undefined;
}

/**
 * The filter of entries.list, in the Logging query language: one term a line, all of which hold. Only Admin Activity is
 * read, which is always written and which the plain viewer roles may read.
 */
export function auditFilter(subject: AuditSubject, { from, until }: AuditWindow): string {
  return [
    'log_id("cloudaudit.googleapis.com/activity")',
    `timestamp>=${quoted(new Date(from).toISOString())}`,
    ...(until === undefined ? [] : [`timestamp<=${quoted(new Date(until).toISOString())}`]),
    ...subjectTerms(subject),
  ].join('\n');
}

function subjectTerms(subject: AuditSubject): readonly string[] {
  const cancel = `protoPayload.methodName=${quoted(CANCEL_METHOD)}`;
  switch (subject.kind) {
    case 'operation': {
      const { collection, name } = subject.operation;
      const first = `(operation.first=true AND operation.id=${anyOf(loggedIds(name))})`;
      return [
        `protoPayload.serviceName=${quoted(loggedHost(nameHost(collection)))}`,
        `(${first} OR (${cancel} AND protoPayload.resourceName:${quoted(shortName(name))}))`,
      ];
    }
    case 'places': {
      // Both flags are for what ends at once: nothing is left to be looked for.
      const began = '(operation.first=true AND NOT operation.last=true)';
      const ended = '(operation.last=true AND NOT operation.first=true)';
      return [
        `protoPayload.serviceName=${anyOf(subject.hosts.map(loggedHost))}`,
        `(${began} OR ${ended} OR ${cancel})`,
      ];
    }
  }
}

function anyOf(values: readonly string[]): string {
  return `(${values.map(quoted).join(' OR ')})`;
}
