import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Documents that lead a reader to files of today; the changelog tells of those of its time. */
const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync('docs').map((name) => path.join('docs', name))];

/** `src/watch/poller.ts`, or `watch/poller.ts` where a document leaves `src/` out. */
const filePath = /`((?:src|test|docs|base|operations|google|sample|watch|ui)\/[\w./-]+\.(?:ts|mjs|md|json))`/g;

describe('the documents', () => {
  it('name files that exist', () => {
    const named = documents
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(filePath)].map(([, name = '']) => ({ file, name })));
    assert.ok(named.length > 20);
    const gone = named.filter(({ name }) => !existsSync(name) && !existsSync(path.join('src', name)));
    assert.deepEqual(gone, []);
  });
});
