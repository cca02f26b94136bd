import { asString } from '../../../src/sample/json.js';
import type { JsonObject } from '../../../src/sample/json.js';
import type { Dialect } from '../../../src/sample/services/description.js';

/** What a list takes beside filter and page token, and how its answer looks. */
export interface ListForm {
  readonly query: readonly string[];
  readonly sizeParameter: string;
  page(operations: readonly JsonObject[], nextPageToken: string | undefined): JsonObject;
}

/** google.longrunning's list, and those of the APIs that are older. */
export const listForms: Readonly<Record<Dialect, ListForm>> = {
  longrunning: {
    query: ['filter', 'pageSize', 'pageToken', 'returnPartialSuccess'],
    sizeParameter: 'pageSize',
    page: (operations, nextPageToken) => (operations.length === 0 ? {} : { operations, nextPageToken }),
  },
  // No pages: `pageSize` is an unknown parameter here.
  container: {
    query: ['parent', 'projectId', 'zone'],
    sizeParameter: '',
    page: (operations) => (operations.length === 0 ? {} : { operations }),
  },
  sql: {
    query: ['filter', 'instance', 'location', 'maxResults', 'pageToken'],
    sizeParameter: 'maxResults',
    page: (items, nextPageToken) => ({ kind: 'sql#operationsList', items, nextPageToken }),
  },
  compute: {
    query: ['filter', 'includeAllScopes', 'maxResults', 'orderBy', 'pageToken', 'returnPartialSuccess'],
    sizeParameter: 'maxResults',
    page: (operations, nextPageToken) => ({
      kind: 'compute#operationAggregatedList',
      id: 'aggregated/operations',
      items: { ...emptyScopes, ...byScope(operations) },
      nextPageToken,
    }),
  },
  dns: {
    query: ['maxResults', 'pageToken', 'sortBy'],
    sizeParameter: 'maxResults',
    page: (operations, nextPageToken) => ({
      kind: 'dns#managedZoneOperationsListResponse',
      operations,
      nextPageToken,
    }),
  },
};

/** Scopes without operations are there all the same, with a warning. */
const emptyScopes = {
  'regions/europe-west1': {
    warning: {
      code: 'NO_RESULTS_ON_PAGE',
      message: "There are no results for scope 'regions/europe-west1' on this page.",
    },
  },
};

function byScope(operations: readonly JsonObject[]): JsonObject {
  const scopes: Record<string, { operations: JsonObject[] }> = {};
  for (const operation of operations) {
    const scope = /\/projects\/[^/]+\/(.+)\/operations\//.exec(asString(operation['selfLink']) ?? '')?.[1] ?? 'global';
    (scopes[scope] ??= { operations: [] }).operations.push(operation);
  }
  return scopes;
}
