import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Collection, OperationShape, RequestRules } from '../../operations/collection.js';
import type { OperationReading } from '../../operations/operation.js';
import { ApiError } from '../apiError.js';
import type { ApiRequest } from '../http/apiRequest.js';
import type { HttpClient } from '../http/httpClient.js';
import { readErrorDetails } from '../http/errorDetails.js';
import { encodeResourceName } from '../http/resourcePath.js';
import { objectOf, type JsonObject } from '../json.js';
import { operationsPage, withName, type OperationsPage } from '../readings/operationsPage.js';
import { operationReader, readOperation, ReaderMemory } from '../readings/readOperation.js';
import { stepsOf } from '../readings/steps.js';
import type { Service } from '../serviceCatalog/service.js';
import { isAskable, isOperationOf, requireOperationOf, requireSameOperation } from '../operationNames.js';
import type { CallOptions, OperationPage, OperationsApi, PageMark } from './operationsApi.js';
import { readPages, type ReadPage } from './pages.js';

/** What every service accepts; more is coerced by some and refused by none (AIP-158). */
const PAGE_SIZE = 100;
/** A server may ignore the page size; so many readings take about a millisecond. */
const READINGS_A_TURN = 500;

/**
 * The operations surface over HTTP.
 * @param findService the service of a catalogue id; undefined for one that has left the catalogue, whose operations are
 * then read and cancelled as any google.longrunning service's.
 */
export function createOperationsApi(
  client: HttpClient,
  findService: (id: string) => Service | undefined,
): OperationsApi {
  /** What all calls about a collection have in common. */
  function requestFor(collection: Collection, write: boolean, options: CallOptions | undefined) {
    const scopes = findService(collection.service)?.scopes ?? defaultScopes;
    return {
      service: collection.service,
      host: collection.host,
      scopes: write ? scopes.write : scopes.read,
      signal: options?.signal,
      withinMs: options?.withinMs,
      onSent: options?.onSent,
    };
  }

  /** What has been met, in whatever listing. */
  const memory = new ReaderMemory();

  async function fetchOne(collection: Collection, name: string, options?: CallOptions) {
    requireOperationOf(collection, name);
    const request = requestFor(collection, false, options);
    return client.call({
      ...request,
      method: 'GET',
      path: operationPath(collection, name),
      repeatable: true,
      lane: 'urgent',
    });
  }

  /** @throws ApiError `garbled` for an answer about another operation. */
  function readOne(collection: Collection, name: string, json: JsonObject): OperationReading {
    const reading = readOperation(withName(json, shapeOf(collection), name), shapeOf(collection));
    requireSameOperation(collection, name, reading.name);
    // It is the operation that was asked for, even where the answer spells its project by number.
    return reading.name === name ? reading : { ...reading, name };
  }

  return {
    async *list(collection, options) {
      const request: ApiRequest = {
        ...requestFor(collection, false, options),
        method: 'GET',
        path: `${collection.version}/${encodeResourceName(collection.path)}`,
        query: listQuery(collection),
        repeatable: true,
        lane: 'listing',
      };
      const shape = shapeOf(collection);
      const read = operationReader(shape, memory);
      let leftOut: string | undefined;
      /** What cannot be asked for is not shown, nor is what belongs to somebody else; both are told. */
      const readAll = (operations: readonly unknown[]): readonly OperationReading[] =>
        operations.map(read).filter(({ name }) => {
          const isOwn = isOperationOf(collection, name);
          // Without a name it is an answer to a trial run, done and gone (AIP-151).
          leftOut ??= isOwn || name === '' ? undefined : name;
          return isOwn;
        });
      let digest = '';
      const recognize = (chunks: readonly Uint8Array[]): ReadPage<PageBegun> | undefined => {
        digest = digestOf(chunks);
        const mark = options?.recall?.(digest);
        return mark && { content: unchangedPage(mark), nextPageToken: mark.nextPageToken };
      };
      const readPage = (json: JsonObject, nextPageToken: string | undefined): PageBegun =>
        beginPage(operationsPage(json, shape, collection.path), readAll, () =>
          options?.recall && leftOut === undefined ? { digest, nextPageToken } : undefined,
        );
      const known = options?.recall && recognize;
      for await (const { page, rest } of readPages(client, request, readPage, known)) {
        yield page;
        for (let start = 0; start < rest.length; start += READINGS_A_TURN) {
          await setImmediate();
          yield { readings: readAll(rest.slice(start, start + READINGS_A_TURN)), unreachable: [] };
        }
      }
      if (leftOut !== undefined) {
        const why = isAskable(leftOut) ? 'names what is no operation of it' : 'has a name that cannot be asked for';
        const message = `The list ${why}: ${JSON.stringify(leftOut.slice(0, 200))}`;
        throw new ApiError({ kind: 'garbled', message, httpStatus: 200, host: collection.host });
      }
    },

    async get(collection, name, options) {
      return readOne(collection, name, await fetchOne(collection, name, options));
    },

    async describe(collection, name, options) {
      const json = await fetchOne(collection, name, options);
      const { links } = readErrorDetails(objectOf(json['error'])['details']);
      return { json, reading: readOne(collection, name, json), steps: stepsOf(json), help: links };
    },

    async cancel(collection, name, options) {
      requireOperationOf(collection, name);
      await client.command({
        ...requestFor(collection, true, options),
        method: 'POST',
        path: `${operationPath(collection, name)}${collection.request?.cancelSuffix ?? ':cancel'}`,
        repeatable: false,
        lane: 'urgent',
      });
    },

    async delete(collection, name, options) {
      requireOperationOf(collection, name);
      await client.command({
        ...requestFor(collection, true, options),
        method: 'DELETE',
        path: operationPath(collection, name),
        repeatable: false,
        lane: 'urgent',
      });
    },
  };
}

