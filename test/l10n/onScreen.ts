/** Times and lengths of time as Intl writes them where it has no language of that name, which is in English. */
const times = [
  /\b\d+ (?:ms|sec|min|hr|days?)\b\.?(?: ago)?/g,
  /(?<!-)\b\d+[dhms]\b(?!-)/g,
  /\b(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d+(?:, \d{4})?/g,
  /\b\d+:\d\d(?::\d\d)?\s?[AP]M\b/g,
  /\bUTC\b/g,
];

/** A word of plain letters that the pseudo language would have written with accents. */
const plain = /^[\w'’-]*[aeiouyncsz][\w'’-]*$/i;

/** A name and no word of a language: `us-central1`, `projects/acme`, `RESOURCE_EXHAUSTED`. */
const name = /[\d/_.@:*]|^[A-Z]{2,}$|[a-z][A-Z]|\w-\w/;

/**
 * What is wrong with a text on the screen while the product is in the pseudo language. Nothing, where it is one text of
 * the product, with nothing but data in it, to its end; and nothing where it is data alone.
 * @param data everything that is no text of the product: what servers sent, names of services, of settings.
 */
export function troublesOf(text: string, data: string): readonly string[] {
  const { groups, outside, open } = brackets(withoutTimes(text));
  const troubles = [...strangersIn(text, data)];
  if (groups > 1 || (groups === 1 && /[\p{L}\p{N}]/u.test(outside))) {
    troubles.push('is put together outside of any text');
  }
  if (open !== 0 && !/…⟧*$/.test(text)) {
    troubles.push('is cut off');
  }
  return troubles;
}

/** The first of this alone, for a part of a text. */
export function strangersIn(text: string, data: string): readonly string[] {
  return plainRuns(withoutTimes(text))
    .filter((run) => !isData(run, data))
    .map((run) => `“${run}” is of no text of the product`);
}

function withoutTimes(text: string): string {
  return times.reduce((rest, time) => rest.replace(time, '0'), text);
}

/** Texts side by side, what is outside of all, and how many brackets are left open (negative: were closed too often). */
function brackets(text: string) {
  const outside: string[] = [];
  let open = 0;
  let groups = 0;
  for (const sign of text) {
    if (sign === '⟦') {
      groups += open === 0 ? 1 : 0;
      open++;
    } else if (sign === '⟧') {
      open--;
    } else if (open === 0) {
      outside.push(sign);
    }
  }
  return { groups, outside: outside.join(''), open };
}

/** Words without accents that stand together, where the pseudo language would have accents. */
function plainRuns(text: string): readonly string[] {
  const runs: string[][] = [[]];
  for (const part of text.split(/(\s+|[⟦⟧~·,;()“”"|→!?]+|[.:…]+(?=\s|$|⟧))/)) {
    if (/^\s*$/.test(part)) {
      continue;
    }
    if (/^[\x21-\x7e’]+$/.test(part) && /[a-z]/i.test(part)) {
      runs.at(-1)?.push(part);
    } else {
      runs.push([]);
    }
  }
  return runs.filter((words) => words.some((word) => plain.test(word) || name.test(word))).map((run) => run.join(' '));
}

/** Whether servers sent it as it is, or every word of it is a name that one sent. */
function isData(run: string, data: string): boolean {
  return data.includes(run) || run.split(' ').every((word) => name.test(word) && data.includes(word));
}
