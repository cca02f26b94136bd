/** What a service lets a client do with the operations of a collection, beside listing and reading them. */
export interface CollectionAbilities {
  readonly cancel: boolean;
  readonly delete: boolean;
}

/** How the answers are shaped: google.longrunning, or one of the older APIs' own operation types. */
export type OperationShape = 'longrunning' | 'container' | 'sql' | 'compute' | 'dns';

/** How the requests of a few collections depart from `GET {path}?pageSize=` and `POST {name}:cancel`. */
export interface RequestRules {
  /** Parameters without which the list is refused, e.g. Storage Transfer's `filter`. */
  readonly query?: Readonly<Record<string, string>>;
  /** What `pageSize` is called here; `none` where the list has no pages and refuses the parameter. */
  readonly pageSize?: 'maxResults' | 'none';
  /** The largest page that the service documents, where that is below the usual. */
  readonly maxPageSize?: number;
  /** What follows the operation's name in the URL of a cancel, instead of `:cancel`. */
  readonly cancelSuffix?: string;
  /** The version that reads and cancels the operations, where that of the list cannot. */
  readonly operationVersion?: string;
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
  /** Product name of the service, e.g. `Cloud Deploy`; absent in records of earlier versions. */
  readonly title?: string;
  /** Google's host, e.g. `dataproc.googleapis.com`, whatever endpoint is asked. */
  readonly host: string;
  /** The host in the service's full names, where `host` is one of its hosts for a single location. */
  readonly serviceHost?: string;
  readonly version: string;
  /** Resource name of the collection, e.g. `projects/p/regions/us-central1/operations`. */
  readonly path: string;
  /** The project as the person knows it (its id, not its number); absent for services outside projects (Vault). */
  readonly project: string | undefined;
  /** The location that is listed; `-` for all of them; absent for services without locations. */
  readonly location: string | undefined;
  readonly abilities: CollectionAbilities;
  /** Absent for google.longrunning, which nearly all speak. */
  readonly shape?: OperationShape;
  readonly request?: RequestRules;
  /** It shows mostly what another list of its service shows; what it alone shows belongs to it, the rest to that one. */
  readonly second?: true;
}

/** What names are unique within. */
export function nameHost({ host, serviceHost = host }: Pick<Collection, 'host' | 'serviceHost'>): string {
  return serviceHost;
}
