import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Manifest {
  readonly version: string;
}

const news = 'What is new.\n';

describe('the release script', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'release-'));
    for (const file of ['package.json', 'package-lock.json', 'test/bootstrap.mjs', 'test/supply/release.mjs']) {
      cpSync(file, path.join(folder, file));
    }
    writeFileSync(path.join(folder, 'CHANGELOG.md'), `# Changelog\n\n## Unreleased\n\n${news}`);
    ownedBy('acme');
    git('init', '--quiet');
    git('config', 'user.name', 'Owner');
    git('config', 'user.email', 'owner@example.com');
    commit();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
  const commit = (): void => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Begin');
  };
  const manifest = (name = 'package.json'): Manifest =>
    JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Manifest;
  const changelog = (): string => readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8');

  function ownedBy(owner: string): void {
    const file = path.join(folder, 'package.json');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('_owner_', owner));
  }

  function release(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['test/supply/release.mjs', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: `${stdout}${stderr}` };
  }

  it('bumps, dates the changelog, commits and tags with what is new', () => {
    const [major = 0, minor = 0] = manifest().version.split('.').map(Number);
    const next = `${major}.${minor + 1}.0`;
    const { status, said } = release('minor');
    assert.equal(status, 0, said);
    assert.equal(manifest().version, next);
    assert.equal(manifest('package-lock.json').version, next);
    assert.match(changelog(), new RegExp(`^## ${next} \\(\\d{4}-\\d\\d-\\d\\d\\)\\n\\n${news}`, 'm'));
    assert.equal(git('status', '--porcelain'), '');
    assert.equal(git('tag', '--list', '--format', '%(refname:short): %(contents)'), `v${next}: ${news.trim()}`);
    assert.equal(git('rev-parse', `v${next}^{commit}`), git('rev-parse', 'HEAD'));
    assert.equal(release('--check', `v${next}`).status, 0);
    assert.notEqual(release('--check', 'v0.0.0').status, 0);
  });

  for (const [why, spoil, says] of [
    ['nobody owns it', () => disown(), /name nobody yet/],
    [
      'nothing is new',
      () => write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n## 0.0.1 (2026-01-01)\n'),
      /nothing/,
    ],
    ['something is not committed', () => writeFileSync(path.join(folder, 'new'), ''), /not committed/],
  ] as const) {
    it(`leaves everything as it is where ${why}`, () => {
      spoil();
      const [before, version] = [git('rev-parse', 'HEAD'), manifest().version];
      const { status, said } = release('patch');
      assert.equal(status, 1);
      assert.match(said, says);
      assert.equal(git('rev-parse', 'HEAD'), before);
      assert.equal(git('tag', '--list'), '');
      assert.equal(manifest().version, version);
    });
  }

  function write(name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
    commit();
  }
  function disown(): void {
    write('package.json', readFileSync(path.join(folder, 'package.json'), 'utf8').replaceAll('/acme/', '/_owner_/'));
  }
});
