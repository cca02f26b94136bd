import { couldBeSecret } from '../../base/secretText.js';
import { ApiError, isApiError, type ApiErrorFacts, type ApiErrorKind } from '../apiError.js';
import { errorFromAnswer } from '../http/errorFromAnswer.js';
import { isSuccess, type Answer } from '../http/answer.js';
import { networkError } from '../http/networkError.js';
import { cleanFacts, withoutSecrets } from '../http/redaction.js';
import { serverText } from '../http/serverText.js';
import { isObject, parseJson, stringOf, type JsonObject } from '../json.js';
import type { CredentialKind } from './credential.js';
import type { ExchangeFailure } from './tokenExchange.js';

/** `domain` of an ApiError whose `reason` is a CredentialReason. */
export const credentialDomain = 'credentials';

/** What is the matter with a credential, where the kind alone does not tell what to do. */
export type CredentialReason =
  /** No credential file, no gcloud account, nobody signed in: whichever were looked for. */
  | 'noneFound'
  | 'fileUnreadable'
  | 'fileMalformed'
  /** An environment variable (`metadata.variable`) holds no path, maybe the secret itself. */
  | 'environmentMalformed'
  /** A kind of credential that cannot be used here; the message says which. */
  | 'unsupported'
  /** The file starts a program, which GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1 does not allow. */
  | 'executableNotAllowed'
  | 'gcloudNotFound'
  | 'gcloudNotSignedIn'
  | 'gcloudFailed'
  | 'notSignedIn'
  /** The person declined on the consent page. */
  | 'consentDenied'
  /** The token endpoint refuses the credential itself: a deleted key, an unknown client, a wrong clock. */
  | 'refused'
  /** Anything else that keeps it from being used. */
  | 'unusable';

/** `metadata.gcloud` where no credential was found: whether the person could sign in by it. */
export type GcloudPresence = 'installed' | 'missing';

/**
 * A credential that is missing or broken.
 * @param metadata never a secret: `file`, `program`, `account`, `gcloud`.
 */
export function credentialError(
  kind: 'credentialsMissing' | 'credentialsBroken',
  reason: CredentialReason,
  message: string,
  metadata: Readonly<Record<string, string>> = {},
): ApiError {
  return new ApiError({ kind, message, reason, domain: credentialDomain, metadata });
}

/**
 * An environment variable that holds no path. Without its value: people put the content of the file there.
 * @param variable its name
 */
export function noPathError(variable: string): ApiError {
  const message = `${variable} must hold the path of a file. What it holds is not shown, because it may be secret.`;
  return credentialError('credentialsBroken', 'environmentMalformed', message, { variable });
}

/** Nobody is signed in through the editor, or not the account that is chosen. */
export function notSignedInError(): ApiError {
  return credentialError('credentialsMissing', 'notSignedIn', 'Nobody is signed in with Google.');
}

export function isNotSignedIn({ facts }: ApiError): boolean {
  return facts.reason === ('notSignedIn' satisfies CredentialReason);
}

/** Which credential failed, for the words of the error. */
export interface FailedCredential {
  readonly kind: CredentialKind;
  readonly file: string | undefined;
}

/**
 * A failed token exchange as an ApiError, made of what was seen on the wire. The library's own error is looked at for a
 * system error code alone: it holds the request with its refresh token or assertion, and texts like "invalid response:
 * {output}" quote them. For the same reason it never becomes a `cause`.
 */
export function explainFailure(failure: ExchangeFailure, credential: FailedCredential, now: number): ApiError {
  const { record, thrown } = failure;
  if (isApiError(thrown)) {
    return thrown;
  }
  // Token servers have been seen to quote the request, as it was sent or decoded.
  const clean = (text: string): string => serverText(withoutSecrets(text, record.secrets));
  return new ApiError(cleanFacts(factsOf(failure, credential, now), clean));
}

