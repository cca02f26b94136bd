/** What a service lets a client do with the operations of a collection, beside listing and reading them. */
export interface CollectionAbilities {
  readonly cancel: boolean;
  readonly delete: boolean;
}

/**
 * One listable URL: `GET https://{host}/{version}/{path}`, e.g. the operations of one service in one region of a project.
 * Operations hold a reference to their collection, so what it says is stored once.
 */
export interface Collection {
  /** `{host}/{version}/{path}`; stable between sessions. */
  readonly id: string;
  /** Id of the service in the catalogue, e.g. `dataproc`. */
  readonly service: string;
  /** Google's host, e.g. `dataproc.googleapis.com`: names are unique within a host only, whatever endpoint is asked. */
  readonly host: string;
  readonly version: string;
  /** Resource name of the collection, e.g. `projects/p/regions/us-central1/operations`. */
  readonly path: string;
  /** The project as the person knows it (its id, not its number); absent for services outside projects (Vault). */
  readonly project: string | undefined;
  /** The location that is listed; `-` for all of them; absent for services without locations. */
  readonly location: string | undefined;
  readonly abilities: CollectionAbilities;
}
