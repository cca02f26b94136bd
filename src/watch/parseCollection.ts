import type { Collection } from '../operations/collection.js';

/** Those that are whole, in a list that was read from a file; undefined for anything but a list. */
export function parseCollections(content: unknown): readonly Collection[] | undefined {
  return Array.isArray(content) ? content.flatMap((each) => parseCollection(each) ?? []) : undefined;
}

/** A collection that was written as JSON; undefined when it is not whole. */
export function parseCollection(value: unknown): Collection | undefined {
  const collection = value as Partial<Record<keyof Collection, unknown>> | null;
  const abilities = collection?.abilities as Partial<Record<string, unknown>> | null | undefined;
  const whole =
    ([collection?.id, collection?.service, collection?.host, collection?.version, collection?.path] as unknown[]).every(
      (text) => typeof text === 'string' && text !== '',
    ) &&
    isTextOrAbsent(collection?.project) &&
    isTextOrAbsent(collection?.location) &&
    typeof abilities?.['cancel'] === 'boolean' &&
    typeof abilities['delete'] === 'boolean';
  return whole ? (value as Collection) : undefined;
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
