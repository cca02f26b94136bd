import { errorFacts } from '../google/apiError.js';
import { isProjectFolder } from '../google/projectId.js';
import { collectionsFor } from '../google/serviceCatalog/collectionsFor.js';
import type { Service } from '../google/serviceCatalog/service.js';
import type { Collection } from '../operations/collection.js';
import type { Operation } from '../operations/operation.js';
import type { Session } from './session.js';

/** An operation that somebody outside named: in a link, or as an agent. */
export interface Wanted {
  /** Id of the service; absent where it is not known. */
  readonly service: string | undefined;
  readonly name: string;
}

export type Found =
  | { readonly found: 'operation'; readonly operation: Operation }
  /** Of the services that are on show none has operations with such names. */
  | { readonly found: 'noService' }
  /** Several have, and nothing tells which one is meant. */
  | { readonly found: 'several'; readonly services: readonly Service[] }
  /** The person did not want that project to be asked. */
  | { readonly found: 'declined'; readonly project: string }
  /** The server does not know it. */
  | { readonly found: 'nothing' };

/**
 * The operation of this name: as it is known, else as the server answers. Whoever can write a link must not be able to have
 * anything asked that is not on show, so a project that is not is asked only when the person agrees.
 * @param mayAsk asked before a request for a project that is not on show.
 * @throws ApiError when the answer says neither.
 */
export async function findOperation(
  session: Session,
  { service, name }: Wanted,
  mayAsk: (project: string) => Promise<boolean>,
): Promise<Found> {
  const { settings, google, watch } = session;
  const named = [...watch.survey.roots, ...settings.projects].filter((project) => project !== undefined);
  const shown = named.filter((project) => !isProjectFolder(project));
  const services = settings.services.filter(({ id }) => service === undefined || id === service);
  const places = services.flatMap((each) => collectionsFor(each, name, [...new Set(shown)]));
  for (const collection of places) {
    const operation = watch.store.find(collection, name);
    if (operation) {
      return { found: 'operation', operation };
    }
  }
  const possible = services.filter(({ id }) => places.some((place) => place.service === id));
  if (possible.length !== 1) {
    return possible.length === 0 ? { found: 'noService' } : { found: 'several', services: possible };
  }
  for (const collection of places) {
    const { project } = collection;
    if (project !== undefined && !shown.includes(project) && !(await mayAsk(project))) {
      return { found: 'declined', project };
    }
    const operation = await read({ google, watch }, collection, name);
    if (operation) {
      return { found: 'operation', operation };
    }
  }
  return { found: 'nothing' };
}

async function read(
  { google, watch }: Pick<Session, 'google' | 'watch'>,
  collection: Collection,
  name: string,
): Promise<Operation | undefined> {
  try {
    watch.store.read(collection, await google.operations.get(collection, name));
  } catch (error) {
    if (errorFacts(error).kind !== 'notFound') {
      throw error;
    }
  }
  return watch.store.find(collection, name);
}
