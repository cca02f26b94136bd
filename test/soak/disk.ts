// Stands in for node:fs and node:fs/promises in the product: the same calls on the same real disk, but how long they take is
// simulated time, so that what meets what in between follows from the seed and not from this machine.
import * as fs from 'node:fs';
import path from 'node:path';
import { currentProcess, runIn, type HostProcess } from './hostProcess.js';
import type { Random } from './random.js';
import type { SimulatedTime } from './simulatedTime.js';

export { accessSync, chmodSync, constants, readFileSync, statSync } from 'node:fs';

let mounted: Disk | undefined;

/** From now on the product's disk is a slow one in simulated time. */
export function mountDisk(time: SimulatedTime, random: Random): void {
  mounted = new Disk(time, random);
}

interface Watching {
  readonly folder: string;
  readonly process: HostProcess | undefined;
  readonly tell: (file: string) => void;
}

class Disk {
  readonly watching = new Set<Watching>();
  readonly #time: SimulatedTime;
  readonly #random: Random;
  /** What each process has asked for and not got yet. */
  readonly #queues = new Map<HostProcess | undefined, (() => void)[]>();

  constructor(time: SimulatedTime, random: Random) {
    this.#time = time;
    this.#random = random;
  }

  get wall(): number {
    return this.#time.clock.now();
  }

  /** What a process asks for at once is done together, after a while; what it asked for when it crashed never is. */
  submit(act: () => void): void {
    const process = currentProcess();
    const queue = this.#queues.get(process) ?? [];
    if (queue.push(act) === 1) {
      this.#queues.set(process, queue);
      this.#time.onMachine(this.#delayMs(), () => {
        this.#queues.delete(process);
        queue.filter(() => process?.crashed !== true).forEach((each) => each());
      });
    }
  }

  tellOf(file: string): void {
    for (const watching of this.watching) {
      if (watching.folder === path.dirname(file)) {
        this.#time.onMachine(this.#random.between(1, 20), () => {
          if (this.watching.has(watching) && watching.process?.crashed !== true) {
            runIn(watching.process, () => watching.tell(path.basename(file)));
          }
        });
      }
    }
  }

  #delayMs(): number {
    return this.#random.chance(0.05) ? this.#random.between(10, 1_500) : this.#random.between(0.1, 4);
  }
}

function later<T>(act: () => T): Promise<T> {
  const disk = mounted;
  return new Promise((resolve, reject) => {
    const now = (): void => {
      try {
        resolve(act());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    if (disk) {
      disk.submit(now);
    } else {
      now();
    }
  });
}

function requireRunning(): void {
  if (currentProcess()?.crashed === true) {
    throw new Error('a process that has crashed writes nothing');
  }
}

/** What was written is dated by the machine's clock. */
function written(file: string): void {
  if (mounted) {
    const seconds = mounted.wall / 1000;
    fs.utimesSync(file, seconds, seconds);
    mounted.tellOf(file);
  }
}

type WriteOptions = { readonly mode?: number; readonly flag?: string; readonly flush?: boolean } | undefined;

export function writeFileSync(file: string, text: string, { mode, flag = 'w' }: NonNullable<WriteOptions> = {}): void {
  requireRunning();
  fs.writeFileSync(file, text, { flag, ...(mode !== undefined && { mode }) });
  written(file);
}

export function renameSync(from: string, to: string): void {
  requireRunning();
  fs.renameSync(from, to);
  mounted?.tellOf(to);
}

export function mkdirSync(folder: string, options: fs.MakeDirectoryOptions): string | undefined {
  requireRunning();
  return fs.mkdirSync(folder, options);
}

export function rmSync(file: string, options: fs.RmOptions): void {
  requireRunning();
  fs.rmSync(file, options);
  mounted?.tellOf(file);
}

export function writeFile(file: string, text: string, options?: WriteOptions): Promise<void> {
  return later(() => writeFileSync(file, text, options));
}

export function rename(from: string, to: string): Promise<void> {
  return later(() => renameSync(from, to));
}

export function readFile(file: string, encoding?: 'utf8'): Promise<string | Buffer> {
  return later(() => fs.readFileSync(file, encoding));
}

export function readdir(folder: string, options?: { readonly withFileTypes: true }): Promise<(string | fs.Dirent)[]> {
  return later(() => {
    const entries = options ? fs.readdirSync(folder, options) : fs.readdirSync(folder);
    const nameOf = (entry: string | fs.Dirent): string => (typeof entry === 'string' ? entry : entry.name);
    return [...entries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  });
}

export function stat(file: string): Promise<fs.Stats> {
  return later(() => fs.statSync(file));
}

export function chmod(file: string, mode: number): Promise<void> {
  return later(() => fs.chmodSync(file, mode));
}

export function mkdir(folder: string, options: fs.MakeDirectoryOptions): Promise<string | undefined> {
  return later(() => fs.mkdirSync(folder, options));
}

export function link(from: string, to: string): Promise<void> {
  return later(() => {
    fs.linkSync(from, to);
    mounted?.tellOf(to);
  });
}

export function rm(file: string, options: fs.RmOptions): Promise<void> {
  return later(() => rmSync(file, options));
}

interface Handle {
  stat(): Promise<fs.Stats>;
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

export async function open(file: string, flags: string): Promise<Handle> {
  // Held open between two waits, a file would not be there for whoever looks at what is left behind.
  const content = await later(() => {
    const descriptor = fs.openSync(file, flags);
    const [stats, bytes] = [fs.fstatSync(descriptor), fs.readFileSync(descriptor)];
    fs.closeSync(descriptor);
    return { stats, bytes };
  });
  return {
    stat: () => Promise.resolve(content.stats),
    read: (buffer, offset, length, position) =>
      Promise.resolve({ bytesRead: content.bytes.copy(buffer, offset, position, position + length) }),
    close: () => Promise.resolve(),
  };
}

/** Only what this machine's own windows do changes anything: they are told of it, a little later. */
export function watch(
  folder: string,
  _options: unknown,
  tell: (event: string, file: string) => void,
): { on(): void; close(): void } {
  fs.readdirSync(folder);
  const watching = { folder, process: currentProcess(), tell: (file: string) => tell('rename', file) };
  mounted?.watching.add(watching);
  return { on: () => undefined, close: () => void mounted?.watching.delete(watching) };
}
