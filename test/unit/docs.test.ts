import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents that lead a reader to files of today; the changelog tells of those of its time. */
const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => path.join('docs', name))];

/** `src/watch/poller.ts`, or `watch/poller.ts` where a document leaves `src/` out. */
const filePath = /`((?:src|test|docs|base|operations|google|sample|watch|ui)\/[\w./-]+\.(?:ts|mjs|md|json))`/g;

/** A file of tests, and the titles of those in it that are meant. */
const namedTests = /`(test\/[\w./-]+\.(?:test|e2e)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g;

describe('the documents', () => {
  it('name files that exist', () => {
    const named = documents
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(filePath)].map(([, name = '']) => ({ file, name })));
    assert.ok(named.length > 20);
    const gone = named.filter(({ name }) => !existsSync(name) && !existsSync(path.join('src', name)));
    assert.deepEqual(gone, []);
  });

  it('name tests that exist, by their titles', () => {
    const named = [...readFileSync('docs/features.md', 'utf8').matchAll(namedTests)].flatMap(
      ([, file = '', titles = '']) => [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
    );
    assert.ok(named.length > 60);
    const gone = named.filter(({ file, title }) => !readFileSync(file, 'utf8').includes(title));
    assert.deepEqual(gone, []);
  });

  it('prove each feature, or say why it is not there', () => {
    const rows = readFileSync('docs/features.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\| (?:feature|-)/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    assert.equal(rows.length, 41 + 16);
    const unproved = rows.filter((cells) => {
      const proof = cells.at(-2) ?? '';
      return cells.includes('no') ? proof.split(' ').length < 8 : !/`(?:test\/|npm (?:test|run) )/.test(proof);
    });
    assert.deepEqual(unproved, []);
  });
});
