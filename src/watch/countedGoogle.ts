import type { CallOptions } from '../google/apis/operationsApi.js';
import type { Google } from '../google/google.js';
import type { AccountBudgets } from './accountBudgets.js';

/** Google, with every call counted as asked for by hand but those that bring an allowance of their own. */
export function countedGoogle(google: Google, budgets: Pick<AccountBudgets, 'current'>): Google {
  function counted<T extends CallOptions>(options: T | undefined, project: string | undefined): T | CallOptions {
    return options?.onSent ? options : { ...options, onSent: budgets.current.byHand(project) };
  }
  const { credential, operations, projects, locations, services, parents, auditLog } = google;
  return {
    credential,
    operations: {
      list: (collection, options) => operations.list(collection, counted(options, collection.project)),
      get: (collection, name, options) => operations.get(collection, name, counted(options, collection.project)),
      describe: (collection, name, options) =>
        operations.describe(collection, name, counted(options, collection.project)),
      cancel: (collection, name, options) => operations.cancel(collection, name, counted(options, collection.project)),
      delete: (collection, name, options) => operations.delete(collection, name, counted(options, collection.project)),
    },
    projects: {
      search: (query, options) => projects.search(query, counted(options, undefined)),
      folders: (parents, options) => projects.folders(parents, counted(options, undefined)),
      organizations: (options) => projects.organizations(counted(options, undefined)),
      testPermissions: (project, permissions, options) =>
        projects.testPermissions(project, permissions, counted(options, project)),
    },
    locations: {
      list: (service, project, options) => locations.list(service, project, counted(options, project)),
      computeRegions: (project, options) => locations.computeRegions(project, counted(options, project)),
    },
    services: { enabled: (project, options) => services.enabled(project, counted(options, project)) },
    parents: {
      list: (service, level, place, most, options) =>
        parents.list(service, level, place, most, counted(options, place.project)),
    },
    auditLog: { page: (query, options) => auditLog.page(query, counted(options, undefined)) },
    dispose: () => google.dispose(),
  };
}
