import { env, l10n } from 'vscode';
import type { OperationReading } from '../../operations/operation.js';
import { kindWord } from './kind.js';
import { shortName } from '../../operations/resourceName.js';
import { actionWords, targetKindOf } from './phrase.js';
import { beginsWithName, rowName, shownName } from './readable.js';
import { number } from './plural.js';
import { tight } from './scripts.js';

type Named = Pick<OperationReading, 'name' | 'verb' | 'object' | 'target' | 'targetKind'>;

/** What is being done to what, as a row says it: `Create cluster etl-7`. Never empty. */
export function operationLabel(operation: Named): string {
  const label = operationPhrase(operation);
  const name = operation.target === undefined ? undefined : shownName(operation.target);
  // A name keeps its spelling also where a language puts it first.
  return name !== undefined && beginsWithName(label, name) ? label : capitalized(label);
}

/** With a capital at the beginning, as the editor's language writes it. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(env.language) + text.slice(1);
}

/** The same within a sentence: `create cluster etl-7`. */
export function operationPhrase(operation: Named): string {
  return tight(phraseOf(operation));
}

function phraseOf(operation: Named): string {
  const { name, verb, target } = operation;
  const object = objectOf(operation);
  if (verb !== undefined && verb !== '') {
    return object === undefined
      ? actionWords(verb, operation.object, undefined, undefined).words
      : action(verb, operation, object);
  }
  if (target !== undefined && object !== undefined) {
    return l10n.t('operation on {0}', object);
  }
  // One that only validates a request is done at once and has no name (AIP-151).
  return name === '' ? l10n.t('operation') : l10n.t('operation {0}', shownName(shortName(name)));
}

/** The target's own name, as short as a row has it; undefined where no target is known. */
export function targetName({ target }: Pick<Named, 'target'>): string | undefined {
  const name = target === undefined ? '' : rowName(target);
  return name === '' ? undefined : name;
}

/** `etl-7`, `etl-7 and 2 more`: the first by its name, the others counted. */
export function namesText(operations: readonly Named[]): string {
  const [first, ...others] = operations;
  if (first === undefined) {
    return '';
  }
  const name = first.target === undefined ? '' : shownName(first.target);
  const shown = name === '' ? operationPhrase(first) : name;
  return others.length === 0 ? shown : l10n.t('{0} and {1} more', shown, number(others.length));
}

/** What is done to what sort of resource, without the name: `create cluster`. Undefined where nothing tells. */
export function operationAct(operation: Named): string | undefined {
  const act = actOf(operation);
  return act === undefined ? undefined : tight(act);
}

function actOf(operation: Named): string | undefined {
  const { verb, target, targetKind } = operation;
  const kind = targetKindOf(operation);
  const stored = target?.includes('://') === true;
  if (verb === undefined || verb === '') {
    return kind === undefined || stored ? undefined : l10n.t('operation on {0}', kindWord(kind));
  }
  return kind === undefined || stored
    ? actionWords(verb, operation.object ?? (stored ? targetKind : undefined), target, kind).words
    : action(verb, operation, kindWord(kind));
}

/** `cluster etl-7`; undefined when nothing is known of the target. */
function objectOf({ target, targetKind }: Named): string | undefined {
  const kind = targetKindOf({ target, targetKind });
  if (target === undefined || target === '') {
    return kind === undefined ? undefined : kindWord(kind);
  }
  // Of what is stored somewhere the verb says what it is.
  return kind === undefined || target.includes('://')
    ? shownName(target)
    : l10n.t({
        message: '{0} {1}',
        args: [kindWord(kind), shownName(target)],
        comment: ['A sort of resource and its name: cluster etl-7'],
      });
}

/** @param object with its sort, e.g. `cluster etl-7`. */
function action(verb: string, named: Named, object: string): string {
  const known = knownAction(verb, object);
  if (known !== undefined && named.object === undefined) {
    return known;
  }
  const stored = named.target?.includes('://') === true ? named.targetKind : undefined;
  const { words, link } = actionWords(verb, named.object ?? stored, named.target, targetKindOf(named));
  switch (link) {
    case 'nothing':
      return knownAction(words, object) ?? plain(words, object);
    case 'of':
      return l10n.t({ message: '{0} of {1}', args: [words, object], comment: ['delete backup of instance main'] });
    case 'in':
      return l10n.t({ message: '{0} in {1}', args: [words, object], comment: ['import resources in dataset clinic'] });
    case 'from':
      return l10n.t({ message: '{0} from {1}', args: [words, object], comment: ['detach disk from instance web'] });
    case 'to':
      return l10n.t({ message: '{0} to {1}', args: [words, object], comment: ['add instances to instance group web'] });
    case 'with':
      return l10n.t({ message: '{0} with {1}', args: [words, object], comment: ['recognize with recognizer r'] });
  }
}

function plain(words: string, object: string): string {
  return l10n.t({
    message: '{0} {1}',
    args: [words, object],
    comment: ['What is being done (a verb of the service, in English) to what: migrate cluster etl-7'],
  });
}

/** The verbs that are translated. */
function knownAction(verb: string, object: string): string | undefined {
  switch (verb.replace(/[^a-z]/gi, '').toLowerCase()) {
    case 'create':
      return l10n.t('create {0}', object);
    case 'update':
    case 'patch':
      return l10n.t('update {0}', object);
    case 'updatelabels':
      return l10n.t('update labels of {0}', object);
    case 'setlabels':
      return l10n.t('set labels of {0}', object);
    case 'updatemetadataconfig':
      return l10n.t('update metadata of {0}', object);
    case 'delete':
      return l10n.t('delete {0}', object);
    case 'start':
      return l10n.t('start {0}', object);
    case 'stop':
      return l10n.t('stop {0}', object);
    case 'terminate':
      return l10n.t('terminate {0}', object);
    case 'resize':
      return l10n.t('resize {0}', object);
    case 'repair':
      return l10n.t('repair {0}', object);
    case 'diagnose':
      return l10n.t('diagnose {0}', object);
    case 'analyze':
      return l10n.t('analyze {0}', object);
    case 'batch':
    case 'run':
    case 'submit':
    case 'workflow':
      return l10n.t('run {0}', object);
    case 'instantiate':
      return l10n.t('instantiate {0}', object);
    case 'count':
    case 'countartifacts':
      return l10n.t('count artifacts in {0}', object);
    default:
      return undefined;
  }
}
