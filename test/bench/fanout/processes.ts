import { fork, type ChildProcess } from 'node:child_process';
import type { ServerAddress, ServerCounts, ServerRequest } from './messages.js';

/** The server process. */
export interface FanoutServer {
  readonly address: ServerAddress;
  setLatency(milliseconds: number): void;
  /** What came in since the last time. */
  counts(): Promise<ServerCounts>;
  stop(): void;
}

export async function startFanoutServer(operations: number, regions: readonly string[]): Promise<FanoutServer> {
  const child = fork('out/test/bench/fanout/server.child.cjs', [String(operations), ...regions]);
  const address = await answerOf<ServerAddress>(child);
  return {
    address,
    setLatency: (latencyMs) => void child.send({ latencyMs } satisfies ServerRequest),
    counts: () => {
      const counts = answerOf<ServerCounts>(child);
      child.send('counts' satisfies ServerRequest);
      return counts;
    },
    stop: () => child.kill(),
  };
}

/**
 * The first message of a child.
 * @throws Error when it ends before that.
 */
export function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      child.off('exit', onExit);
      resolve(message as T);
    };
    const onExit = (code: number | null): void => {
      child.off('message', onMessage);
      reject(new Error(`${child.spawnargs.join(' ')} ended with ${code ?? 'a signal'}`));
    };
    child.once('message', onMessage);
    child.once('exit', onExit);
  });
}
