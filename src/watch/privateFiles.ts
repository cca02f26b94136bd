import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chmod, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What is kept names clusters and people's errors: it is nobody else's on this machine. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** Makes the folder and what leads to it, for this user alone; also one that an earlier version left open to others. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  await closeToOthers(folder, FOLDER_MODE);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) {
      await closeToOthers(path.join(folder, entry.name), FILE_MODE);
    }
  }
}

/** Another window may take the file away meanwhile, and some file systems have no modes. */
async function closeToOthers(file: string, mode: number): Promise<void> {
  try {
    if (((await stat(file)).mode & 0o077) !== 0) {
      await chmod(file, mode);
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EPERM', 'ENOTSUP')) {
      throw error;
    }
  }
}

let writes = 0;

/**
 * Writes a file whole, or leaves what was there; on the disk, not in a cache, when it resolves. Nothing else stays behind.
 * @param exclusive only if there is no such file.
 * @returns whether it was written.
 */
export async function writeWhole(file: string, text: string, exclusive = false): Promise<boolean> {
  const temporary = `${file}.${process.pid}.${writes++}.tmp`;
  try {
    await writeFile(temporary, text, { mode: FILE_MODE, flush: true });
    if (exclusive) {
      return await putInPlace(temporary, file);
    }
    await rename(temporary, file);
    return true;
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** The same at once, for what is written when a person has done something, or a session ends; not flushed to the disk. */
export function writeWholeSync(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.${writes++}.tmp`;
  mkdirSync(path.dirname(file), { recursive: true, mode: FOLDER_MODE });
  try {
    writeFileSync(temporary, text, { mode: FILE_MODE });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** What a file holds, which is closed to others where an earlier version left it open. @throws as `readFileSync` */
export function readPrivateSync(file: string): string {
  const text = readFileSync(file, 'utf8');
  try {
    if ((statSync(file).mode & 0o077) !== 0) {
      chmodSync(file, FILE_MODE);
    }
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'EPERM', 'ENOTSUP')) {
      throw error;
    }
  }
  return text;
}

async function putInPlace(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EOPNOTSUPP')) {
      throw error;
    }
  }
  // A file system without links.
  if (await createOnce(file, '')) {
    await rename(temporary, file);
    return true;
  }
  return false;
}

/** Whether it was this call, among those of all processes, that created the file. */
export async function createOnce(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: FILE_MODE });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

/** Appends to a file, which is made where there is none. */
export async function appendPrivately(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'a', mode: FILE_MODE });
}

/** The end of a file, at most `bytes` of it, beginning with a whole line; empty where there is no file. */
export async function readTail(file: string, bytes: number): Promise<string> {
  let handle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return '';
    }
    throw error;
  }
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - bytes);
    const buffer = Buffer.alloc(size - from);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
    const text = buffer.toString('utf8', 0, bytesRead);
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await handle.close();
  }
}

/** When a file was last written, in milliseconds since the epoch; 0 where there is none. */
export async function changedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}

/** Whether there is such a file. @throws where that cannot be known, as when its folder cannot be read */
export async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return false;
    }
    throw error;
  }
}

/** When a claim or a file was written: by the clock of whoever wrote it, where the file says so, as a claim does. */
export async function writtenAt(file: string): Promise<number> {
  const said = file.endsWith('.claim') ? Number(await readFile(file, 'utf8').catch(() => '')) : 0;
  return said || changedAt(file);
}

/** Whether it is a system error of one of these codes, e.g. `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(error.code as string);
}
