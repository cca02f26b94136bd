// npm test: installs what it needs, checks, builds and runs every stage, or the ones that are named.
//   npm test -- [checks] [unit] [host] [e2e] [--grep PATTERN]
// The last line is `N passed, N failed`; the exit code is 0 only if nothing failed and every stage ran tests.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, root, run } from './bootstrap.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @type {Record<string, (options: { grep?: string }) => Promise<Counts>>} */
const stages = { checks, unit, host, e2e };

const node = process.execPath;
const mocha = 'node_modules/mocha/bin/mocha.js';

async function main() {
  const { values: options, positionals } = parseArgs({
    options: { grep: { type: 'string', short: 'g' } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !(name in stages));
  if (unknown.length > 0) {
    throw new Error(`No such stage: ${unknown.join(', ')}. There are: ${Object.keys(stages).join(', ')}.`);
  }
  const chosen = positionals.length > 0 ? positionals : Object.keys(stages);
  await timed('install', ensureDependencies);
  await timed('build', build);
  if (chosen.includes('host') || chosen.includes('e2e')) {
    await timed('VS Code', () => mustRun('out/test/vscode/install.cjs'));
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of chosen) {
    const counts = await timed(name, () => stages[name](options));
    for (const key of Object.keys(total)) {
      total[key] += counts[key];
    }
  }
  process.exitCode = total.failed > 0 ? 1 : 0;
  console.log(summary(total));
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

function unit({ grep }) {
  return countedTests([mocha, 'out/test/unit/**/*.test.cjs', '--reporter', 'test/reporter.js', ...grepArgs(grep)]);
}

function host({ grep }) {
  return countedTests(['out/test/vscode/hostTests.cjs'], grep === undefined ? {} : { MOCHA_GREP: grep });
}

async function e2e({ grep }) {
  if ((await run('npm', ['run', '--silent', 'package'])) !== 0) {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return countedTests([mocha, 'out/test/e2e/**/*.e2e.cjs', '--reporter', 'test/reporter.js', ...grepArgs(grep)]);
}

const grepArgs = (grep) => (grep === undefined ? [] : ['--grep', grep]);

/**
 * Runs a program that writes its counts to COUNTS_FILE. No file, no passed test, or a bad exit code without a failed
 * test counts as one failure: the tests did not load, or did not run to their end.
 * @returns {Promise<Counts>}
 */
async function countedTests(args, env = {}) {
  const file = path.join(root, `out/counts.${process.pid}.json`);
  try {
    const code = await run(node, args, { ...env, COUNTS_FILE: file });
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
