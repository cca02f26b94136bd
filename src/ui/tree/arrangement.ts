import { keysOf } from '../../base/keysOf.js';
import type { Sort } from './order.js';

/** By what the rows of operations are put together; `none` is one list of all. */
export type GroupBy = 'place' | 'service' | 'state' | 'none';

/** How the tree is cut and in which order its operations stand. */
export interface Arrangement {
  readonly groupBy: GroupBy;
  readonly sort: Sort;
}

/** The order that people expect who have chosen none: a list without groups is read by time. */
const usualSorts = { place: 'state', service: 'state', state: 'state', none: 'newest' } as const satisfies Record<
  GroupBy,
  Sort
>;

export const groupings = keysOf(usualSorts);
export const sorts = keysOf({ state: 1, newest: 1, name: 1 } satisfies Record<Sort, 1>);

export function usualSort(groupBy: GroupBy): Sort {
  return usualSorts[groupBy];
}

export const usualArrangement: Arrangement = { groupBy: 'place', sort: 'state' };

export function isUsual({ groupBy, sort }: Arrangement): boolean {
  return groupBy === usualArrangement.groupBy && sort === usualArrangement.sort;
}

/** What was kept from an earlier session; the usual one for what is none. */
export function parseArrangement(value: unknown): Arrangement {
  const kept = value as Partial<Record<keyof Arrangement, unknown>> | null | undefined;
  const groupBy = groupings.find((each) => each === kept?.groupBy);
  const sort = sorts.find((each) => each === kept?.sort);
  return groupBy && sort ? { groupBy, sort } : usualArrangement;
}
