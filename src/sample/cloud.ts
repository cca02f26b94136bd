import type { JsonObject } from './json.js';
import type { OperationRecord } from './record.js';
import { parentOf, segmentAfter } from './record.js';
import { canonicalName, newestFirst } from './recordStore.js';
import type { OperationStore } from './recordStore.js';
import { lifeAt } from './scenario.js';
import type { PresentLife } from './scenario.js';
import { segmentsMatch } from './segmentsMatch.js';
import type { OperationsCollection, ServiceDescription } from './services/description.js';

// What a cloud answers, whoever asks: the emulator over HTTP, or the product's sample data in memory.

/**
 * The operations of one list, newest first, also those that have not begun. Nearly always the children of the listed
 * parent; a few lists show what lies deeper.
 * @param name the listed resource, e.g. `projects/p/locations/l/operations`.
 */
export function recordsListed(
  operations: OperationStore,
  service: ServiceDescription,
  { listsBelow, pattern }: OperationsCollection,
  name: string,
): readonly OperationRecord[] {
  if (listsBelow === undefined) {
    const [asked, own] = [parentOf(name), parentOf(canonicalName(service, name))];
    const records = operations.list(service.id, own);
    return asked === own ? records : [...operations.list(service.id, asked), ...records].sort(newestFirst);
  }
  const root = `${name.split('/').slice(0, listsBelow).join('/')}/`;
  const template = pattern.split('/');
  return [...operations.all()]
    .filter(({ service: id, name }) => id === service.id && name.startsWith(root))
    .filter(({ name }) => segmentsMatch(template, name.split('/')))
    .sort(newestFirst);
}

/** An operation that the service still knows at `now`, by its name or another spelling of it. */
export function recordNamed(
  operations: OperationStore,
  service: ServiceDescription,
  name: string,
  now: number,
): { readonly record: OperationRecord; readonly life: PresentLife } | undefined {
  const record = operations.get(service.id, name) ?? operations.get(service.id, canonicalName(service, name));
  const life = record && lifeAt(record, now);
  return record === undefined || life === undefined || life.phase === 'absent' ? undefined : { record, life };
}

/** What a service says to a request to cancel. */
export type CancelAnswer =
  /** No more than "asked": best effort and asynchronous. On an operation that is done it has no effect. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'unimplemented' }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Asks to cancel; what becomes of it is for the record's scenario to say.
 * @param by mail address of whoever asks.
 */
export function askToCancel(record: OperationRecord, life: PresentLife, now: number, by: string): CancelAnswer {
  const { cancel } = record.scenario;
  if (cancel.kind === 'unimplemented') return { kind: 'unimplemented' };
  if (life.phase === 'done') return { kind: 'accepted' };
  if (cancel.kind === 'refused') {
    const message = cancel.message ?? `Operation ${record.name} cannot be cancelled in its current state.`;
    return { kind: 'refused', message };
  }
  if (record.cancelledAt === undefined) {
    record.cancelledAt = now;
    record.cancelledBy = by;
  }
  return { kind: 'accepted' };
}

/** Whether a written operation is one of the project, where its metadata names one: the names of Storage Transfer's do not. */
export function belongsTo(project: string, operation: JsonObject): boolean {
  const { projectId } = (operation['metadata'] ?? {}) as JsonObject;
  return projectId === undefined || projectId === project;
}

/** A service's own places and wherever the project has operations of it, sorted. */
export function locationsOf(operations: OperationStore, service: ServiceDescription, project: string): string[] {
  const places = new Set(service.locations);
  for (const { service: id, name } of operations.all()) {
    const place = segmentAfter(name, 'locations', 'regions');
    if (id === service.id && place !== undefined && segmentAfter(name, 'projects') === project) {
      places.add(place);
    }
  }
  return [...places].sort();
}

/** The resources of a list that operations lie below: one is there as soon as an operation is. */
export function parentsListed(operations: OperationStore, service: ServiceDescription, name: string): string[] {
  const depth = name.split('/').length + 1;
  const below = [...operations.all()]
    .filter(({ service: id, name: each }) => id === service.id && each.startsWith(`${name}/`))
    .map(({ name: each }) => each.split('/').slice(0, depth).join('/'));
  return [...new Set(below)];
}
