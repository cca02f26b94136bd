import { l10n } from 'vscode';
import { Limiter } from '../../base/limiter.js';
import type { Operation } from '../../operations/operation.js';
import type { DeletionOutcome } from '../../watch/deletions.js';
import { confirmProtected, protectedProjectsOf } from '../confirmProtected.js';
import type { Session, SessionHolder } from '../session.js';
import { errorWords } from '../words/apiError.js';
import { tellApart } from '../tree/lookAlike.js';
import { operationLabel } from '../words/label.js';
import { joined } from '../words/operation.js';
import { operationInPlace } from '../words/outcome.js';
import { plainText } from '../words/plainText.js';
import { stateWord } from '../words/state.js';
import type { Targets } from '../selection/targets.js';
import { confirm, inform, warn } from '../show.js';
import { list, number } from '../words/plural.js';

/** As many at a time as cancel requests. */
const PARALLEL = 6;
const LISTED = 12;

/** "Delete Record…": has the server forget ended operations. Their rows go when it has confirmed. */
export function deleteOperationCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const { deletions } = session.current.watch;
    const chosen = await targets.operations(args, {
      title: l10n.t('Delete Record'),
      wanted: (operation) => deletions.canDelete(operation),
      none: l10n.t('There is no record that can be deleted.'),
      changes: true,
    });
    const deletable = chosen.filter((operation) => deletions.canDelete(operation));
    if (deletable.length < chosen.length) {
      void inform(
        l10n.t(
          'Left out {0} of {1}: only the record of an operation that has ended can be deleted, where its service offers that and your settings allow it.',
          number(chosen.length - deletable.length),
          number(chosen.length),
        ),
      );
    }
    const { protection } = session.current.settings;
    const projects = protectedProjectsOf(protection, deletable);
    const agreed = deletable.length > 0 && (await confirmDeletion(deletable, projects));
    if (agreed && (await confirmProtected(protection, deletable))) {
      await deleteAll(session.current, deletable);
    }
  };
}

async function confirmDeletion(
  operations: readonly Operation[],
  protectedProjects: readonly string[],
): Promise<boolean> {
  const [first, ...others] = operations;
  if (!first) {
    return false;
  }
  const many = others.length > 0;
  const act = many ? l10n.t('Delete {0} Records', number(operations.length)) : l10n.t('Delete Record');
  const text = many
    ? l10n.t('Delete the records of {0} operations?', number(operations.length))
    : l10n.t('Delete the record of “{0}”?', operationLabel(first));
  const paragraphs = [
    listOf(operations),
    l10n.t(
      'This is not a cancel: it stops nothing and undoes nothing. What the operation created, changed or deleted stays as it is; the server only forgets that the operation ran and how it ended. This cannot be taken back.',
    ),
    protectedProjects.length > 0 &&
      l10n.t('Protected, so that the id has to be typed next: {0}', list(protectedProjects)),
  ];
  const detail = paragraphs.filter((paragraph) => paragraph !== false).join('\n\n');
  return await confirm({ text, detail, act, keep: l10n.t('Keep') });
}

function listOf(operations: readonly Operation[]): string {
  const apart = tellApart(operations);
  const lines = operations.slice(0, LISTED).map((operation) => {
    const named = operationInPlace({ reading: operation, location: operation.location });
    const what = joined([named, apart.get(operation)]);
    const { project } = operation.collection;
    const where = project === undefined ? what : l10n.t('{0}, {1}', what, project);
    return `• ${plainText(l10n.t('{0}: {1}', where, stateWord(operation.state)))}`;
  });
  const rest = operations.length - LISTED;
  return [...lines, ...(rest > 0 ? [l10n.t('… {0} more', number(rest))] : [])].join('\n');
}

async function deleteAll({ watch }: Session, operations: readonly Operation[]): Promise<void> {
  const limiter = new Limiter(PARALLEL);
  const outcomes = await Promise.all(
    operations.map((operation) => limiter.run(() => watch.deletions.delete(operation))),
  );
  const failed = operations
    .map((operation, index) => ({ operation, outcome: outcomes[index] }))
    .filter(({ outcome }) => outcome?.kind !== 'deleted');
  const [first] = failed;
  if (!first?.outcome) {
    return;
  }
  const text =
    failed.length === 1
      ? failureText(first.operation, first.outcome)
      : l10n.t(
          '{0} of {1} records were not deleted. {2}',
          number(failed.length),
          number(operations.length),
          failureText(first.operation, first.outcome),
        );
  void warn(text);
}

function failureText(operation: Operation, outcome: DeletionOutcome): string {
  const what = operationInPlace({ reading: operation, location: operation.location });
  switch (outcome.kind) {
    case 'deleted':
      return l10n.t('Deleted: {0}', what);
    case 'refused':
      return l10n.t(
        '{0}: {1}. {2}',
        what,
        errorWords(outcome.error, operation.collection.project).title,
        outcome.error.message,
      );
    case 'unconfirmed':
      return l10n.t(
        '{0}: nobody knows whether the delete request was carried out, and the server still shows the record. {1}',
        what,
        outcome.error.message,
      );
  }
}
