import type { CredentialReason } from '../../google/credentials/credentialError.js';
import type { Session } from '../session.js';

/** What the empty view says instead of rows; value of the context key `cloudOperations.welcome`. */
export type Welcome = 'noCredential' | 'noProjects';

/** The part of a session that decides. */
interface WelcomeSource {
  readonly settings: Pick<Session['settings'], 'services'>;
  readonly watch: Pick<Session['watch'], 'survey'>;
}

/** Why there is nothing to show, once that is known. @param read whether everything was asked at least once. */
export function welcomeFor({ settings, watch }: WelcomeSource, read: boolean): Welcome | undefined {
  const { survey } = watch;
  if (survey.general) {
    const { kind, reason } = survey.general;
    // A chosen source that has nobody signed in is a row, which says what that source needs.
    const nothingAnywhere = reason === undefined || reason === ('noneFound' satisfies CredentialReason);
    return kind === 'credentialsMissing' && nothingAnywhere ? 'noCredential' : undefined;
  }
  const asksProjects = settings.services.some((service) =>
    service.collections.some((collection) => collection.path.includes('{project}')),
  );
  const hasProject = survey.roots.some((id) => id !== undefined);
  return read && asksProjects && !hasProject ? 'noProjects' : undefined;
}
