import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { systemClock } from '../../../base/clock.js';
import type { ProgramCall } from './gcloudCommand.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly timeoutMs: number;
  /** Of stdout and stderr together. */
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** How a program ended; it is told by `failed` where it could not be started, with Node's code. */
export type ProgramEnd =
  | { readonly how: 'exited'; readonly succeeded: boolean; readonly stdout: string; readonly stderr: string }
  | { readonly how: 'failed'; readonly code: string }
  | { readonly how: 'aborted' | 'timedOut' | 'tooMuchOutput' };

/** For a program that does not end when it is asked to. */
const patienceMs = 1_000;

/**
 * Runs a program without a shell and without an input, and ends it with everything that it has started: a gcloud is a
 * shell script or a batch file, which Python outlives when it alone is ended. It also ends with this process.
 */
export function runProgram(call: ProgramCall, options: ProgramOptions): Promise<ProgramEnd> {
  const { cwd, env, timeoutMs, maxBytes, signal } = options;
  if (signal?.aborted) {
    return Promise.resolve({ how: 'aborted' });
  }
  return new Promise((resolve) => {
    const child = spawn(call.file, call.args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      windowsVerbatimArguments: call.verbatim,
      // A group of its own, which can be ended as one.
      detached: process.platform !== 'win32',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let bytes = 0;
    const gather = (chunks: Buffer[]) => (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBytes) {
        breakOff('tooMuchOutput');
      }
    };
    const settle = (end: ProgramEnd): void => {
      deadline.dispose();
      signal?.removeEventListener('abort', abort);
      process.removeListener('exit', endNow);
      resolve(end);
    };
    const breakOff = (how: 'aborted' | 'timedOut' | 'tooMuchOutput'): void => {
      endTree(child, env);
      child.stdout.destroy();
      child.stderr.destroy();
      settle({ how });
    };
    const abort = (): void => breakOff('aborted');
    const endNow = (): void => endTree(child, env, true);
    const deadline = systemClock.schedule(timeoutMs, () => breakOff('timedOut'));
    signal?.addEventListener('abort', abort, { once: true });
    process.once('exit', endNow);
    child.stdout.on('data', gather(stdout));
    child.stderr.on('data', gather(stderr));
    child.on('error', (error: NodeJS.ErrnoException) => settle({ how: 'failed', code: error.code ?? 'UNKNOWN' }));
    child.on('close', (code) => {
      const [out, err] = [stdout, stderr].map((chunks) => Buffer.concat(chunks).toString('utf8')) as [string, string];
      settle({ how: 'exited', succeeded: code === 0, stdout: out, stderr: err });
    });
  });
}

/** @param atOnce there is no later in which to look again. */
function endTree(child: ChildProcess, env: Environment, atOnce = false): void {
  const { pid } = child;
  if (pid === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    const { file, args } = endTreeOnWindows(pid, env);
    spawn(file, args, { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill());
    return;
  }
  if (signalGroup(pid, atOnce ? 'SIGKILL' : 'SIGTERM') && !atOnce) {
    systemClock.schedule(patienceMs, () => signalGroup(pid, 'SIGKILL'));
  }
}

/** Whether any process of the group was left. */
function signalGroup(leader: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(-leader, name);
  } catch {
    return false;
  }
}

/** Windows knows no groups, but a tool that ends a process with its descendants. */
export function endTreeOnWindows(pid: number, env: Environment): ProgramCall {
  const root = env['SystemRoot'] ?? String.raw`C:\Windows`;
  const file = path.win32.join(root, 'System32', 'taskkill.exe');
  return { file, args: ['/pid', String(pid), '/T', '/F'], verbatim: false };
}
