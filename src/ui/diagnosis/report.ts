import { homedir } from 'node:os';
import { env, l10n } from 'vscode';
import type { ApiErrorFacts } from '../../google/apiError.js';
import type { Spent } from '../../watch/budget.js';
import type { Check, Diagnosis, TokenCheck } from '../../watch/diagnosis.js';
import type { Session } from '../session.js';
import { errorWords, type ErrorContext } from '../words/apiError.js';
import { unitIn } from '../words/intl.js';
import { spentText } from '../words/requests.js';
import { rootTitle } from '../words/service.js';
import { settingProblemText } from '../words/settingProblem.js';
import { withoutHome, withoutUserInfo } from './blank.js';
import type { Entry, Environment } from './environment.js';
import { code, heading, list, table } from './markdown.js';

export interface Report {
  readonly diagnosis: Diagnosis;
  readonly environment: Environment;
  readonly session: Pick<Session, 'settings' | 'settingProblems'>;
  /** Of the account, in the last hour. */
  readonly spent: Spent;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * The diagnosis as Markdown for a bug report. Kinds, codes and names of settings are the same in every language; nothing
 * in it is secret: accounts and projects are named, tokens, passwords and the home folder are not.
 */
export function diagnosisReport({ diagnosis, environment, session, spent, at }: Report): string {
  const { credential, tokens, checks } = diagnosis;
  const context = { credential: credential?.kind };
  const roots = new Map<string | undefined, Check[]>();
  checks.forEach((check) => roots.set(check.project, [...(roots.get(check.project) ?? []), check]));
  return [
    heading(1, l10n.t('Cloud Operations: connection diagnosis')),
    `${new Date(at).toISOString()}\n`,
    entries(environment.versions),
    heading(2, l10n.t('Credential')),
    entries(credentialEntries(diagnosis, session)),
    tokenTable(tokens, context),
    heading(2, l10n.t('Settings')),
    entries(settingEntries(session)),
    heading(2, l10n.t('Requests in the last hour')),
    `${spentText(spent)}\n`,
    heading(2, l10n.t('Proxy and certificates')),
    entries(environment.proxy),
    heading(2, l10n.t('Answers')),
    ...(checks.length === 0 ? [`${l10n.t('Nobody was asked, because there is no access token.')}\n`] : []),
    ...[...roots].map(([project, ofRoot]) => rootSection(project, ofRoot, context)),
  ].join('\n');
}

function credentialEntries({ credential }: Diagnosis, { settings }: Report['session']): readonly Entry[] {
  const { source, impersonate, subject, metadataServer } = settings.credentials;
  return [
    ['cloudOperations.credentials.source', source],
    ['cloudOperations.credentials.metadataServer', String(metadataServer)],
    ['cloudOperations.credentials.impersonate', impersonate ?? l10n.t('not set')],
    ['cloudOperations.credentials.subject', subject ?? l10n.t('not set')],
    ['kind', credential?.kind ?? 'none'],
    ['account', credential?.account ?? 'unknown'],
    ['file', credential?.file === undefined ? 'none' : withoutHome(credential.file, homedir())],
    ['project', credential?.project ?? 'none'],
    [l10n.t('quota project'), settings.quotaProject ?? credential?.quotaProject ?? 'none'],
  ];
}

function settingEntries({ settings, settingProblems }: Report['session']): readonly Entry[] {
  const { projects, hiddenProjects, services, regions, endpointOverrides, requestTimeoutMs, budget } = settings;
  return [
    ['cloudOperations.projects', projects.join(', ') || l10n.t('not set')],
    ['cloudOperations.hiddenProjects', hiddenProjects.join(', ') || l10n.t('not set')],
    ['cloudOperations.services', services.map(({ id, version }) => `${id} ${version}`).join(', ')],
    ['cloudOperations.regions', regions.join(', ') || l10n.t('not set')],
    ['cloudOperations.requestTimeout', `${requestTimeoutMs / 1000} s`],
    ['cloudOperations.requestsPerHour', String(budget.perHour)],
    ['cloudOperations.requestsPerMinute', String(budget.perMinute)],
    ...Object.entries(endpointOverrides).map(([id, url]): Entry => [
      `cloudOperations.endpointOverrides.${id}`,
      withoutUserInfo(url),
    ]),
    ...settingProblems.map((problem): Entry => [problem.setting, withoutUserInfo(settingProblemText(problem))]),
  ];
}

function tokenTable(tokens: readonly TokenCheck[], context: ErrorContext): string {
  return table(
    [l10n.t('Scope asked for'), ...answerHead()],
    tokens.map(({ scopes, ...check }) => [scopes.join(' '), ...answer(check, undefined, context)]),
  );
}

function rootSection(project: string | undefined, checks: readonly Check[], context: ErrorContext): string {
  const failed = checks.flatMap(({ api, error }) => (error ? [{ api, error }] : []));
  return [
    heading(3, rootTitle(project)),
    table(
      [l10n.t('API'), l10n.t('Location'), ...answerHead()],
      checks.map((check) => [check.api, check.location ?? '', ...answer(check, project, context)]),
    ),
    list(failed.map(({ api, error }) => `${code(api)}: ${code(wordsOf(error))}`)),
  ].join('\n');
}

function answerHead(): string[] {
  return [l10n.t('Answer'), 'HTTP', l10n.t('Time'), l10n.t('What helps')];
}

function answer({ ms, error }: Pick<Check, 'ms' | 'error'>, project: string | undefined, context: ErrorContext) {
  const time = ms === undefined ? l10n.t('not asked') : unitIn(env.language, ms, 'millisecond');
  if (!error) {
    return [ms === undefined ? '' : 'ok', ms === undefined ? '' : '200', time, ''];
  }
  const { title, remedy } = errorWords(error, project, context);
  const kind = [error.kind, error.reason, error.networkCode].filter((part) => part !== undefined).join(' ');
  const helps = remedy === undefined ? title : l10n.t('{0}: {1}', title, remedy.title);
  return [kind, String(error.httpStatus ?? ''), time, helps];
}

/** The server's own words; where a file is named, without the home folder. */
function wordsOf({ message, host }: ApiErrorFacts): string {
  return `${host === undefined ? '' : `${host}: `}${message.replaceAll(homedir(), '~')}`;
}

function entries(rows: readonly Entry[]): string {
  return table(
    ['', ''],
    rows.map(([name, value]) => [name, code(value)]),
  );
}
