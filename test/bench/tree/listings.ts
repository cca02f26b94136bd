import type { Collection } from '../../../src/operations/collection.js';
import { benchCollections, benchServices, fullSize, pageOf } from '../support/world.js';

/** Operations of a page, and of nearly all regions. */
export const pageSize = 100;
/** What one region of one service holds, beside the others' hundred: a Dataproc region with hundreds of jobs a day. */
export const largeRegion = 10_000;

/** What a server answers to the listing of a collection, all in one. */
export interface WorldListing {
  readonly collection: Collection;
  readonly text: string;
}

/** The listings of a hundred thousand operations, the large region's first. */
export function* worldListings(): Generator<WorldListing, void> {
  const collections = benchCollections(benchServices(), fullSize);
  const ordinary = collections.slice(0, (fullSize.projects * fullSize.regions * 4 * pageSize - largeRegion) / pageSize);
  const [first, ...others] = ordinary;
  yield listing(first!, largeRegion);
  for (const collection of others) {
    yield listing(collection, pageSize);
  }
}

function listing(collection: Collection, operations: number): WorldListing {
  const { service, project, location } = collection;
  return { collection, text: JSON.stringify(pageOf(service, project!, location!, operations)) };
}