function factsOf({ thrown, record }: ExchangeFailure, credential: FailedCredential, now: number): ApiErrorFacts {
  if (record.answer !== undefined && record.host !== undefined) {
    return answerFacts(record.answer, record.host, credential, now);
  }
  if (record.thrown !== undefined && record.host !== undefined) {
    return isApiError(record.thrown) ? record.thrown.facts : networkError(record.thrown, record.host).facts;
  }
  return localFacts(thrown, credential);
}

function answerFacts(answer: Answer, host: string, credential: FailedCredential, now: number): ApiErrorFacts {
  if (isSuccess(answer)) {
    // Not quoted as other garbled answers are: a token may be in it.
    const message = `HTTP ${answer.status} without a token that can be used.`;
    return { kind: 'garbled', message, httpStatus: answer.status, host };
  }
  const json = parseJson(answer.text);
  const error = isObject(json) ? stringOf(json['error']) : undefined;
  if (!isObject(json) || error === undefined) {
    return errorFromAnswer(answer, { host, scopes: [], quotaProject: undefined }, now).facts;
  }
  const description = stringOf(json['error_description']);
  const kind = oauthErrorKind(error, json, answer.status, credential.kind);
  return {
    kind,
    message: description === undefined ? error : `${error}: ${description}`,
    httpStatus: answer.status,
    host,
    ...(kind === 'credentialsBroken' && { reason: 'refused' satisfies CredentialReason, domain: credentialDomain }),
    ...(credential.file !== undefined && { metadata: { file: credential.file } }),
  };
}

/** RFC 6749 section 5.2 and Google's `error_subtype`, which asks for a new login though the refresh token is good. */
function oauthErrorKind(error: string, json: JsonObject, httpStatus: number, credential: CredentialKind): ApiErrorKind {
  const subtype = stringOf(json['error_subtype']) ?? '';
  switch (error) {
    case 'invalid_grant':
      if (subtype === 'invalid_rapt' || subtype === 'rapt_required') {
        return 'reauthRequired';
      }
      return isPersons(credential) ? 'signInExpired' : 'credentialsBroken';
    case 'admin_policy_enforced':
      return 'orgPolicy';
    case 'temporarily_unavailable':
    case 'server_error':
    case 'internal_failure':
      return 'unavailable';
    default:
      if (httpStatus === 429) {
        return 'rateLimited';
      }
      return httpStatus >= 500 ? 'unavailable' : 'credentialsBroken';
  }
}

/** Whether a new login of a person mends it; for a key or a workload `invalid_grant` means that itself is refused. */
function isPersons(kind: CredentialKind): boolean {
  switch (kind) {
    case 'user':
    case 'externalAccountUser':
    case 'gcloud':
    case 'signIn':
      return true;
    case 'serviceAccount':
    case 'externalAccount':
    case 'impersonated':
    case 'metadataServer':
    case 'simulated':
    case 'unknown':
      return false;
  }
}

/** Nothing was asked of anybody: a key that cannot sign, a token file that is not there, a program that failed. */
function localFacts(thrown: unknown, credential: FailedCredential): ApiErrorFacts {
  const where = credential.file === undefined ? 'The credential' : `The credential in ${credential.file}`;
  const code = thrown instanceof Error && 'code' in thrown ? systemCode(thrown.code) : undefined;
  // Where a file names another one, such as that of a subject token, the token itself may stand in its place.
  const path =
    thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string' && !couldBeSecret(thrown.path)
      ? ` ${thrown.path}`
      : '';
  return {
    kind: 'credentialsBroken',
    message: `${where} cannot be used${code === undefined ? '.' : ` (${code}${path}).`}`,
    reason: 'unusable' satisfies CredentialReason,
    domain: credentialDomain,
    ...(credential.file !== undefined && { metadata: { file: credential.file } }),
  };
}

/** `ENOENT`, `ERR_OSSL_UNSUPPORTED`, …; anything else may be words out of a program's output. */
function systemCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}
