import { env, l10n, ProgressLocation } from 'vscode';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { diagnose, type Diagnosis } from '../../watch/diagnosis.js';
import { environment } from '../diagnosis/environment.js';
import { diagnosisReport } from '../diagnosis/report.js';
import type { ReportDocuments } from '../diagnosis/reportDocuments.js';
import { shownProjects } from '../projects/projectSettings.js';
import type { Session, SessionHolder } from '../session.js';
import { abortOn } from '../signIn/browser.js';
import { inform, showProgress } from '../show.js';
import { number } from '../words/plural.js';

export interface DiagnosisCommandParts {
  readonly session: SessionHolder;
  readonly clock: Clock;
  readonly log: Log;
  readonly reports: ReportDocuments;
  /** The product's. */
  readonly version: string;
}

/** "Diagnose Connection": asks every API once and tells, fit for a bug report, how each answered. */
export function diagnoseConnectionCommand({ session, clock, log, reports, version }: DiagnosisCommandParts) {
  return async (): Promise<void> => {
    const { current } = session;
    const diagnosis = await withProgress((signal, onProgress) =>
      diagnose({
        google: current.google,
        services: current.settings.services,
        projects: projectsOf(current),
        settings: current.settings,
        clock,
        log,
        signal,
        onProgress,
      }),
    );
    if (diagnosis) {
      const spent = current.watch.budgets.current.spent();
      const report = { diagnosis, environment: environment(version), session: current, spent, at: clock.now() };
      const text = diagnosisReport(report);
      await reports.show(l10n.t('Connection diagnosis'), text);
      void offerCopy(text);
    }
  };
}

/** The preview can be read and not copied as it was written, which is what a bug report wants. */
async function offerCopy(text: string): Promise<void> {
  const copy = l10n.t('Copy Report');
  const answer = await inform(
    l10n.t('The diagnosis names your account and your projects, and holds no secrets. Copy it for a bug report.'),
    copy,
  );
  if (answer === copy) {
    await env.clipboard.writeText(text);
  }
}

function projectsOf(session: Session): readonly string[] {
  const own = session.watch.survey.credential?.project;
  const shown = shownProjects(session);
  return shown.length > 0 || own === undefined ? shown : [own];
}

/** @returns undefined when the person gave up. */
async function withProgress(
  run: (signal: AbortSignal, onProgress: (answered: number, asked: number) => void) => Promise<Diagnosis>,
): Promise<Diagnosis | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Diagnosing the connection to Google Cloud'),
    cancellable: true,
  };
  return await showProgress(options, async (progress, token) => {
    const onProgress = (answered: number, asked: number): void =>
      progress.report({ message: l10n.t('{0} of {1} answered', number(answered), number(asked)) });
    try {
      return await run(abortOn(token), onProgress);
    } catch (error) {
      if (token.isCancellationRequested) {
        return undefined;
      }
      throw error;
    }
  });
}
