import type { Clock } from '../base/clock.js';
import type { AuditLogApi } from '../google/apis/auditLogApi.js';
import { readAuditEntry } from '../google/auditLog/auditEntry.js';
import { nameHost } from '../operations/collection.js';
import { auditEntries } from './auditEntries.js';
import type { OperationStore } from './recordStore.js';
import type { ServiceDescription } from './services/description.js';

/** The audit logs of the made-up projects, each read as one page. @param turn what every call waits for. */
export function auditLogOf(
  operations: OperationStore,
  services: readonly ServiceDescription[],
  clock: Pick<Clock, 'now'>,
  turn: (options: Parameters<AuditLogApi['page']>[1]) => Promise<void>,
): AuditLogApi {
  return {
    async page({ resources, subject, window: { from, until = Infinity } }, options) {
      await turn(options);
      const hosts = subject.kind === 'places' ? subject.hosts : [nameHost(subject.operation.collection)];
      const entries = [...operations.all()]
        .flatMap((record) => {
          const service = services.find(({ id }) => id === record.service);
          return service && hosts.includes(service.host) ? auditEntries(record, service, clock.now()) : [];
        })
        .flatMap((json) => readAuditEntry(json) ?? [])
        .filter(({ at, project }) => at >= from && at <= until && resources.includes(`projects/${project ?? ''}`))
        .sort((a, b) => b.at - a.at);
      return { entries, nextPageToken: undefined };
    },
  };
}
