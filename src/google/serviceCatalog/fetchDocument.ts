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
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > maxDocumentLength) {
      await reader?.cancel();
      throw new DiscoveryError('tooLarge');
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts).toString('utf8');
}
