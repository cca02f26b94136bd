import type { Service } from './service.js';

const cloudPlatform = ['https://www.googleapis.com/auth/cloud-platform'];

/**
 * The four services that work without the full catalogue, from their discovery documents (dataproc v1 revision 20260407,
 * clouddeploy v1, gkehub v1, vault v1). Dataproc Serverless is the same surface: its operations are named under regions
 * even when its batches and sessions were created under locations, but for some that the list of locations alone shows.
 */
export const seedServices: readonly Service[] = [
  {
    id: 'dataproc',
    title: 'Dataproc',
    host: 'dataproc.googleapis.com',
    version: 'v1',
    versions: ['v1'],
    collections: [
      {
        path: 'projects/{project}/regions/{location}/operations',
        locations: { from: 'computeRegions' },
        wildcard: false,
        shape: 'longrunning',
        cancel: true,
        delete: true,
      },
      {
        path: 'projects/{project}/locations/{location}/operations',
        locations: { from: 'computeRegions' },
        wildcard: false,
        shape: 'longrunning',
        cancel: true,
        delete: true,
        second: true,
      },
    ],
    // Serverless for Apache Spark.
    cancelNotes: { batch: 'takesAMinute', session: 'takesAMinute' },
    scopes: { read: cloudPlatform, write: cloudPlatform },
  },
  {
    id: 'clouddeploy',
    title: 'Cloud Deploy',
    host: 'clouddeploy.googleapis.com',
    version: 'v1',
    versions: ['v1'],
    collections: [
      {
        path: 'projects/{project}/locations/{location}/operations',
        locations: { from: 'locationsList' },
        wildcard: false,
        shape: 'longrunning',
        cancel: true,
        delete: true,
      },
    ],
    scopes: { read: cloudPlatform, write: cloudPlatform },
  },
  {
    id: 'gkehub',
    title: 'GKE Hub',
    host: 'gkehub.googleapis.com',
    version: 'v1beta',
    versions: ['v1beta', 'v1'],
    collections: [
      {
        path: 'projects/{project}/locations/{location}/operations',
        locations: { from: 'locationsList' },
        // Not in the reference, but what gcloud container fleet operations list sends by default.
        wildcard: true,
        shape: 'longrunning',
        cancel: true,
        delete: true,
      },
    ],
    scopes: { read: cloudPlatform, write: cloudPlatform },
  },
  {
    id: 'vault',
    title: 'Vault',
    host: 'vault.googleapis.com',
    version: 'v1',
    versions: ['v1'],
    collections: [
      {
        path: 'operations',
        locations: { from: 'none' },
        wildcard: false,
        shape: 'longrunning',
        cancel: true,
        delete: true,
      },
    ],
    scopes: {
      read: ['https://www.googleapis.com/auth/ediscovery'],
      write: ['https://www.googleapis.com/auth/ediscovery'],
    },
  },
];
