import { isApiError } from '../apiError.js';
import { readBody, textOf } from '../http/body.js';
import { DiscoveryError, maxDocumentLength } from './ownService.js';

/**
 * Reads a discovery document, without any credential.
 * @throws DiscoveryError `tooLarge`, without reading on; else what the connection throws, in English.
 */
export async function fetchDocument(source: URL, signal: AbortSignal): Promise<string> {
  // A redirect could lead from this machine, or from https, to anywhere.
  const answer = await fetch(source, { redirect: 'error', signal });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`HTTP ${answer.status}`);
  }
  try {
    return textOf(await readBody(answer.body, maxDocumentLength, source.host));
  } catch (error) {
    throw isApiError(error) ? new DiscoveryError('tooLarge') : error;
  }
}
