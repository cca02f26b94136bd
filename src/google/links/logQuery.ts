import type { Operation } from '../../operations/operation.js';
import { shortName } from '../../operations/resourceName.js';
import { loggedHost, loggedIds, quoted } from '../auditLog/auditNames.js';
import { consoleUrl } from './consoleUrl.js';

type Named = Pick<Operation, 'collection' | 'name' | 'startTime' | 'endTime'>;

/** Entries are written a little before the operation says it started, and after it ended. */
const marginMs = 10 * 60_000;

/** The query that finds who started or cancelled an operation. Which of the logs it is in depends on the service. */
export function auditLogQuery({ collection, name, startTime, endTime }: Named): string {
  return [
    '(log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access"))',
    `protoPayload.serviceName=${quoted(loggedHost(collection.host))}`,
    `operation.id=(${loggedIds(name).map(quoted).join(' OR ')})`,
    ...timeWindow(startTime, endTime),
  ].join('\n');
}

export function auditLogUrl(operation: Named): string {
  return logsUrl(auditLogQuery(operation), operation.collection.project);
}

/** Everything that the project's logs say of an operation. */
export function logQueryUrl({ collection, name, startTime, endTime }: Named): string {
  const query = [quoted(shortName(name)), ...timeWindow(startTime, endTime)].join('\n');
  return logsUrl(query, collection.project);
}

/** Without a window of its own the page looks at the last hour only. */
function timeWindow(startTime: number | undefined, endTime: number | undefined): readonly string[] {
  return [
    ...(startTime === undefined ? [] : [`timestamp>=${quoted(new Date(startTime - marginMs).toISOString())}`]),
    ...(endTime === undefined ? [] : [`timestamp<=${quoted(new Date(endTime + marginMs).toISOString())}`]),
  ];
}

function logsUrl(query: string, project: string | undefined): string {
  return consoleUrl(`logs/query;query=${encodeMatrixValue(query)}`, project);
}

/** The console reads its matrix parameters itself: parentheses, quotes and the rest must come encoded. */
function encodeMatrixValue(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
