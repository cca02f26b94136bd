import { readFileSync } from 'node:fs';

/** An extension host, told from a later process that got the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the operating system's own terms; absent where that does not tell. */
  readonly start?: string | undefined;
}

/** The processes of this machine. */
export interface Processes {
  readonly own: number;
  isAlive(pid: number): boolean;
  /** See `ProcessMark`. */
  startOf(pid: number): string | undefined;
}

export const operatingSystem: Processes = {
  own: process.pid,
  isAlive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      // EPERM: the process lives and belongs to somebody else.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  startOf(pid) {
    try {
      // Field 22 of proc_pid_stat(5); the second one is a name in parentheses that may hold anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ');
      return fields[19];
    } catch {
      return undefined;
    }
  },
};

export function ownMark(processes: Processes): ProcessMark {
  return { pid: processes.own, start: processes.startOf(processes.own) };
}

/** Whether whoever wrote the mark has ended. A session that was restarted within the same process has ended as well. */
export function isGone(processes: Processes, { pid, start }: ProcessMark): boolean {
  if (pid === processes.own || !processes.isAlive(pid)) {
    return true;
  }
  const startNow = start === undefined ? undefined : processes.startOf(pid);
  return startNow !== undefined && startNow !== start;
}
