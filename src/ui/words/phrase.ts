import { kindOf } from '../../operations/resourceName.js';
import { readable } from './readable.js';

/** What is done, in the service's own English words, and how its target follows: `delete backup` `of` an instance. */
export interface ActionWords {
  /** Lower case, e.g. `create`, `set labels`. */
  readonly words: string;
  readonly link: 'nothing' | 'of' | 'in' | 'from' | 'to' | 'with';
}

/**
 * Puts a verb in whatever spelling before a target, so that the sort of resource is said once: `createFirewallPolicy` and a
 * firewall policy are `create`, `createSnapshot` and a disk are `create snapshot` `of`.
 * @param kind the sort of the target, as the server spells it.
 */
export function actionWords(
  verb: string,
  object: string | undefined,
  target: string | undefined,
  kind: string | undefined,
): ActionWords {
  const said = [...readable(verb).split(' '), ...(object === undefined ? [] : readable(object).split(' '))];
  const kindWords = kind === undefined ? [] : readable(kind).split(' ');
  const stored = target?.includes('://') === true;
  const words = common(stored ? said : withoutKind(said, kindWords));
  const [first = ''] = words;
  if (words.length === 1 && kindWords.length > 1 && kindWords[0] === first) {
    // A transfer of a transfer job is its run.
    return { words: 'run', link: 'nothing' };
  }
  const phrase = words.join(' ');
  if (stored) {
    return { words: phrase, link: first === 'export' ? 'to' : first === 'import' ? 'from' : 'nothing' };
  }
  // What stands before the sort of target belongs to it: a secondary cluster, a rule added to a firewall policy.
  const last = words.at(-1) ?? '';
  if (said.join(' ').endsWith(` ${kindWords.join(' ')}`) || adjectives.has(last)) {
    return { words: phrase, link: 'nothing' };
  }
  if (words.length > verbLength(words)) {
    // What names no sort of target is the name of the object itself.
    return { words: phrase, link: kind === undefined ? 'nothing' : (links.get(first) ?? 'of') };
  }
  return { words: phrase, link: target !== undefined && users.has(last) ? 'with' : 'nothing' };
}

/** The sort of resource that a target is, as the server spells it. */
export function targetKindOf({
  target,
  targetKind,
}: {
  readonly target: string | undefined;
  readonly targetKind: string | undefined;
}): string | undefined {
  return targetKind ?? (target === undefined ? undefined : kindOf(target));
}

/** `create firewall policy` of one, `target tcp proxy set proxy header`, `update database ddl` of a database. */
function withoutKind(words: readonly string[], kind: readonly string[]): readonly string[] {
  if (kind.length === 0 || words.length <= kind.length) {
    return words;
  }
  if (isAt(words, kind, words.length - kind.length)) {
    return words.slice(0, -kind.length);
  }
  const at = [0, 1].find((index) => words.length > index + kind.length && isAt(words, kind, index));
  return at === undefined ? words : [...words.slice(0, at), ...words.slice(at + kind.length)];
}

function isAt(words: readonly string[], kind: readonly string[], index: number): boolean {
  return kind.every((word, offset) => words[index + offset] === word);
}

/** Words for what everybody calls otherwise. */
function common([first = '', ...rest]: readonly string[]): readonly string[] {
  return [first === 'insert' ? 'create' : first === 'patch' ? 'update' : first, ...rest];
}

function verbLength([first, second]: readonly string[]): number {
  return (first === 'batch' || first === 'bulk') && second !== undefined ? 2 : 1;
}

/** What follows a verb that has an object of its own; `of` for the others. */
const links: ReadonlyMap<string, ActionWords['link']> = new Map([
  ['add', 'to'],
  ['attach', 'to'],
  ['batch', 'in'],
  ['bulk', 'in'],
  ['detach', 'from'],
  ['import', 'in'],
  ['ingest', 'in'],
  ['purge', 'in'],
  ['remove', 'from'],
]);

/** AlloyDB creates secondary clusters. */
const adjectives: ReadonlySet<string> = new Set(['primary', 'secondary']);

/** What is done by means of the target. */
const users: ReadonlySet<string> = new Set([
  'predict',
  'process',
  'recognize',
  'synthesize',
  'transcribe',
  'translate',
]);
