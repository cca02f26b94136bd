import { env, l10n } from 'vscode';
import type { OperationReading } from '../../operations/operation.js';
import { kindWord } from './kind.js';
import { kindOf, shortName } from '../../operations/resourceName.js';
import { readable, shownName } from './readable.js';

type Named = Pick<OperationReading, 'name' | 'verb' | 'target' | 'targetKind'>;

/** What is being done to what, as a row says it: `Create cluster etl-7`. Never empty. */
export function operationLabel(operation: Named): string {
  const label = operationPhrase(operation);
  // A name keeps its spelling also where a language puts it first.
  const startsWithName = operation.target !== undefined && label.startsWith(shownName(operation.target));
  return startsWithName ? label : capitalized(label);
}

/** With a capital at the beginning, as the editor's language writes it. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(env.language) + text.slice(1);
}

/** The same within a sentence: `create cluster etl-7`. */
export function operationPhrase(operation: Named): string {
  const { name, verb, target } = operation;
  const object = objectOf(operation);
  if (verb !== undefined && verb !== '') {
    return object === undefined ? readable(verb) : action(verb, object);
  }
  return target === undefined || object === undefined
    ? l10n.t('operation {0}', shownName(shortName(name)))
    : l10n.t('operation on {0}', object);
}

/** `cluster etl-7`; undefined when nothing is known of the target. */
function objectOf({ target, targetKind }: Named): string | undefined {
  const kind = targetKind ?? (target === undefined ? undefined : kindOf(target));
  if (target === undefined || target === '') {
    return kind === undefined ? undefined : kindWord(kind);
  }
  return kind === undefined
    ? shownName(target)
    : l10n.t({
        message: '{0} {1}',
        args: [kindWord(kind), shownName(target)],
        comment: ['A sort of resource and its name: cluster etl-7'],
      });
}

/** @param object with its sort, e.g. `cluster etl-7`. */
function action(verb: string, object: string): string {
  switch (verb.replace(/[^a-z]/gi, '').toLowerCase()) {
    case 'create':
      return l10n.t('create {0}', object);
    case 'update':
    case 'patch':
      return l10n.t('update {0}', object);
    case 'updatelabels':
      return l10n.t('update labels of {0}', object);
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
    case 'count':
    case 'countartifacts':
      return l10n.t('count artifacts in {0}', object);
    default:
      return l10n.t({
        message: '{0} {1}',
        args: [readable(verb), object],
        comment: ['What is being done (a verb of the service, in English) to what: migrate cluster etl-7'],
      });
  }
}
