/**
 * The keys of a record in the order in which they are written there: an order of all members of a union, which does not
 * compile while one is missing, is the keys of a record that `satisfies Record<Union, …>`.
 */
export function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(record) as Key[];
}
