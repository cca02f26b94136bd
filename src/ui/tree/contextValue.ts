/** What menus match on: words in alphabetical order, so that `when` clauses can name each by itself (`\bcancellable\b`). */
export function contextValue(tokens: Iterable<string | undefined | false>): string {
  return [...tokens]
    .filter((token): token is string => typeof token === 'string')
    .sort()
    .join(' ');
}
