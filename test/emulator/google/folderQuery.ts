import { problem } from '../errors/envelope.js';
import { Refusal } from '../http/answer.js';
import type { Folder } from '../projects.js';

/**
 * The query of folders:search, as far as anybody here asks: `parent=folders/1 OR parent=folders/2`, `state`, `displayName`;
 * `AND` before `OR`, values with `*` at their end. Unlike in the query of projects, nothing is an alternative by itself.
 */
export function folderQuery(text: string): (folder: Folder) => boolean {
  if (text.trim() === '') return () => true;
  const alternatives = text.split(/\s+OR\s+/).map((part) => part.split(/\s+AND\s+/).map(termTest));
  return (folder) => alternatives.some((terms) => terms.every((test) => test(folder)));
}

function termTest(term: string): (folder: Folder) => boolean {
  const [, field, value = ''] =
    /^(displayName|parent|state|lifecycleState)\s*[=:]\s*(".*"|\S+)$/i.exec(term.trim()) ?? [];
  const read = field === undefined ? undefined : readers[field.toLowerCase()];
  if (read === undefined)
    throw new Refusal(problem('INVALID_ARGUMENT', `Request contains an invalid argument: ${term}`));
  const wanted = value.replace(/^"(.*)"$/, '$1').toLowerCase();
  return (folder) => {
    const found = read(folder).toLowerCase();
    return wanted.endsWith('*') ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
  };
}

const readers: Readonly<Record<string, (folder: Folder) => string>> = {
  displayname: ({ displayName }) => displayName,
  parent: ({ parent }) => parent ?? '',
  state: ({ state }) => state,
  lifecyclestate: ({ state }) => state,
};
