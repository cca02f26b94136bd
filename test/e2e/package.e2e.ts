import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { translatedLanguages } from '../l10n/texts.js';
import { zipEntries } from '../supply/zip.js';

const packaged = 'out/cloud-operations.vsix';

/** Runs `npm run package`'s program; the packaged file is left as it was, because other tests install it. */
function packageAgain(env: NodeJS.ProcessEnv = {}) {
  const kept = `${packaged}.kept`;
  copyFileSync(packaged, kept);
  try {
    const program = path.join('test', 'supply', 'package.mjs');
    const { status, stderr } = spawnSync(process.execPath, [program], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, stderr, digest: digestOf(packaged) };
  } finally {
    copyFileSync(kept, packaged);
  }
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe('the package', function () {
  this.timeout(120_000);

  it('holds these files and no others', () => {
    const names = zipEntries(readFileSync(packaged)).map(({ name }) => name);
    const expected = [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/ThirdPartyNotices.txt',
      'extension/changelog.md',
      'extension/dist/catalog.json',
      'extension/dist/explorer.js',
      'extension/dist/extension.js',
      'extension/dist/google.js',
      'extension/dist/sample.js',
      'extension/dist/timeline.css',
      'extension/dist/timeline.js',
      'extension/media/activity-bar.svg',
      'extension/media/icon.png',
      'extension/media/page-language.json',
      'extension/media/page.tmLanguage.json',
      'extension/media/skills/google-cloud-operations/SKILL.md',
      ...['anyway', 'cancel', 'look', 'projects', 'watch'].map((step) => `extension/media/walkthrough/${step}.svg`),
      'extension/package.json',
      ...translatedLanguages().flatMap((language) => [
        `extension/l10n/bundle.l10n.${language}.json`,
        `extension/package.nls.${language}.json`,
      ]),
      'extension/package.nls.json',
      'extension/readme.md',
    ];
    assert.deepEqual(names.sort(), expected.sort());
  });

  it('has a timeline’s page of no more than 40 KB', () => {
    const { size } = statSync('dist/timeline.js');
    assert.ok(size <= 40_000, `${size} bytes`);
  });

  it('is the same, byte for byte, when it is made again', () => {
    const before = digestOf(packaged);
    assert.equal(packageAgain().digest, before);
    // It is the commit's time that makes it so, and not that nothing in it has a time.
    assert.notEqual(packageAgain({ SOURCE_DATE_EPOCH: '1700000000' }).digest, before);
  });

  it('lists as its parts what is bundled, with the same in every list', () => {
    const list = readFileSync('out/cloud-operations.cdx.json', 'utf8');
    const { components } = JSON.parse(list) as { components: readonly { readonly name: string }[] };
    const names = components.map(({ name }) => name);
    assert.ok(names.includes('google-auth-library') && names.includes('gaxios') && names.includes('base64-js'));
    assert.ok(!names.includes('mocha'));
    assert.doesNotMatch(list, /serialNumber|timestamp/);
    assert.ok(!list.includes(process.cwd()));
  });

  it('hands on the licence of every package in it', () => {
    const notices = readFileSync('ThirdPartyNotices.txt', 'utf8');
    for (const name of ['google-auth-library', 'gaxios', 'jws', 'safe-buffer', 'buffer-equal-constant-time']) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    }
    assert.match(notices, /Apache License/);
    assert.match(notices, /Redistribution and use in source and binary forms/);
  });
});
