import type { ApiErrorKind } from '../apiError.js';

/**
 * Projects of the OAuth clients of `gcloud auth application-default login` and of gcloud itself. "API disabled" in one
 * of these means that the request named no quota project, so the client's own was charged.
 */
export const oauthClientProjects: readonly string[] = ['764086051850', '32555940559'];

/**
 * The kind of an error by its message, which is always in English (LocalizedMessage is another field). Many services
 * send nothing else. Their texts come from few libraries, so a rule is a turn of phrase and never one service's whole
 * sentence, and it holds only where the status agrees: the same words elsewhere are about something else.
 * @param message of bounded length
 */
export function kindOfText(message: string, httpStatus: number): ApiErrorKind | undefined {
  const found = rules.find(({ statuses, pattern }) => statuses.includes(httpStatus) && pattern.test(message));
  return found?.kind;
}

/**
 * What the message of an error of that kind names, as ErrorInfo.metadata would: `permission`, `uid`, `quota_limit`, …
 * @param message of bounded length
 */
export function metadataOfText(message: string, kind: ApiErrorKind): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const [name, pattern] of named[kind] ?? []) {
    const value = pattern.exec(message)?.[1];
    if (value !== undefined) {
      metadata[name] ??= value;
    }
  }
  return metadata;
}

/** Whether the request was charged to the project of gcloud's OAuth client: wins over the reason SERVICE_DISABLED. */
export function namesNoQuotaProject(message: string): boolean {
  return noQuotaProject.test(message);
}

const noQuotaProject = new RegExp(
  String.raw`requires a quota project, which is not set by default|\bin project (?:${oauthClientProjects.join('|')})\b`,
);

/** A place alone is refused; with a project or a permission before it, it is the permission that is missing. */
const deniedLocation =
  /\bdenied on (?:resource )?['"]?(?:location|region|zone)(?:s\/| ['"]?)([a-z][\w-]*)['"]?(?![\w/:-])/i;
const unknownLocation =
  /^(?:unknown (?:location|region|zone):?|(?:the )?(?:requested )?(?:location|region|zone)(?= .*(?:\b(?:not|unauthorized|denied)\b|n't\b))) ['"]?([a-z][\w-]*)['"]?(?: (?:is|was|does|has|not|can|could)|[.\s]*$)/i;

/**
 * `service.resource.verb`. A host, an e-mail address, a path or the name of a class holds more or other parts, or stands
 * next to what none of a permission's neighbours can be.
 */
const permission =
  /(?<![\w.@/:-])([a-z][a-z0-9]+\.[a-z][A-Za-z0-9]+\.(?!(?:com|org|net|goog)\b)[a-z][A-Za-z0-9]+)(?!\.?[\w@/:-])/;

interface Rule {
  readonly statuses: readonly number[];
  readonly pattern: RegExp;
  readonly kind: ApiErrorKind;
}

/** In order: what is rather the cause of the others comes first. */
const rules: readonly Rule[] = [
  {
    statuses: [403],
    pattern: /VPC Service Controls|vpcServiceControls|prohibited by (?:the )?organization's policy/i,
    kind: 'securityPolicy',
  },
  {
    statuses: [400, 403],
    pattern: /\borganization(?:'s)? (?:policy|constraint)|\bconstraints\/[a-z]+\.\w+/i,
    kind: 'orgPolicy',
  },
  {
    statuses: [401, 403],
    pattern: /insufficient (?:authentication )?scopes|^Insufficient Permission\b/i,
    kind: 'scopeInsufficient',
  },
  {
    statuses: [400, 403],
    pattern:
      /\bbilling\b.{0,80}\b(?:disabled|closed|absent|inactive|must be enabled|to be enabled|not (?:been )?(?:enabled|found|open|active))\b/i,
    kind: 'billingDisabled',
  },
  {
    statuses: [400, 403],
    pattern: /\benable billing\b|\b(?:absent|closed|disabled|inactive) billing account\b/i,
    kind: 'billingDisabled',
  },
  {
    statuses: [400, 403],
    pattern:
      /(?:^|[.:] )(?:the )?project (?:\S+ ){0,2}(?:(?:has been|was|is) (?:deleted|(?:marked|scheduled) for deletion|pending deletion)|(?:was )?not found or deleted)\b/i,
    kind: 'projectDeleted',
  },
  { statuses: [403], pattern: /\b(?:project|consumer)\b.{0,80}\bsuspended\b/i, kind: 'projectSuspended' },
  {
    statuses: [403],
    pattern: /\bhas not been used in project\b|\bAPI\b.{0,120}\b(?:not enabled|is disabled)\b|^Access Not Configured\b/,
    kind: 'apiDisabled',
  },
  {
    statuses: [403],
    pattern: /\bpermission to use project\b.*\bserviceusage\.services\.use\b/s,
    kind: 'quotaProjectDenied',
  },
  { statuses: [403], pattern: /\b(?:quota|(?:daily|rate) limit)\b.{0,80}\bexceeded\b/i, kind: 'rateLimited' },
  { statuses: [403, 404], pattern: deniedLocation, kind: 'locationUnavailable' },
  { statuses: [403, 404], pattern: unknownLocation, kind: 'locationUnavailable' },
  // What Google's front end says of a path that no method has: nothing about the resource that was asked for.
  { statuses: [404], pattern: /^Method not found\b/, kind: 'unimplemented' },
];

/** Each with the value as its first group. */
const named: Partial<Record<ApiErrorKind, readonly (readonly [name: string, pattern: RegExp])[]>> = {
  permissionDenied: [['permission', permission]],
  securityPolicy: [['uid', /\bvpcServiceControlsUniqueIdentifier:?\s*([\w-]+)/i]],
  apiDisabled: [['activationUrl', /\bvisiting (https:\/\/[^\s"'<>]+[^\s"'<>.,;)])/]],
  locationUnavailable: [
    ['location', deniedLocation],
    ['location', unknownLocation],
  ],
  rateLimited: [
    ['quota_metric', /\bquota metric ['"]([^'"]{1,200})['"]/i],
    ['quota_limit', /\blimit ['"]([^'"]{1,200})['"]/i],
    ['quota_limit', /\bquota ['"]([^'"]{1,200})['"]/i],
    ['quota_limit', /\bquota to satisfy request: resource ['"]([^'"]{1,200})['"]/i],
    ['quota_limit', /\bexceeded (?:the )?quota for ([a-z][\w /-]{1,80})/i],
  ],
};
