import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../../apiError.js';
import { serverText } from '../../http/serverText.js';
import { credentialDomain, credentialError, type CredentialReason } from '../credentialError.js';

/** What the address says that a consent page sends the browser back to. */
export type RedirectOutcome =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused'; readonly error: ApiError }
  /** Not the answer to our request: another page of the browser, or somebody's attempt. */
  | { readonly kind: 'foreign' };

/** @param state the secret that the request for consent carried; whoever does not return it did not see that request. */
export function readRedirect(url: URL, state: string): RedirectOutcome {
  const { searchParams } = url;
  if (!isSame(searchParams.get('state') ?? '', state)) {
    return { kind: 'foreign' };
  }
  const code = searchParams.get('code');
  const error = searchParams.get('error');
  if (error !== null) {
    return { kind: 'refused', error: refusal(error, searchParams.get('error_description')) };
  }
  return code === null || code === '' ? { kind: 'foreign' } : { kind: 'code', code };
}

/** RFC 6749, 4.1.2.1, and Google's own `admin_policy_enforced`. */
function refusal(error: string, description: string | null): ApiError {
  const message = serverText(description === null ? error : `${error}: ${description}`);
  switch (error) {
    case 'access_denied':
      return credentialError('credentialsMissing', 'consentDenied', message);
    case 'admin_policy_enforced':
      return new ApiError({ kind: 'orgPolicy', message });
    case 'server_error':
    case 'temporarily_unavailable':
      return new ApiError({ kind: 'unavailable', message });
    default: {
      const reason: CredentialReason = 'refused';
      return new ApiError({ kind: 'credentialsBroken', message, reason, domain: credentialDomain });
    }
  }
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
