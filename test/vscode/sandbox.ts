import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepFiles } from '../secrets/evidence.js';

/** How long a process may take to end by itself after SIGTERM. */
const GRACE_MS = 2_000;

/**
 * Owns the processes and the throw-away folder of one run. `close` ends and deletes them; if this process dies without
 * calling it (a crash, Ctrl+C, even SIGKILL), the guard process does.
 */
export class Sandbox {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cloud-operations-'));
  private readonly children = new Set<ChildProcess>();
  private readonly guard: ChildProcess;

  /** @param root the repository's folder */
  constructor(root: string) {
    this.guard = spawn(process.execPath, [path.join(root, 'test/vscode/guard.mjs')], {
      cwd: '/',
      detached: true, // out of reach of the Ctrl+C that ends this process
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.guard.unref();
    this.tellGuard({ folder: this.folder });
  }

  /** Creates a folder inside the sandbox and returns its path. */
  subfolder(...names: string[]): string {
    const folder = path.join(this.folder, ...names);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Starts a process as the leader of its own group, so that all it starts can be ended with it. */
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
    const { pid } = child;
    if (pid !== undefined) {
      this.children.add(child);
      this.tellGuard({ group: pid });
      child.once('exit', () => {
        killGroup(pid);
        this.children.delete(child);
        this.tellGuard({ ended: pid });
      });
    }
    return child;
  }

  async close(): Promise<void> {
    await Promise.all([...this.children].map(endGently));
    keepFiles(this.folder);
    this.guard.ref();
    const gone = once(this.guard, 'exit');
    this.guard.stdin?.end();
    if (this.guard.exitCode === null && this.guard.signalCode === null) {
      await gone;
    }
  }

  private tellGuard(message: { group: number } | { ended: number } | { folder: string }): void {
    this.guard.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}

async function endGently(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(impatience);
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
