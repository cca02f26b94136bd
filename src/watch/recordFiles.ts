import { readFile, stat } from 'node:fs/promises';
import type { Log } from '../base/log.js';
import { hasCode } from './privateFiles.js';
import type { StoredRecord } from './records.js';

/** Of the shape of a record's file. A record of a later version is not touched by what this version knows of it. */
const version = 1;
/** No record comes near it; a larger file is not read at all. */
const mostBytes = 1024 * 1024;

/** `broken`: what is no record of this version. */
export type ReadRecord = StoredRecord | 'none' | 'broken';

/** Reads records, and those that were read before only where they have changed. */
export class RecordFiles {
  readonly #log: Log;
  /** By file, what was read of it, and as what file. */
  readonly #known = new Map<string, { readonly mark: string; readonly record: StoredRecord }>();

  constructor(log: Log) {
    this.#log = log;
  }

  async read(file: string): Promise<ReadRecord> {
    try {
      if ((await stat(file)).size > mostBytes) {
        return 'broken';
      }
      return parse(await readFile(file, 'utf8')) ?? 'broken';
    } catch (error) {
      if (hasCode(error, 'ENOENT')) {
        return 'none';
      }
      this.#log.warn(`record ${file} cannot be read: ${String(error)}`);
      return error instanceof SyntaxError ? 'broken' : 'none';
    }
  }

  /** The same, and the same object where it is the same file: a record is written by putting a new file in its place. */
  async readAgain(file: string): Promise<ReadRecord> {
    const mark = await markOf(file);
    const known = this.#known.get(file);
    if (known && known.mark === mark) {
      return known.record;
    }
    const record = await this.read(file);
    if (typeof record === 'object' && mark !== undefined) {
      this.#known.set(file, { mark, record });
    } else {
      this.#known.delete(file);
    }
    return record;
  }

  /** Forgets all others. */
  keepOnly(files: ReadonlySet<string>): void {
    for (const file of this.#known.keys()) {
      if (!files.has(file)) {
        this.#known.delete(file);
      }
    }
  }
}

/** Undefined where there is none. */
async function markOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file);
    return [ino, size, mtimeMs, ctimeMs].join();
  } catch {
    return undefined;
  }
}

/** What the file of a record holds. */
export function recordText({ id, value }: StoredRecord): string {
  return JSON.stringify({ version, id, value });
}

/** Undefined for what is no record of this version. Records of the first versions had no number. */
function parse(text: string): StoredRecord | undefined {
  const parsed = JSON.parse(text) as Partial<StoredRecord & { version: unknown }> | null;
  const known = typeof parsed?.id === 'string' && (parsed.version ?? version) === version;
  return known ? { id: parsed.id ?? '', value: parsed.value } : undefined;
}
