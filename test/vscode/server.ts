import { execFileSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from './sandbox.js';
import type { ServedHost } from './servedHost.js';
import { calmSettings, type Settings } from './settings.js';

const START_TIMEOUT_MS = 30_000;

export interface ServerOptions {
  /** User settings on top of the calm ones. */
  readonly settings?: Settings;
  /** Environment of the extension host, on top of this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** The packaged extension, installed as a user would. */
  readonly vsix?: string;
  /** Called with the folder of that extension before anything runs, to lay files beside those that ship. */
  readonly installed?: (folder: string) => void;
  /** More arguments for VS Code's server. */
  readonly args?: readonly string[];
}

/** A running VS Code server; it ends with its sandbox. */
export interface Server {
  /** Host and port, as in the URL and in `vscode-remote://` resources. */
  readonly authority: string;
  /** Whoever opens the workbench must show it: other users and web pages of this machine can reach the port too. */
  readonly token: string;
  /** Where the server writes its log files. */
  readonly logs: string;
  readonly process: ChildProcess;
}

/**
 * Starts VS Code's server on a free loopback port, with data, home and settings of its own inside the sandbox.
 * @throws Error with the server's output when it does not listen within 30 s
 */
export async function startServer(sandbox: Sandbox, host: ServedHost, options: ServerOptions = {}): Promise<Server> {
  const dataFolder = sandbox.subfolder('server');
  // code-server's workbench keeps user settings on the server's disk, unlike VS Code's own in a browser.
  writeSettings(sandbox.subfolder('server', 'data', 'User'), { ...calmSettings, ...options.settings });
  const env = hostEnvironment(sandbox, options.env);
  const common = [host.serverMain, '--server-data-dir', dataFolder, '--accept-server-license-terms'];
  if (options.vsix !== undefined) {
    execFileSync(host.node, [...common, '--install-extension', options.vsix, '--force'], { env, stdio: 'pipe' });
    options.installed?.(installedFolder(path.join(dataFolder, 'extensions')));
  }

  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(sandbox.folder, 'connection-token'); // a file: arguments are everybody's to read
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const args = ['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile];
  const quiet = [
    '--telemetry-level',
    'off',
    '--disable-experiments',
    '--disable-update-check',
    '--disable-workspace-trust',
  ];
  const child = sandbox.spawn(host.node, [...common, ...args, ...quiet, ...(options.args ?? [])], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await listeningPort(child);
  return { authority: `127.0.0.1:${port}`, token, logs: path.join(dataFolder, 'data/logs'), process: child };
}

/** The folder of the only extension that is installed. */
function installedFolder(extensions: string): string {
  const [only, ...others] = readdirSync(extensions, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  if (!only || others.length > 0) {
    throw new Error(`One extension is expected in ${extensions}.`);
  }
  return path.join(extensions, only.name);
}

/** What `npm run package` wrote. */
export function packagedExtension(root: string): string {
  const vsix = path.join(root, 'out/cloud-operations.vsix');
  if (!existsSync(vsix)) {
    throw new Error('There is no out/cloud-operations.vsix. Run npm run package.');
  }
  return vsix;
}

/** Writes `settings.json` into a folder of VS Code's user data. */
export function writeSettings(folder: string, settings: Settings = {}): void {
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/**
 * The environment of a throw-away VS Code: a home of its own and no Google Cloud variables, so that no credential of
 * the person who runs this is ever found.
 */
export function hostEnvironment(sandbox: Sandbox, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(GOOGLE_|GCLOUD_|CLOUDSDK_|GCE_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: sandbox.subfolder('home'),
    TMPDIR: sandbox.subfolder('tmp'), // sockets and Node's compile cache stay behind in it
    EXTENSIONS_GALLERY: '{}', // else the server keeps asking an extension gallery outside
    ...extra,
  };
}

function listeningPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => {
      clearTimeout(timeout);
      reject(new Error(`VS Code's server ${why}:\n${output}`));
    };
    const timeout = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    const read = (chunk: Buffer) => {
      if (port !== undefined) {
        return; // read on all the same: a full pipe would block the server
      }
      output += chunk.toString();
      port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) {
        clearTimeout(timeout);
        resolve(port);
      }
    };
    let port: string | undefined;
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => fail(`ended with ${String(code ?? signal)}`));
  });
}
