import { ApiError } from '../apiError.js';
import type { ApiRequest } from '../http/apiRequest.js';
import type { HttpClient } from '../http/httpClient.js';
import { stringOf, type JsonObject } from '../json.js';

/** More than any collection has at 100 a page; a server that never ends stops here. */
const MAX_PAGES = 2_000;
/** Of all pages together: as many pages of a hundred operations with 1.3 kB each, which is their usual size. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A page, and the token of the one after it. */
export interface ReadPage<T> {
  readonly content: T;
  readonly nextPageToken: string | undefined;
}

/** The pages of a list method as they arrive; see `readPages`. */
export function pages(client: HttpClient, request: ApiRequest): AsyncGenerator<JsonObject, void, undefined> {
  return readPages(client, request, (page) => page);
}

/**
 * What `read` makes of the pages of a list method, as they arrive (AIP-158): all other arguments stay the same from page
 * to page, an empty page with a token is not the end, only a missing token is.
 * @param recognize what a page is when its bytes tell already; it is then not parsed.
 * @throws ApiError; `pagingLoop` when a token comes a second time, or when there are more pages or bytes than any list has.
 */
export async function* readPages<T>(
  client: Pick<HttpClient, 'read'>,
  request: ApiRequest,
  read: (page: JsonObject, nextPageToken: string | undefined) => T,
  recognize?: (chunks: readonly Uint8Array[]) => ReadPage<T> | undefined,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let pageToken: string | undefined;
  let size = 0;
  do {
    const page = await client.read<ReadPage<T>>(
      { ...request, query: { ...request.query, pageToken } },
      (json, bytes) => {
        size += bytes;
        const next = stringOf(json['nextPageToken']);
        return { content: read(json, next), nextPageToken: next };
      },
      recognize,
    );
    yield page.content;
    pageToken = page.nextPageToken;
    if (pageToken !== undefined) {
      const endless = whyEndless(pageToken, seen, size);
      if (endless !== undefined) {
        throw new ApiError({ kind: 'pagingLoop', message: `The list does not end: ${endless}`, host: request.host });
      }
      seen.add(pageToken);
    }
  } while (pageToken !== undefined);
}

function whyEndless(pageToken: string, seen: ReadonlySet<string>, size: number): string | undefined {
  if (seen.has(pageToken)) {
    return 'the same page token came twice';
  }
  if (seen.size >= MAX_PAGES) {
    return `more than ${MAX_PAGES} pages`;
  }
  return size > MAX_BYTES ? `more than ${MAX_BYTES / 1024 / 1024} MB` : undefined;
}
