/** Where the locations of a collection come from. */
export type LocationSource =
  /** Compute Engine's regions plus `global` (Dataproc has no locations.list). */
  | { readonly from: 'computeRegions' }
  /** The service's own `projects.locations.list`. */
  | { readonly from: 'locationsList' }
  /** A fixed list, e.g. `global` alone. */
  | { readonly from: 'fixed'; readonly locations: readonly string[] }
  /** The collection has no location. */
  | { readonly from: 'none' };

/** How the answers are shaped: google.longrunning, or one of the older APIs' own operation types. */
export type OperationShape = 'longrunning' | 'container' | 'sql' | 'compute';

/** A family of listable URLs of one service. */
export interface CollectionPattern {
  /** Resource name with `{project}` and `{location}`, ending in the collection, e.g. `projects/{project}/regions/{location}/operations`. */
  readonly path: string;
  readonly locations: LocationSource;
  /** `-` as location is documented to list all locations at once (AIP-159). */
  readonly wildcard: boolean;
  readonly shape: OperationShape;
  readonly cancel: boolean;
  readonly delete: boolean;
}

/** A service as the product knows it: data, never code. */
export interface Service {
  /** First label of the host, e.g. `dataproc`; key of settings and of endpoint overrides. */
  readonly id: string;
  /** Product name, e.g. `Cloud Deploy`. A proper name: not translated. */
  readonly title: string;
  readonly host: string;
  /** The version that is asked unless a setting chooses another one of `versions`. */
  readonly version: string;
  readonly versions: readonly string[];
  readonly collections: readonly CollectionPattern[];
  /** OAuth scopes: any one of `read` suffices for list and get, any one of `write` for cancel and delete. */
  readonly scopes: { readonly read: readonly string[]; readonly write: readonly string[] };
}
