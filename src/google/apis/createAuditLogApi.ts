import { readAuditEntry } from '../auditLog/auditEntry.js';
import { auditFilter } from '../auditLog/auditFilter.js';
import { isApiError } from '../apiError.js';
import type { HttpClient } from '../http/httpClient.js';
import { arrayOf, stringOf } from '../json.js';
import type { AuditLogApi, AuditLogPage, AuditLogQuery } from './auditLogApi.js';
import type { CallOptions } from './operationsApi.js';

/** The most that the method takes. */
const PAGE_SIZE = 1_000;

/** Nothing of what was asked for or answered: it is most of an entry, and holds what is nobody's business. */
const payloadFields =
  'serviceName,methodName,resourceName,resourceLocation,authenticationInfo(principalEmail,principalSubject,serviceAccountDelegationInfo)';
const fieldsWith = (payload: string): string =>
  `entries(timestamp,logName,resource/labels,operation,${payload}),nextPageToken`;
const fineFields = fieldsWith(`protoPayload(${payloadFields})`);
/** Where a server's masks do not reach into messages of any type, which nobody has documented. */
const coarseFields = fieldsWith('protoPayload');

/** Audit log entries by Cloud Logging v2. */
export function createAuditLogApi(client: HttpClient): AuditLogApi {
  let fields = fineFields;

  function ask(query: AuditLogQuery, options: CallOptions | undefined): Promise<AuditLogPage> {
    const { resources, subject, window, pageToken } = query;
    return client.read(
      {
        service: 'logging',
        host: 'logging.googleapis.com',
        method: 'POST',
        path: 'v2/entries:list',
        query: { fields },
        body: {
          resourceNames: resources,
          filter: auditFilter(subject, window),
          orderBy: 'timestamp desc',
          pageSize: PAGE_SIZE,
          ...(pageToken !== undefined && { pageToken }),
        },
        scopes: ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/logging.read'],
        repeatable: false,
        lane: 'listing',
        signal: options?.signal,
        onSent: options?.onSent,
      },
      (json) => ({
        entries: arrayOf(json['entries']).flatMap((entry) => readAuditEntry(entry) ?? []),
        nextPageToken: stringOf(json['nextPageToken']),
      }),
    );
  }

  return {
    async page(query, options) {
      try {
        return await ask(query, options);
      } catch (error) {
        if (fields === coarseFields || !isFieldMaskRefusal(error)) {
          throw error;
        }
        fields = coarseFields;
        return ask(query, options);
      }
    },
  };
}

function isFieldMaskRefusal(error: unknown): boolean {
  return isApiError(error) && error.facts.kind === 'invalidArgument' && /field ?mask/i.test(error.facts.message);
}
