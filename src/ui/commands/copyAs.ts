import { env, l10n, Uri } from 'vscode';
import { commandLine, shellOf, type Shell } from '../../base/shell.js';
import { gcloudCommand } from '../../google/links/gcloudOperations.js';
import { curlCommand, selfLink } from '../../google/links/restRequest.js';
import type { Operation } from '../../operations/operation.js';
import { shortName } from '../../operations/resourceName.js';
import { serviceTitle } from '../words/service.js';
import type { Targets } from '../selection/targets.js';
import { flash, warn } from '../show.js';
import { EXTENSION_ID } from '../viewId.js';
import { number } from '../words/plural.js';

/** What can be copied of an operation, each as the line that it makes; of several rows each is on its own line. */
const forms = {
  id: ({ name }: Operation) => shortName(name),
  selfLink,
  target: ({ target }: Operation) => target ?? none,
  link: linkTo,
  gcloudDescribe: (operation: Operation, shell: Shell) => gcloudLine(operation, 'describe', shell),
  gcloudCancel: (operation: Operation, shell: Shell) => gcloudLine(operation, 'cancel', shell),
  curl: (operation: Operation, shell: Shell) => curlCommand(operation, shell) ?? notForShell,
} satisfies Record<string, (operation: Operation, shell: Shell) => Copied>;

export type CopyForm = keyof typeof forms;

/** Why there is nothing to copy. */
const none = Symbol('none');
const notForShell = Symbol('notForShell');
type Copied = string | typeof none | typeof notForShell;

/** "Copy as …": one row or several, for the shell that a terminal of this window runs. */
export function copyAsCommand(targets: Targets, form: CopyForm) {
  return async (...args: unknown[]): Promise<void> => {
    const operations = await targets.operations(args, {
      title: titleOf(form),
      wanted: (operation) => typeof forms[form](operation, shellOf(env.shell)) === 'string',
    });
    const lines = operations.map((operation) => forms[form](operation, shellOf(env.shell)));
    const texts = lines.filter((line) => typeof line === 'string');
    if (texts.length > 0) {
      await env.clipboard.writeText(texts.join('\n'));
      flash(copiedText(texts.length), 3000);
    }
    const failed = operations.find((_, index) => typeof lines[index] !== 'string');
    if (failed) {
      void warn(missingText(form, failed, lines.includes(notForShell)));
    }
  };
}

/** A link that opens the operation in an editor of the same kind with this extension. */
function linkTo({ collection, name }: Operation): string {
  const query = new URLSearchParams({ service: collection.service, name }).toString();
  return Uri.from({ scheme: env.uriScheme, authority: EXTENSION_ID, path: '/operation', query }).toString(true);
}

function gcloudLine(operation: Operation, verb: 'describe' | 'cancel', shell: Shell): Copied {
  const words = gcloudCommand(operation, verb);
  return words === undefined ? none : (commandLine(words, shell) ?? notForShell);
}

function titleOf(form: CopyForm): string {
  switch (form) {
    case 'id':
      return l10n.t('Copy Operation ID');
    case 'selfLink':
      return l10n.t('Copy Self Link');
    case 'target':
      return l10n.t('Copy Target');
    case 'link':
      return l10n.t('Copy Link');
    case 'gcloudDescribe':
      return l10n.t('Copy as gcloud describe');
    case 'gcloudCancel':
      return l10n.t('Copy as gcloud cancel');
    case 'curl':
      return l10n.t('Copy as curl');
  }
}

function copiedText(count: number): string {
  return count === 1 ? l10n.t('Copied') : l10n.t('Copied {0} lines', number(count));
}

function missingText(form: CopyForm, operation: Operation, notWritable: boolean): string {
  if (notWritable) {
    return l10n.t('A name in it cannot be written safely for the shell {0}; nothing of it was copied.', env.shell);
  }
  const service = serviceTitle(operation.collection);
  return form === 'target'
    ? l10n.t('The server does not name a target of {0}.', shortName(operation.name))
    : l10n.t('gcloud has no command for this operation of {0}.', service);
}
