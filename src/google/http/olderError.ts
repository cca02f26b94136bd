import { arrayOf, objectOf, stringOf, type JsonObject } from '../json.js';
import type { HelpLink } from '../apiError.js';

/** The link by which an answer of old says that an API is not enabled. */
export function isActivationLink(link: HelpLink): boolean {
  return link.description === 'Google developers console API activation';
}

/** What services that send no ErrorInfo say by other means than text, as the ErrorInfo reason that it stands for. */
export function olderReason(status: JsonObject, links: readonly HelpLink[], httpStatus: number): string | undefined {
  if (httpStatus === 403 && links.some(isActivationLink)) {
    return 'SERVICE_DISABLED';
  }
  if (httpStatus === 403 && links.some(({ url }) => /\/billing\/enable\b/.test(url))) {
    return 'BILLING_DISABLED';
  }
  return arrayOf(status['errors'])
    .map(objectOf)
    .map((entry) => reasonOf(stringOf(entry['reason']) ?? '', stringOf(entry['message']) ?? '', httpStatus))
    .find((reason) => reason !== undefined);
}

/** `errors[].reason` of the APIs that are older than google.rpc.Status; `forbidden` and the like tell nothing. */
function reasonOf(reason: string, message: string, httpStatus: number): string | undefined {
  switch (reason) {
    case 'accessNotConfigured':
      return 'SERVICE_DISABLED';
    case 'billingDisabled':
    case 'billingNotEnabled':
    case 'accountDisabled':
      return 'BILLING_DISABLED';
    case 'policyViolation':
      // Constraints of the organization's own policies are named by the text.
      return /\bconstraint/i.test(message) ? undefined : 'SECURITY_POLICY_VIOLATED';
    case 'vpcServiceControls':
      return 'SECURITY_POLICY_VIOLATED';
    case 'insufficientPermissions':
      // Of the token, unless the text says that it is the person's.
      return /^(?:the )?(?:user|caller)\b/i.test(message) ? undefined : 'ACCESS_TOKEN_SCOPE_INSUFFICIENT';
    default:
      break;
  }
  // dailyLimitExceeded, userRateLimitExceeded, quotaExceeded, concurrentLimitExceeded, …, also with Unreg behind it.
  const exceeded = /(limit|quota)Exceeded/i.exec(reason)?.[1]?.toLowerCase();
  if (exceeded === undefined || (httpStatus !== 403 && httpStatus !== 429)) {
    return undefined;
  }
  return exceeded === 'quota' ? 'RESOURCE_QUOTA_EXCEEDED' : 'RATE_LIMIT_EXCEEDED';
}
