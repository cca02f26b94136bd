import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Sandbox } from '../../vscode/sandbox.js';
import { openHost } from '../support/host.js';
import { answerOf } from './processes.js';
import type { ClientTask, Pass } from './messages.js';

/** Where a client runs. Each run gets a process of its own, so that none warms up another or litters its heap. */
export type RunClient = (task: ClientTask) => Promise<Pass[][]>;

/** In plain Node. @param caFile PEM of the certificate to trust. @param execArgv flags for Node. */
export function inNode(caFile: string, execArgv: readonly string[] = []): RunClient {
  return async (task) => {
    const child = fork('out/test/bench/fanout/client.child.cjs', [], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: caFile },
      execArgv: [...execArgv],
    });
    const exited = once(child, 'exit');
    const passes = answerOf<Pass[][]>(child);
    child.send(task);
    // A profile is written at the very end.
    await Promise.all([passes, exited]);
    return passes;
  };
}

/**
 * In the extension host of a served VS Code, which puts its own network in place of Node's.
 * @param systemFile PEM of all certificates to trust: VS Code looks at the system's and not at Node's extra ones.
 */
export function inHost(systemFile: string): RunClient {
  return async (task) => {
    const root = process.cwd();
    const sandbox = new Sandbox(root);
    try {
      const host = await openHost<Pass[][]>(sandbox, {
        program: 'bench/host/fanout',
        parameters: { ...task, root: path.resolve(root) },
        env: { SSL_CERT_FILE: systemFile },
        timeoutMs: 5 * 60_000,
      });
      try {
        return await host.result;
      } finally {
        await host.close();
      }
    } finally {
      await sandbox.close();
    }
  };
}
