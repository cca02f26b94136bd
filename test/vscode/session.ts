import { chattyLog, speak, startBrowser, workbenchAddress } from './browser.js';
import { installChromium } from './chromium.js';
import type { Sandbox } from './sandbox.js';
import { installServedHost } from './servedHost.js';
import { startServer, type Server, type ServerOptions } from './server.js';
import { Workbench } from './workbench.js';

/** A served VS Code with a browser on it. */
export interface Session {
  readonly server: Server;
  readonly workbench: Workbench;
  /** Closes the browser; the server ends with the sandbox. */
  close(): Promise<void>;
}

export interface SessionOptions extends ServerOptions {
  /** The folder that the workbench opens; an empty one unless told. */
  readonly workspace?: string;
  /** What the workbench is shown in, as VS Code names languages; English unless told. */
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
}

/** @param root the repository's folder */
export async function openSession(sandbox: Sandbox, root: string, options: SessionOptions = {}): Promise<Session> {
  const { workspace = sandbox.subfolder('workspace'), language, width, height } = options;
  const server = await startServer(sandbox, installServedHost(root), options);
  const context = await startBrowser(sandbox, {
    executable: installChromium(),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
  try {
    if (language !== undefined) {
      await speak(context, language);
    }
    const workbench = await Workbench.open(context, workbenchAddress(server, workspace, [chattyLog]));
    return { server, workbench, close: () => context.close() };
  } catch (error) {
    await context.close();
    throw error;
  }
}
