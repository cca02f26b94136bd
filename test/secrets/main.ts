// The last part of a test run: searches what the others left for secrets. Prints kinds and places, never a secret.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { traceFolder } from '../emulator/trace.js';
import { searchTraces } from './search.js';

/** More lines of one kind say nothing new. */
const shownProblems = 20;

const folder = traceFolder();
if (folder === undefined) {
  throw new Error('Start it as npm test -- secrets.');
}
const outcomes = searchTraces(folder);
for (const { title, searched, problems } of outcomes) {
  console.log(`  ${problems.length === 0 ? '✔' : '✖'} ${title}: ${searched}`);
  problems.slice(0, shownProblems).forEach((problem) => console.log(`      ${problem}`));
  if (problems.length > shownProblems) {
    console.log(`      and ${problems.length - shownProblems} more`);
  }
}
const failed = outcomes.filter(({ problems }) => problems.length > 0).length;
if (failed === 0) {
  // Hundreds of megabytes; after a find they stay, to be looked at.
  rmSync(path.join(folder, 'files'), { recursive: true, force: true });
}
if (process.env.COUNTS_FILE !== undefined) {
  const counts = { passed: outcomes.length - failed, failed, skipped: 0 };
  writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
}
process.exitCode = failed === 0 ? 0 : 1;
