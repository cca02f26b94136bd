import type { Operation } from '../../operations/operation.js';
import { targetKindOf } from '../words/phrase.js';
import { rowName } from '../words/readable.js';

/** What names an operation. */
type Named = Pick<Operation, 'collection' | 'name' | 'verb' | 'object' | 'target' | 'targetKind'> &
  Partial<Pick<Operation, 'location'>>;

/** So much of the end of a long name tells it from another one. */
const TAIL = 12;

/**
 * What tells operations apart whose rows would look alike, e.g. the pipelines of two releases `r1`: the service, the parents
 * of the target, the end of a name that a row shortens. Nothing where the target is the same: there state and age differ.
 * @param operations those of one parent.
 * @param placed whether what is around them says where each of them runs.
 */
export function tellApart<T extends Named>(operations: readonly T[], placed = true): ReadonlyMap<T, string> {
  const apart = new Map<T, string>();
  for (const alike of lookAlikes(operations)) {
    const differ = (of: (operation: T) => string | undefined): boolean => new Set(alike.map(of)).size > 1;
    const services = differ(({ collection }) => collection.service);
    const projects = !placed && differ(({ collection }) => collection.project);
    const locations = !placed && differ(({ location }) => location);
    const places = placesOf(alike);
    alike.forEach((operation, index) => {
      const { collection, location } = operation;
      const parts = [
        services ? (collection.title ?? collection.service) : undefined,
        projects ? collection.project : undefined,
        locations ? location : undefined,
        ...(places[index] ?? []),
      ].filter((part) => part !== undefined);
      if (parts.length > 0) {
        apart.set(operation, parts.join(' · '));
      }
    });
  }
  return apart;
}

/** Groups of several operations with the same name and the same act. */
function lookAlikes<T extends Named>(operations: readonly T[]): Iterable<readonly T[]> {
  const first = new Map<string, T>();
  const groups = new Map<string, T[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, operation);
    } else {
      const group = groups.get(key) ?? [before];
      group.push(operation);
      groups.set(key, group);
    }
  }
  return groups.values();
}

function keyOf(operation: Named): string {
  const { target, verb, object, name } = operation;
  // Without both the row shows the operation's own name.
  const shown = target === undefined ? (verb ?? name) : rowName(target);
  return [shown, verb, object, targetKindOf(operation)].join('|');
}

/** For each of them the segments of its name in which they differ, nearest first, as few as it takes. */
function placesOf(alike: readonly Named[]): readonly (readonly string[])[] {
  const names = alike.map(({ target, name }) => segmentsOf(target ?? name));
  const longest = names.reduce((most, { length }) => Math.max(most, length), 0);
  const distinct = new Set(names.map((name) => name.join('/'))).size;
  const chosen: number[] = [];
  const ends =
    new Set(names.map(([last = '']) => last.slice(-TAIL))).size === new Set(names.map(([last]) => last)).size;
  const shown = (segment: string | undefined, index: number): string[] =>
    segment === undefined ? [] : [index === 0 && ends && segment.length > TAIL ? `…${segment.slice(-TAIL)}` : segment];
  const told = (name: readonly string[]): string[] => chosen.flatMap((index) => shown(name[index], index));
  for (let index = 0; index < longest && new Set(names.map((name) => told(name).join('/'))).size < distinct; index++) {
    if (new Set(names.map((name) => name[index])).size > 1) {
      chosen.push(index);
    }
  }
  return names.map(told);
}

/** From the end. Siblings share project and location, however each name spells them. */
function segmentsOf(name: string): readonly string[] {
  return name
    .replace(/(^|\/)(?:projects|locations|regions|zones)\/[^/]+/g, '')
    .split('/')
    .reverse();
}