const cloudPlatform = ['https://www.googleapis.com/auth/cloud-platform'];
const defaultScopes = { read: cloudPlatform, write: cloudPlatform };

function operationPath({ version, request }: Collection, name: string): string {
  return `${request?.operationVersion ?? version}/${encodeResourceName(name)}`;
}

function shapeOf({ shape }: Collection): OperationShape {
  return shape ?? 'longrunning';
}

function listQuery({ request }: Collection): Record<string, string | number> {
  return { ...request?.query, ...pageSizeOf(request), ...compact };
}

/** A third of what Google's APIs answer is indentation for people, unless asked (a system parameter of all of them). */
const compact = { prettyPrint: 'false' };

function pageSizeOf(request: RequestRules | undefined): Record<string, number> {
  const pageSize = Math.min(PAGE_SIZE, request?.maxPageSize ?? PAGE_SIZE);
  switch (request?.pageSize) {
    case 'none':
      return {};
    case 'maxResults':
      return { maxResults: pageSize };
    case undefined:
      return { pageSize };
  }
}

/** A page, and what of it is left to be read when the thread has been free in between. */
interface PageBegun {
  readonly page: OperationPage;
  readonly rest: readonly unknown[];
}

/** @param markOf of a page that is read as a whole; asked when it has been. */
function beginPage(
  { operations, unreachable }: OperationsPage,
  readAll: (operations: readonly unknown[]) => readonly OperationReading[],
  markOf: () => PageMark | undefined,
): PageBegun {
  const readings = readAll(operations.slice(0, READINGS_A_TURN));
  const rest = operations.slice(READINGS_A_TURN);
  const mark = rest.length === 0 ? markOf() : undefined;
  return { page: { readings, unreachable, ...(mark && { mark }) }, rest };
}

/** Its unreachable locations are remembered beside its operations, by whoever remembers those. */
function unchangedPage(mark: PageMark): PageBegun {
  return { page: { readings: [], unreachable: [], mark, unchanged: true }, rest: [] };
}

/** Not cryptographic: an answer is compared with what the same server said before, and an hour at most is believed. */
function digestOf(chunks: readonly Uint8Array[]): string {
  let length = 0;
  let sum = 0;
  for (const chunk of chunks) {
    length += chunk.byteLength;
    sum = crc32(chunk, sum);
  }
  return `${length}-${sum}`;
}
