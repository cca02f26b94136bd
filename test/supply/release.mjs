// npm run release -- major|minor|patch   bumps the version, dates the changelog, commits and tags; pushes nothing
// npm run release -- --check TAG         says what of package.json and CHANGELOG.md does not fit a tag (the release workflow)
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

const UNRELEASED = '## Unreleased\n';
const changelogFile = path.join(root, 'CHANGELOG.md');

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

function manifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

/** What the owner has to fill in once, in package.json, before anything is published. */
function checkOwner({ repository, bugs }) {
  if (`${repository.url} ${bugs.url}`.includes('_owner_')) {
    throw new Error('package.json: `publisher`, `repository` and `bugs` name nobody yet. The owner fills them in.');
  }
}

/** The part of the changelog below the heading of a version. */
function notesOf(version) {
  const [, after] = readFileSync(changelogFile, 'utf8').split(
    new RegExp(`^## ${version.replaceAll('.', '\\.')} .*\\n`, 'm'),
  );
  const notes = after?.split(/^## /m)[0].trim();
  if (!notes) {
    throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  }
  return notes;
}

function check(tag) {
  const current = manifest();
  checkOwner(current);
  if (tag !== `v${current.version}`) {
    throw new Error(`The tag is ${tag}, but package.json has version ${current.version}.`);
  }
  notesOf(current.version);
}

function release(step) {
  checkOwner(manifest());
  if (git('status', '--porcelain') !== '') {
    throw new Error('There are changes that are not committed.');
  }
  const changelog = readFileSync(changelogFile, 'utf8');
  if (!changelog.includes(`${UNRELEASED}\n`) || changelog.includes(`${UNRELEASED}\n## `)) {
    throw new Error('CHANGELOG.md has nothing under "Unreleased".');
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['version', step, '--no-git-tag-version'], { cwd: root, shell: process.platform === 'win32' });
  const { version } = manifest();
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(changelogFile, changelog.replace(UNRELEASED, `## ${version} (${day})\n`));
  git('commit', '--all', '--message', `Version ${version}`);
  git('tag', '--annotate', `v${version}`, '--cleanup=verbatim', '--message', notesOf(version));
  console.log(`Version ${version} is committed and tagged. It is out with: git push --follow-tags`);
}

try {
  const [first = '', tag = ''] = process.argv.slice(2);
  if (first === '--check') {
    check(tag);
  } else if (['major', 'minor', 'patch'].includes(first)) {
    release(first);
  } else {
    throw new Error('npm run release -- major|minor|patch, or --check TAG');
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
