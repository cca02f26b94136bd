import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly contributes: { readonly configuration: readonly { readonly properties: Record<string, unknown> }[] };
}

describe('README.md', () => {
  it('names every setting', () => {
    const readme = readFileSync('README.md', 'utf8');
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.ok(settings.length > 0);
    const missing = settings.filter((name) => !readme.includes(`\`${name.replace('cloudOperations.', '')}\``));
    assert.deepEqual(missing, []);
  });
});
