import { env, l10n, ThemeIcon, type QuickPickItem } from 'vscode';
import { runCommand } from '../runCommand.js';
import type { Problem } from '../../watch/problem.js';
import type { Session, SessionHolder } from '../session.js';
import { rowOf } from '../tree/elements.js';
import { furtherRemedies } from '../words/furtherRemedies.js';
import { problemWords } from '../words/problem.js';
import { remedies, type Remedy } from '../words/remedy.js';
import type { RowKind, Targets } from '../selection/targets.js';
import type { CauseElement, DisabledApisElement, ProblemElement, TreeElement } from '../tree/element.js';
import { causeLabel, rowRemedy } from '../tree/problemItems.js';
import { pickOne } from '../show.js';
import { joined } from '../words/operation.js';

/** "Show Problems…" lists what could not be read and what helps; on a problem's row it lists what helps there. */
export function showProblemsCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    // From the palette all are listed, whatever is selected.
    const problem = await problemFor(session, targets, args, false);
    const remedy = problem && (await pickRemedy(problem, session.current));
    if (remedy) {
      await runCommand(remedy.command, ...remedy.args);
    }
  };
}

/** The button on the row of a problem, and its menu's first entry: what the row says that helps. */
export function applyRemedyCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const [row] = (await targets.rows(args, remediable)) ?? [];
    const remedy = row && rowRemedy(row, session.current.watch.survey.credential?.kind);
    if (remedy) {
      await runCommand(remedy.command, ...remedy.args);
    }
  };
}

type RemediableRow = ProblemElement | CauseElement | DisabledApisElement;

const remediable: RowKind<RemediableRow> = {
  is: (row): row is RemediableRow => isProblem(row) || isCause(row) || isDisabledApis(row),
  nameOf: (row) => {
    switch (row.type) {
      case 'problem':
        return problemWords(row.problem).label;
      case 'cause':
        return causeLabel(row.cause.problems);
      case 'disabledApis':
        return l10n.t('APIs not enabled');
    }
  },
  noneSelected: l10n.t('Select a problem first.'),
};

/** "Copy Error": what the server said, for whoever is asked for help. */
export function copyErrorCommand(session: SessionHolder, targets: Targets) {
  return async (...args: unknown[]): Promise<void> => {
    const problem = await problemFor(session, targets, args, true);
    if (problem) {
      await env.clipboard.writeText(errorReport(problem));
    }
  };
}

/** @param takesSelected whether the palette means the selected one. */
async function problemFor(
  session: SessionHolder,
  targets: Targets,
  args: readonly unknown[],
  takesSelected: boolean,
): Promise<Problem | undefined> {
  const rows = await targets.rows(args, {
    is: isProblem,
    nameOf: ({ problem }) => problemWords(problem).label,
    fits: () => takesSelected,
    noneSelected: l10n.t('Select a problem first.'),
  });
  return rows === undefined ? await pickProblem(session.current) : rows[0]?.problem;
}

function isProblem(row: unknown): row is ProblemElement {
  return (row as Partial<TreeElement> | undefined)?.type === 'problem';
}

function isCause(row: unknown): row is CauseElement {
  return (row as Partial<TreeElement> | undefined)?.type === 'cause';
}

function isDisabledApis(row: unknown): row is DisabledApisElement {
  return (row as Partial<TreeElement> | undefined)?.type === 'disabledApis';
}

async function pickProblem({ watch: { survey } }: Session): Promise<Problem | undefined> {
  const general = survey.general ? [rowOf.generalProblem(survey.general).problem] : [];
  const problems = [...general, ...survey.projects().flatMap((project) => project.problems)];
  const items = problems.map((problem) => {
    const { label, title } = problemWords(problem);
    return {
      problem,
      iconPath: new ThemeIcon('warning'),
      label,
      description: title,
      detail: joined([problem.project, problem.error.message]),
    };
  });
  const picked = await pickOne(items, {
    title: l10n.t('Problems'),
    placeHolder: items.length > 0 ? l10n.t('Choose a problem to see what helps') : l10n.t('Everything could be read'),
  });
  return picked?.problem;
}

/** What helps: the remedy, the server's own links, what else there is, and trying again. */
async function pickRemedy(problem: Problem, { watch: { survey } }: Session): Promise<Remedy | undefined> {
  const { label, title, detail, remedy } = problemWords(problem, survey.credential?.kind);
  const links = (problem.error.links ?? []).map(({ description, url }) => remedies.helpLink(description, url));
  const all = [
    ...(remedy ? [remedy] : []),
    ...links,
    ...furtherRemedies(problem),
    remedies.copyText(l10n.t('Copy Error'), errorReport(problem)),
    remedies.run(l10n.t('Try Again'), 'cloudOperations.refresh'),
  ];
  const distinct = all.filter((each, index) => all.findIndex((other) => other.title === each.title) === index);
  const items = distinct.map((each): QuickPickItem & { readonly remedy: Remedy } => ({
    label: each.title,
    description: (each.subject ?? '').slice(0, 120),
    remedy: each,
  }));
  const picked = await pickOne(items, {
    title: `${label}: ${title}`,
    placeHolder: detail,
  });
  return picked?.remedy;
}

/** What somebody who is asked for help needs to know, in the server's own words. */
function errorReport({ project, service, locations, error }: Problem): string {
  const { kind, message, advice, httpStatus, status, reason, domain, metadata, host, networkCode } = error;
  const answer = { kind, message, advice, httpStatus, status, reason, domain, metadata };
  const facts = { ...answer, networkCode, host, project, service };
  return JSON.stringify({ ...facts, ...(locations.length > 0 && { locations }) }, undefined, 2);
}
