import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ApiSurface } from '../apiSurface.js';
import { packageSurface } from './packageSurface.js';
import source from './source.json';
import { readTarball } from './tarball.js';

/** An API as the package calls it, e.g. `redis:v1`. */
export interface PackageApi {
  readonly id: string;
  readonly surface: ApiSurface;
}

/**
 * Reads all of Google's APIs out of the pinned `googleapis` package, which is fetched on first use (24 MB).
 * @param folder where the archive is kept
 */
export async function readGoogleapisPackage(folder: string): Promise<PackageApi[]> {
  const archive = await googleapisArchive(folder);
  const halves = new Map<string, string>();
  const apis: PackageApi[] = [];
  for await (const entry of readTarball(archive, (file) => apiFile.test(file))) {
    const [, api = '', version = '', kind = ''] = apiFile.exec(entry.path) ?? [];
    const id = `${api}:${version}`;
    const other = halves.get(id);
    if (other === undefined) {
      halves.set(id, entry.text);
      continue;
    }
    halves.delete(id);
    const [javascript, declarations] = kind === 'js' ? [entry.text, other] : [other, entry.text];
    const surface = packageSurface(javascript, declarations);
    if (surface) {
      apis.push({ id, surface });
    }
  }
  return apis.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * The pinned package, fetched on first use.
 * @param folder where it is kept
 */
export async function googleapisArchive(folder: string): Promise<string> {
  const archive = path.join(folder, `${source.name}-${source.version}.tgz`);
  if (!existsSync(archive)) {
    await fetchArchive(folder, archive);
  }
  await checkIntegrity(archive);
  return archive;
}

export const apiFile = /^package\/build\/src\/apis\/(\w+)\/(v\w+|alpha|beta)\.(js|d\.ts)$/;

/** By npm itself, so that its proxy, registry and cache settings apply. */
async function fetchArchive(folder: string, archive: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  process.stderr.write(`fetching ${source.name} ${source.version}\n`);
  const windows = process.platform === 'win32';
  const { stdout } = await promisify(execFile)(
    windows ? 'npm.cmd' : 'npm',
    ['pack', `${source.name}@${source.version}`, '--silent', '--pack-destination', folder],
    { shell: windows },
  );
  const packed = path.join(folder, stdout.trim().split('\n').at(-1) ?? '');
  if (packed !== archive) {
    await rename(packed, archive);
  }
}

async function checkIntegrity(archive: string): Promise<void> {
  const digest = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${digest}` !== source.integrity) {
    await rm(archive);
    throw new Error(`${archive} is not ${source.name} ${source.version} as pinned: removed, run again to fetch it`);
  }
}
