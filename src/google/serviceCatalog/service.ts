import type { OperationShape, RequestRules } from '../../operations/collection.js';

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

/** A family of listable URLs of one service. */
export interface CollectionPattern {
  /**
   * Resource name with `{project}` and `{location}`, ending in the collection, e.g.
   * `projects/{project}/regions/{location}/operations`. Only a pattern with `parents` has `{parent}` in it.
   */
  readonly path: string;
  readonly locations: LocationSource;
  /** `-` as location is documented to list all locations at once (AIP-159). */
  readonly wildcard: boolean;
  readonly shape: OperationShape;
  readonly cancel: boolean;
  readonly delete: boolean;
  /** The service can hold a request until an operation ends (`:wait`); the product polls instead, so this is information. */
  readonly wait?: boolean;
  /**
   * It shows mostly what another list of the service shows in the same place: it is asked after that one, and ever more
   * rarely while it adds nothing.
   */
  readonly second?: boolean;
  /** The version that has the list, where the service's own has none, e.g. that of operations whose names are older. */
  readonly version?: string;
  /** How requests depart from the standard; values of `query` may hold `{project}`. */
  readonly request?: RequestRules;
}

/** One step on the way to a nested collection: a list whose items are the parents of what comes next. */
export interface ParentLevel {
  /** Where the parents are listed, e.g. `projects/{project}/instances`, and one level down `{parent}/databases`. */
  readonly path: string;
  /** The array in the answer; its items carry their resource name in `name`. */
  readonly field: string;
  /** Another service's list, e.g. Cloud Resource Manager for organizations; absent for the service's own. */
  readonly at?: { readonly service: string; readonly host: string; readonly version: string };
  /** What `pageSize` is called here, where the operations' list calls it otherwise. */
  readonly pageSize?: RequestRules['pageSize'];
}

/** Operations that live below resources, which have to be listed first: `{parent}/operations`. */
export interface NestedPattern extends CollectionPattern {
  /** From the outermost parent to the innermost, whose name is the path's `{parent}`. */
  readonly parents: readonly ParentLevel[];
  /** Asked even where the service has lists that cost less, because those show other operations. */
  readonly always?: boolean;
}

/** The collections that one version of a service offers. */
export interface VersionCollections {
  readonly collections: readonly CollectionPattern[];
  readonly nested: readonly NestedPattern[];
}

/**
 * What a service documents of its cancel beyond that it is best effort, to be said before it is asked.
 * Sources: gcloud 528 (surface/redis, surface/container, surface/logging: operations cancel), the reference of Storage
 * Transfer's transferOperations.cancel, and Google's page on Serverless for Apache Spark in its MCP Toolbox.
 */
export const cancelNotes = [
  'flushesCache',
  'pointOfNoReturn',
  'nextRunComes',
  'takesAMinute',
  'takesTenMinutes',
] as const;

export type CancelNote = (typeof cancelNotes)[number];

/** A service as the product knows it: data, never code. */
export interface Service {
  /** First label of the host, e.g. `dataproc`; key of settings and of endpoint overrides. */
  readonly id: string;
  /** Product name, e.g. `Cloud Deploy`. A proper name: not translated. */
  readonly title: string;
  readonly host: string;
  /**
   * The version that is asked unless a setting chooses another one of `versions` (`withVersion`). It is what stands
   * between host and resource name: `v1`, but with older APIs also `compute/v1`.
   */
  readonly version: string;
  readonly versions: readonly string[];
  /** What `version` lists directly: in a project, in a location of it, or (without `{project}`) outside projects. */
  readonly collections: readonly CollectionPattern[];
  /** What `version` lists below other resources. Costs a request for every parent, so it is asked only when wanted. */
  readonly nested?: readonly NestedPattern[];
  /** The versions whose collections are not those of `version`. */
  readonly otherVersions?: Readonly<Record<string, VersionCollections>>;
  /** Host of all locations but `global`, where the plain host does not serve them, e.g. `{location}-documentai.googleapis.com`. */
  readonly locationHost?: string;
  /** By the verb that the note is about, in lower case and as far as it tells verbs apart; `*` for every other one. */
  readonly cancelNotes?: Readonly<Record<string, CancelNote>>;
  /** The version whose locations.list is asked where `version` has none. */
  readonly locationsVersion?: string;
  /** OAuth scopes: any one of `read` suffices for list and get, any one of `write` for cancel and delete. */
  readonly scopes: { readonly read: readonly string[]; readonly write: readonly string[] };
}

/** What is to be said before an operation of the service is cancelled. */
export function cancelNoteOf({ cancelNotes: notes = {} }: Service, verb: string | undefined): CancelNote | undefined {
  const said = verb?.toLowerCase() ?? '';
  return Object.entries(notes).find(([word]) => said.startsWith(word))?.[1] ?? notes['*'];
}
