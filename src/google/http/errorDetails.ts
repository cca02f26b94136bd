import { arrayOf, objectOf, stringOf, type JsonObject } from '../json.js';
import type { HelpLink } from '../apiError.js';

/**
 * What the `details` of a google.rpc.Status say, as far as this product uses it (google/rpc/error_details.proto). Texts are
 * as they came: `errorFromAnswer` cleans what it makes of them.
 */
export interface ErrorDetails {
  readonly reason: string | undefined;
  readonly domain: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  readonly localizedMessage: string | undefined;
  readonly links: readonly HelpLink[];
  /** The descriptions of Help that come without a link. */
  readonly advice: string | undefined;
  /** `type` of every violation of a PreconditionFailure. */
  readonly violations: readonly string[];
  readonly retryDelayMs: number | undefined;
}

/** Reads `details`, whatever stands there: entries of unknown type and malformed ones are passed over. */
export function readErrorDetails(details: unknown): ErrorDetails {
  const entries = arrayOf(details).map(objectOf);
  const info = ofType(entries, 'ErrorInfo')[0];
  return {
    reason: stringOf(info?.['reason']),
    domain: stringOf(info?.['domain']),
    // Compute Engine spells it with an s.
    metadata: {
      ...violationMetadata(entries),
      ...stringsOf(info?.['metadatas']),
      ...stringsOf(info?.['metadata']),
    },
    localizedMessage: stringOf(ofType(entries, 'LocalizedMessage')[0]?.['message']),
    links: ofType(entries, 'Help').flatMap(linksOf).slice(0, MAX_LINKS),
    advice: adviceOf(ofType(entries, 'Help')),
    violations: violationsOf(entries, 'PreconditionFailure').flatMap(({ type }) => stringOf(type) ?? []),
    retryDelayMs: parseDuration(ofType(entries, 'RetryInfo')[0]?.['retryDelay']),
  };
}

const MAX_LINKS = 5;
const MAX_METADATA = 32;
const LONGEST_LINK = 1500;

function ofType(entries: readonly JsonObject[], name: string): JsonObject[] {
  return entries.filter((entry) => stringOf(entry['@type'])?.endsWith(`google.rpc.${name}`));
}

/** Names as ErrorInfo.metadata uses them, for services that say it in QuotaFailure or PreconditionFailure alone. */
function violationMetadata(entries: readonly JsonObject[]): Record<string, string> {
  const quota = violationsOf(entries, 'QuotaFailure')[0] ?? {};
  const precondition = violationsOf(entries, 'PreconditionFailure')[0] ?? {};
  return stringsOf({
    // VPC Service Controls say the unique id here, too.
    uid: precondition['type'] === 'VPC_SERVICE_CONTROLS' ? precondition['description'] : undefined,
    quota_metric: quota['quotaMetric'],
    quota_limit: quota['quotaId'],
    quota_limit_value: quota['quotaValue'],
    subject: quota['subject'] ?? precondition['subject'],
    description: quota['description'] ?? precondition['description'],
    precondition: precondition['type'],
  });
}

function violationsOf(entries: readonly JsonObject[], type: string): readonly JsonObject[] {
  return ofType(entries, type).flatMap((entry) => arrayOf(entry['violations']).map(objectOf));
}

function stringsOf(value: unknown): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [key, entry] of Object.entries(objectOf(value)).slice(0, MAX_METADATA)) {
    const text = stringOf(entry);
    if (text !== undefined) {
      strings[key] = text;
    }
  }
  return strings;
}

/** Only https links of a sensible length are kept: they become something to click. */
function linksOf(help: JsonObject): HelpLink[] {
  return arrayOf(help['links'])
    .map(objectOf)
    .flatMap((link) => {
      const url = httpsUrl(link['url']);
      return url === undefined ? [] : [{ description: stringOf(link['description']) ?? '', url }];
    });
}

/** Some services write a sentence as the description and send no address with it. */
function adviceOf(helps: readonly JsonObject[]): string | undefined {
  const sentences = helps
    .flatMap((help) => arrayOf(help['links']).map(objectOf))
    .flatMap((link) => (link['url'] === undefined ? (stringOf(link['description']) ?? []) : []));
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function httpsUrl(value: unknown): string | undefined {
  const text = stringOf(value);
  if (text === undefined || text.length > LONGEST_LINK || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

/** google.protobuf.Duration in JSON: seconds with up to nine fractional digits and an `s`, e.g. `26s`, `0.5s`. */
function parseDuration(value: unknown): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,9})?)s$/.exec(stringOf(value) ?? '');
  return match ? Math.ceil(Number(match[1]) * 1000) : undefined;
}
