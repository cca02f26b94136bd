import { list, record } from './checks.js';
import { expandService } from './compact.js';
import type { Service } from './service.js';

/**
 * Reads the catalogue, a file beside the bundle.
 * @param read its text; rejects when the file cannot be read
 * @throws Error that says which field of which service is not as it should be
 */
export async function loadCatalog(read: () => Promise<string>): Promise<readonly Service[]> {
  return parseCatalog(await read());
}

/** @throws SyntaxError when it is no JSON, Error when it is no catalogue. */
export function parseCatalog(text: string): readonly Service[] {
  return list(record(JSON.parse(text), 'catalogue')['services'], 'services').map(expandService);
}
