import { nameHost, type Collection } from './collection.js';
import { locationOf } from './resourceName.js';

/** Where operations run: one service (by its host) in one location of one project. */
export interface Place {
  readonly id: string;
  readonly host: string;
  /** Catalogue id of the service. */
  readonly service: string;
  /** Absent for services outside projects. */
  readonly project: string | undefined;
  /** Absent for services without locations. */
  readonly location: string | undefined;
}

/**
 * The place of an operation. The project is the one that was asked for, because answers may name it by number; the
 * location is the name's own unless one location was listed: Compute Engine lists all at once, Bigtable lists by instance.
 */
export function placeOf(collection: Collection, name: string): Place {
  const { service, project } = collection;
  const host = nameHost(collection);
  const location = hasOneLocation(collection) ? collection.location : locationOf(name);
  return { id: `${host}|${project ?? ''}|${location ?? ''}`, host, service, project, location };
}

/** Whether all operations of the collection are in one place. */
export function hasOneLocation({ location }: Collection): boolean {
  return location !== undefined && location !== '-';
}

/** `placeOf` for many operations of one collection: their places are few, and most collections have one. */
export function placeFinder(collection: Collection): (name: string) => Place {
  if (hasOneLocation(collection)) {
    const only = placeOf(collection, '');
    return () => only;
  }
  const places = new Map<string | undefined, Place>();
  return (name) => {
    const location = locationOf(name);
    let place = places.get(location);
    if (!place) {
      place = placeOf(collection, name);
      places.set(location, place);
    }
    return place;
  };
}
