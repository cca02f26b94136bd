/** APIs of Google Workspace, by the first word of their scopes; the rest of the catalogue is Google Cloud's. */
const workspaceApis: ReadonlySet<string> = new Set(['admin', 'apps', 'chat', 'drive', 'ediscovery', 'meetings']);

/**
 * Whether a scope belongs to Google Workspace, where a service account can act for a user (domain-wide delegation). For
 * Google Cloud it acts as itself: a token on behalf of a user would have none of its permissions.
 */
export function isWorkspaceScope(scope: string): boolean {
  const api = /^https:\/\/www\.googleapis\.com\/auth\/([a-z]+)/.exec(scope)?.[1];
  return api !== undefined && workspaceApis.has(api);
}
