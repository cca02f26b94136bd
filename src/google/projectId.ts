/** Project ids, domain-scoped ids such as `example.com:analytics`, and project numbers. */
export const PROJECT_ID = /^(?:[a-z0-9][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]*$/;

/** A folder or an organization by its resource name, which stands for all projects below it. */
const PROJECT_FOLDER = /^(?:folders|organizations)\/\d+$/;

/** What a setting or a person may name in place of a project. */
export const PROJECT_OR_FOLDER = new RegExp(`${PROJECT_ID.source}|${PROJECT_FOLDER.source}`);

/** Whether something from outside is the id of a project. */
export function isProjectId(value: unknown): value is string {
  return typeof value === 'string' && PROJECT_ID.test(value);
}

/** Whether something that may be either is a folder or an organization. */
export function isProjectFolder(id: string | undefined): boolean {
  return id !== undefined && PROJECT_FOLDER.test(id);
}
