import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ApiSurface } from '../apiSurface.js';
import { record } from '../checks.js';
import { discoverySurface } from '../discoveryDocument.js';

/**
 * Reads every discovery document of a folder. Where a folder holds several of one API version, the newest revision counts.
 * @throws Error that names the file which is no discovery document.
 */
export async function readDiscoveryFolder(folder: string): Promise<ApiSurface[]> {
  const newest = new Map<string, { revision: string; surface: ApiSurface }>();
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()) {
    const document = parse(name, await readFile(path.join(folder, name), 'utf8'));
    const { rootUrl, revision } = document;
    if (typeof rootUrl !== 'string' || !URL.canParse(rootUrl)) {
      throw new Error(`${name} is no discovery document: it has no rootUrl`);
    }
    const surface = discoverySurface(document, new URL(rootUrl));
    const key = `${rootUrl} ${surface?.version ?? ''}`;
    const stamp = typeof revision === 'string' ? revision : '';
    if (surface && stamp >= (newest.get(key)?.revision ?? '')) {
      newest.set(key, { revision: stamp, surface });
    }
  }
  return [...newest.values()].map(({ surface }) => surface);
}

function parse(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(text), 'it');
  } catch (error) {
    throw new Error(`${name} is no discovery document: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
