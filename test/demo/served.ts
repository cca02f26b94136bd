import { once } from 'node:events';
import { workbenchAddress } from '../vscode/browser.js';
import type { Emulated } from '../vscode/emulated.js';
import type { Sandbox } from '../vscode/sandbox.js';
import { installServedHost } from '../vscode/servedHost.js';
import { packagedExtension, startServer } from '../vscode/server.js';
import type { DemoWindow } from './main.js';

/** Starts a served VS Code with the packaged extension and prints the address at which a browser finds it. */
export async function openServed(sandbox: Sandbox, root: string, emulated: Emulated): Promise<DemoWindow> {
  const host = installServedHost(root);
  const server = await startServer(sandbox, host, { ...emulated, vsix: packagedExtension(root) });
  const address = workbenchAddress(server, sandbox.subfolder('workspace'));
  console.log(
    `A day of operations in three projects, behind the cloud icon of this VS Code. Ctrl+C ends it.\n\n  ${address}\n`,
  );
  return {
    ended: once(server.process, 'exit').then(([code]) => Number(code ?? 0)),
    close: () => undefined, // the server ends with its sandbox
  };
}
