// npm test: installs what it needs, checks, builds and runs every stage, or the ones that are named.
//   npm test -- [checks] [unit] [host] [e2e] [secrets] [--grep PATTERN]
// `secrets` searches what the other stages of this run, or of the last one, left behind (test/secrets/README.md).
// The last line is `N passed, N failed`; the exit code is 0 only if nothing failed and every stage ran tests.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, root, run } from './bootstrap.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @type {Record<string, (options: { grep?: string }) => Promise<Counts>>} */
const stages = { checks, unit, host, e2e, secrets };

const node = process.execPath;
const mocha = 'node_modules/mocha/bin/mocha.js';
/** Loaded before the tests of a stage that runs in mocha itself. */
const preload = ['--require', './out/test/secrets/preload.cjs'];
/** A folder for each run: what went over the wire, what was secret in it, and what was written. */
const allTraces = path.join(root, 'out/traces');
const traces = path.join(allTraces, String(process.pid));

async function main() {
  const { values: options, positionals } = parseArgs({
    options: { grep: { type: 'string', short: 'g' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    throw new Error(`No such stage: ${unknown.join(', ')}. There are: ${Object.keys(stages).join(', ')}.`);
  }
  const chosen = Object.keys(stages).filter((name) => positionals.length === 0 || positionals.includes(name));
  await timed('install', ensureDependencies);
  await timed('build', build);
  if (chosen.includes('host') || chosen.includes('e2e')) {
    await timed('VS Code', () => mustRun('out/test/vscode/install.cjs'));
  }
  if (chosen.some((name) => ['unit', 'host', 'e2e'].includes(name))) {
    earlierTraces().forEach((folder) => rmSync(folder, { recursive: true, force: true }));
    mkdirSync(path.join(traces, 'output'), { recursive: true, mode: 0o700 });
  }
  const counts = [];
  for (const name of chosen) {
    counts.push(await timed(name, () => stages[name](options)));
  }
  const total = sum(counts);
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(summary(total));
}

/** @param {Counts[]} counts */
function sum(counts) {
  const of = (key) => counts.reduce((total, each) => total + each[key], 0);
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

async function build() {
  removeOrphans();
  await mustRun('esbuild.js');
  await mustRun('esbuild.js', '--tests');
}

/** Types, lint and format: one count each. */
async function checks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const script of ['types', 'lint', 'format']) {
    const code = await run('npm', ['run', '--silent', script]);
    console.log(`${code === 0 ? '✔' : '✖'} ${script}`);
    counts[code === 0 ? 'passed' : 'failed']++;
  }
  return counts;
}

async function unit({ grep }) {
  const parallel = ['--parallel', '--jobs', String(availableParallelism())];
  const all = 'out/test/unit/**/*.test.cjs';
  if (grep !== undefined) {
    return tracedTests('unit', [...mochaArgs(all), ...parallel, ...grepArgs(grep)]);
  }
  // It compares two processes that it starts itself, and is to have the machine alone.
  const alone = 'out/test/unit/soak/*.test.cjs';
  return sum([
    await tracedTests('unit', [...mochaArgs(all), '--ignore', alone, ...parallel]),
    await tracedTests('unit', mochaArgs(alone)),
  ]);
}

function host({ grep }) {
  return tracedTests('host', ['out/test/vscode/hostTests.cjs'], grep === undefined ? {} : { MOCHA_GREP: grep });
}

async function e2e({ grep }) {
  if ((await run('npm', ['run', '--silent', 'package'])) !== 0) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return tracedTests('e2e', [...mochaArgs('out/test/e2e/**/*.e2e.cjs'), ...grepArgs(grep)]);
}

function secrets() {
  const folder = existsSync(traces) ? traces : earlierTraces().at(-1);
  if (folder === undefined) {
    throw new Error('Nothing has been tested yet that could be searched for secrets.');
  }
  return countedTests(['out/test/secrets/main.cjs'], { TEST_TRACE_FOLDER: folder });
}

/** Of runs that have ended, the latest last: another one may be under way in the same folder. */
function earlierTraces() {
  const folders = existsSync(allTraces) ? readdirSync(allTraces).filter((pid) => !isAlive(Number(pid))) : [];
  return folders.map((name) => path.join(allTraces, name)).sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds for a test that names no time of its own: for one that hangs, not for one on a busy machine. */
const patience = '20000';

const mochaArgs = (files) => [mocha, files, '--reporter', 'test/reporter.js', '--timeout', patience, ...preload];

const grepArgs = (grep) => (grep === undefined ? [] : ['--grep', grep]);

/** Like countedTests, for a stage whose traces are searched afterwards. */
function tracedTests(stage, args, env = {}) {
  return countedTests(args, { ...env, TEST_TRACE_FOLDER: traces }, path.join(traces, 'output', `${stage}.txt`));
}

/**
 * Runs a program that writes its counts to COUNTS_FILE. No file, no passed test, or a bad exit code without a failed
 * test counts as one failure: the tests did not load, or did not run to their end.
 * @returns {Promise<Counts>}
 */
async function countedTests(args, env = {}, outputFile) {
  const file = path.join(root, `out/counts.${process.pid}.json`);
  try {
    const code = await run(node, args, { ...env, COUNTS_FILE: file }, outputFile);
    const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
    if (counts.failed === 0 && (code !== 0 || counts.passed === 0)) {
      console.error(`✖ ${args[0]} ended with code ${code} and ${counts.passed} passed tests.`);
      return { ...counts, failed: 1 };
    }
    return counts;
  } finally {
    rmSync(file, { force: true });
  }
}

async function mustRun(...args) {
  const code = await run(node, args);
  if (code !== 0) {
    throw new Error(`node ${args.join(' ')} ended with code ${code}.`);
  }
}

/** Deletes bundles of tests that are no longer in the source; mocha would go on running them. */
function removeOrphans() {
  const out = path.join(root, 'out/test');
  for (const file of existsSync(out) ? readdirSync(out, { recursive: true }) : []) {
    const isTest = /\.(test|e2e)\.cjs$/.test(file);
    if (isTest && !existsSync(path.join(root, 'test', file.replace(/\.cjs$/, '.ts')))) {
      rmSync(path.join(out, file));
    }
  }
}

async function timed(name, task) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const result = await task();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${name}: ${result === undefined ? 'done' : summary(result)} in ${seconds} s`);
  return result;
}

/** @param {Counts} counts */
function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

main().catch((error) => {
  console.error(error.message);
  console.log(summary({ passed: 0, failed: 1, skipped: 0 }));
  process.exitCode = 1;
});
