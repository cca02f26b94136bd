// npm run bench -- NAME [--json] [--quick]: builds what ships, then measures it.
//   NAME     activation | bundle | fanout | isolation | latency | organisation | poll | profile | scale | timeline | tree |
//            all
//   --json   the last line holds the figures
//   --quick  fewer runs, to try a change; figures for the record come without it
import { execFileSync, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, root, run } from '../bootstrap.mjs';
import { installPeers } from '../peers/install.mjs';

/** @type {Record<string, (() => Promise<void>)[]>} what each needs beside the build */
const needs = {
  bundle: [packageExtension, installVsCode],
  tree: [installVsCode],
  poll: [installVsCode],
  organisation: [installVsCode],
  latency: [packageExtension, installVsCode],
  fanout: [installVsCode, installPeers],
  activation: [packageExtension, installVsCode],
  // The host's Node, for the same engine as in VS Code.
  isolation: [installVsCode],
  profile: [installVsCode],
  scale: [packageExtension, installVsCode],
  timeline: [installVsCode],
};

async function main() {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name, ...others] = positionals;
  const names = name === 'all' ? Object.keys(needs) : [name];
  if (name === undefined || others.length > 0 || names.some((one) => !(one in needs))) {
    throw new Error(`Which benchmark? One of ${Object.keys(needs).join(', ')}, or all.`);
  }
  await ensureDependencies();
  await mustRun(process.execPath, 'esbuild.js', '--production');
  await mustRun(process.execPath, 'esbuild.js', '--tests');
  for (const prepare of new Set(names.flatMap((one) => needs[one]))) {
    await prepare();
  }
  const node = execFileSync(process.execPath, [path.join(root, 'out/test/bench/hostNode.child.cjs')], { cwd: root });
  const figures = {};
  for (const one of names) {
    figures[one] = await measure(one, node.toString(), values.quick ? ['--quick'] : []);
  }
  if (values.json) {
    console.log(JSON.stringify(name === 'all' ? figures : figures[name]));
  }
}

/** Runs one benchmark in a process of its own, so that none warms up or litters another. */
function measure(name, execPath, args) {
  const file = path.join(root, `out/test/bench/${name}.bench.cjs`);
  if (!existsSync(file)) {
    throw new Error(`There is no ${path.relative(root, file)}.`);
  }
  return new Promise((resolve, reject) => {
    let figures;
    const child = fork(file, args, { cwd: root, execPath });
    child.once('message', (message) => {
      figures = message;
    });
    child.once('exit', (code, signal) => {
      if (code === 0 && figures !== undefined) {
        resolve(figures);
      } else {
        reject(new Error(`${name} ended with ${code ?? signal}${figures ? '' : ' and without figures'}.`));
      }
    });
  });
}

function packageExtension() {
  return mustRun('npm', 'run', '--silent', 'package');
}

function installVsCode() {
  return mustRun(process.execPath, 'out/test/vscode/install.cjs');
}

async function mustRun(command, ...args) {
  const code = await run(command, args);
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with code ${code}.`);
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
