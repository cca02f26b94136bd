import type { Collection } from '../operations/collection.js';
import { pageColumns, pageLine, type PageSection } from './pageText.js';
import { capitalized } from './words/label.js';
import { joined } from './words/operation.js';
import { rootTitle, serviceTitle } from './words/service.js';

/** One of many operations that were asked to cancel, as a page lists it. */
export interface ListedOutcome {
  /** The heading that it stands under. */
  readonly head: string;
  readonly label: string;
  /** How long it took until the outcome was known. */
  readonly took: string | undefined;
  readonly place: Place;
  /** Why, or what the server said; on a line of its own, so that it is read without scrolling. */
  readonly note: string | undefined;
}

interface Place {
  readonly collection: Collection;
  readonly location: string | undefined;
}

/** The same fates together, in the order in which their heads first come. */
export function outcomeSections(outcomes: readonly ListedOutcome[]): readonly PageSection[] {
  const place = placeWords(outcomes.map((outcome) => outcome.place));
  const rows = pageColumns(outcomes.map((outcome) => [outcome.label, outcome.took, place(outcome.place)]));
  const heads = [...new Set(outcomes.map(({ head }) => head))];
  return heads.map((head) => {
    const lines = outcomes.flatMap((outcome, index) =>
      outcome.head === head ? [rows[index] ?? '', ...pageLine(outcome.note, 2)] : [],
    );
    return { heading: `${capitalized(head)} (${outcomes.filter((outcome) => outcome.head === head).length})`, lines };
  });
}

/** Where all of them are, as far as it is the same place. */
export function commonPlace(places: readonly Place[]): string {
  const common = (partOf: (place: Place) => string | undefined): string | undefined => {
    const [first, ...others] = new Set(places.map(partOf));
    return others.length === 0 ? first : undefined;
  };
  return joined(placeParts.map(common));
}

/** Where each is, without what is the same for all. */
function placeWords(places: readonly Place[]): (place: Place) => string {
  const differing = placeParts.filter((partOf) => new Set(places.map(partOf)).size > 1);
  return (place) => joined(differing.map((partOf) => partOf(place)));
}

const placeParts: readonly ((place: Place) => string | undefined)[] = [
  ({ collection }) => rootTitle(collection.project),
  ({ location }) => location,
  ({ collection }) => serviceTitle(collection),
];
