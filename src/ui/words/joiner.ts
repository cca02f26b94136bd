/** Two parts, with what a language has around and between them. */
type Pair = (first: string, second: string) => string;

/**
 * Puts parts together as `pair` puts two. What stands between them is looked up once: a row is made of a dozen parts, and
 * VS Code looks up a text and fills it in anew each time.
 */
export function joiner(pair: Pair): (parts: readonly string[]) => string {
  let joined: Pair | undefined;
  return ([first = '', ...others]) => {
    joined ??= withoutLookUp(pair);
    return others.reduce(joined, first);
  };
}

/** Characters for private use stand for the parts. */
function withoutLookUp(pair: Pair): Pair {
  const [, before = '', between = '', after = ''] = /^(.*)\ue000(.*)\ue001(.*)$/s.exec(pair('\ue000', '\ue001')) ?? [];
  // A language that turns the two round is asked each time.
  return between === '' ? (a, b) => pair(a, b) : (a, b) => `${before}${a}${between}${b}${after}`;
}
