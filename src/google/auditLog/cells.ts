import type { AuditEntry } from './auditEntry.js';

/** Where something began or ended lately: one service in one location of one project. */
export interface Cell {
  /** The API's host. */
  readonly host: string;
  /** As the entries name it: an id, or a number. */
  readonly project: string;
  /** Undefined where the entries do not say where it was, or name what is no region or zone. */
  readonly location: string | undefined;
  /** When the latest happened, in milliseconds since the epoch. */
  readonly at: number;
}

/** A region, a zone, or `global`; what is logged of others, as `us` or `eu`, is no location of an operations list. */
const LOCATION = /^(?:[a-z]+-[a-z]+\d+(?:-[a-z])?|global)$/;

/** The cells that entries are of, each once. How many entries there are tells nothing: no service promises to write any. */
export function cellsOf(entries: readonly AuditEntry[]): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const { host, project, location, at } of entries) {
    const known = LOCATION.test(location) ? location : undefined;
    const key = `${host}|${project ?? ''}|${known ?? ''}`;
    if (project !== undefined && at > (cells.get(key)?.at ?? -Infinity)) {
      cells.set(key, { host, project, location: known, at });
    }
  }
  return [...cells.values()];
}
