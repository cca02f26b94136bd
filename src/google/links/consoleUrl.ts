/**
 * A page of the Google Cloud console.
 * @param page its path, which may hold a query, or a whole address outside the console.
 */
export function consoleUrl(page: string, project: string | undefined): string {
  if (page.startsWith('https://')) {
    return page;
  }
  const separator = page.includes('?') ? '&' : '?';
  const query = project === undefined ? '' : `${separator}project=${encodeURIComponent(project)}`;
  return `https://console.cloud.google.com/${page}${query}`;
}
