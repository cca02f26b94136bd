import type { ApiErrorFacts } from '../../google/apiError.js';
import type { CredentialReason, GcloudPresence } from '../../google/credentials/credentialError.js';
import type { Session } from '../session.js';

/**
 * What the empty view says instead of rows; value of the context key `cloudOperations.welcome`. Where there is no
 * credential: by what one can sign in, or that something has to be installed first.
 */
export type Welcome = 'signIn' | 'gcloud' | 'install' | 'noProjects';

/** The part of a session that decides. */
interface WelcomeSource {
  readonly settings: Pick<Session['settings'], 'services' | 'oauthClientId'>;
  readonly watch: Pick<Session['watch'], 'survey'>;
}

/** Why there is nothing to show, once that is known. @param read whether everything was asked at least once. */
export function welcomeFor({ settings, watch }: WelcomeSource, read: boolean): Welcome | undefined {
  const { survey } = watch;
  if (survey.general) {
    const { kind, reason, metadata } = survey.general;
    // A chosen source that has nobody signed in is a row, which says what that source needs.
    const nothingAnywhere = reason === undefined || reason === ('noneFound' satisfies CredentialReason);
    return kind === 'credentialsMissing' && nothingAnywhere ? waysIn(settings, metadata) : undefined;
  }
  const asksProjects = settings.services.some((service) =>
    service.collections.some((collection) => collection.path.includes('{project}')),
  );
  const hasProject = survey.roots.some((id) => id !== undefined);
  return read && asksProjects && !hasProject ? 'noProjects' : undefined;
}

/** An OAuth client is there because somebody wants it to be used. */
function waysIn({ oauthClientId }: WelcomeSource['settings'], metadata: ApiErrorFacts['metadata']): Welcome {
  if (oauthClientId !== undefined) {
    return 'signIn';
  }
  return metadata?.['gcloud'] === ('installed' satisfies GcloudPresence) ? 'gcloud' : 'install';
}
