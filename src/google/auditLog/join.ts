import { nameHost } from '../../operations/collection.js';
import type { OperationReference } from '../../operations/operation.js';
import { projectOf, respelled, shortName } from '../../operations/resourceName.js';
import type { AuditEntry } from './auditEntry.js';
import { CANCEL_METHOD } from './auditNames.js';

/** Somebody asked for something, as the audit log has it. */
export interface Asked {
  /** Mail address or subject. */
  readonly by: string;
  /** In whose name, where `by` is a service account that was handed on. */
  readonly delegate: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the audit log says of the people behind an operation. What it does not say, nobody has said. */
export interface Who {
  readonly started: Asked | undefined;
  /** Every request to cancel, oldest first. */
  readonly cancels: readonly Asked[];
}

/**
 * Who started an operation and who asked to cancel it, out of entries that may be about others. Only the first entry says
 * who started it: the last one may name nobody, or whoever ended it. Of several first ones, which some services write
 * twice, the earliest counts.
 */
export function whoOf(operation: OperationReference, entries: readonly AuditEntry[]): Who {
  const near = entries.filter((entry) => isOfSamePlace(operation, entry)).sort((a, b) => a.at - b.at);
  const firsts = near.filter((entry) => entry.operation?.first === true && names(entry.operation.id, operation.name));
  const cancels = near.filter(({ method, resource }) => method === CANCEL_METHOD && names(resource, operation.name));
  return { started: firsts.map(asked).find((one) => one !== undefined), cancels: withoutTwins(cancels) };
}

/** The entry's project is an id, or a number where the server spells names so; the operation may be known by either. */
function isOfSamePlace({ collection, name }: OperationReference, { host, project }: AuditEntry): boolean {
  return (
    host === nameHost(collection) &&
    project !== undefined &&
    (project === collection.project || project === projectOf(name))
  );
}

/**
 * Whether what an entry says is the name of the operation: the last segment decides where no other operation can have the
 * same one, and else the whole name. Which project it is in is told by the entry, because names spell it by id or number.
 */
function names(logged: string, name: string): boolean {
  return shortName(logged) === shortName(name) && (isUnique(shortName(name)) || samePath(logged, name));
}

/** UUIDs, `operation-<ms>-…` and the like are given once; bare numbers and what people choose are not. */
function isUnique(segment: string): boolean {
  return segment.length >= 16 && !/^\d+$/.test(segment);
}

function samePath(logged: string, name: string): boolean {
  const path = pathOf(logged);
  return path === pathOf(name) || path === pathOf(respelled(name) ?? name);
}

function pathOf(name: string): string {
  return name.replace(/^projects\/[^/]+\//, '');
}

function asked({ principal, delegate, at }: AuditEntry): Asked | undefined {
  return principal === undefined ? undefined : { by: principal, delegate, at };
}

/** The same request written twice is one. */
function withoutTwins(entries: readonly AuditEntry[]): readonly Asked[] {
  const byMoment = new Map<string, Asked>();
  for (const one of entries.map(asked)) {
    if (one) {
      byMoment.set(`${one.at} ${one.by}`, one);
    }
  }
  return [...byMoment.values()];
}
