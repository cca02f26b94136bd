import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ApiSurface } from '../../../src/google/serviceCatalog/apiSurface.js';
import { isCovered } from '../../../src/google/serviceCatalog/coverage.js';
import { assemble } from '../../../src/google/serviceCatalog/generate/assemble.js';
import { readSupplement } from '../../../src/google/serviceCatalog/generate/supplement.js';
import { readTarball } from '../../../src/google/serviceCatalog/generate/tarball.js';
import { compareVersions } from '../../../src/google/serviceCatalog/generate/versionOrder.js';
import { productTitle } from '../../../src/google/serviceCatalog/productTitle.js';

describe('a packed package', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  after(() => rmSync(folder, { recursive: true }));

  /** One file as ustar has it: a header block, the content, zeros up to the next block. */
  function entry(name: string, content: string): Buffer {
    const header = Buffer.alloc(512);
    header.write(name.slice(-100), 0, 'latin1');
    header.write(name.slice(0, -100), 345, 'latin1');
    header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')} `, 124, 'latin1');
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
    body.write(content);
    return Buffer.concat([header, body]);
  }

  async function read(archive: Buffer): Promise<[string, string][]> {
    const file = path.join(folder, 'package.tgz');
    writeFileSync(file, archive);
    const found: [string, string][] = [];
    for await (const { path: name, text } of readTarball(file, (one) => one.endsWith('.js'))) {
      found.push([name, text]);
    }
    return found;
  }

  it('gives the wanted files and nothing else', async () => {
    const long = 'é'.repeat(40_000);
    const files = [
      entry('package/a.js', 'a'),
      entry('package/skip.txt', 'x'.repeat(3_000)),
      entry('package/b.js', long),
      entry('package/empty.js', ''),
    ];
    assert.deepEqual(await read(gzipSync(Buffer.concat([...files, Buffer.alloc(1024)]))), [
      ['package/a.js', 'a'],
      ['package/b.js', long],
      ['package/empty.js', ''],
    ]);
  });

  it('is refused when it ends within a file', async () => {
    const file = entry('package/a.js', 'x'.repeat(2_000));
    await assert.rejects(read(gzipSync(file.subarray(0, 1_024))), /ends in the middle of package\/a\.js/);
  });
});

describe('the generator', () => {
  it('puts the wanted version first, then the stable, then the newest', () => {
    const versions = ['v1beta', 'v2alpha', 'v1', 'v1p1beta1', 'v2beta1', 'v10', 'v2', 'uiv1beta3', 'v1beta2', 'dns/v1'];
    const sorted = (wanted?: string) => [...versions].sort((a, b) => compareVersions(a, b, wanted));
    assert.deepEqual(sorted(), [
      'v10',
      'v2',
      'v1',
      'dns/v1',
      'v2beta1',
      'v1p1beta1',
      'v1beta2',
      'v1beta',
      'v2alpha',
      'uiv1beta3',
    ]);
    assert.equal(sorted('v1beta')[0], 'v1beta');
  });

  it('names products as people do', () => {
    const titles = {
      'Cloud Scheduler API': 'Cloud Scheduler',
      'Google Vault API': 'Vault',
      'Google Cloud Memorystore for Redis API': 'Memorystore for Redis',
      'Cloud Run Admin API': 'Cloud Run',
      'AI Platform Training &amp; Prediction API': 'AI Platform Training & Prediction',
      'Google API': 'API',
      API: 'API',
    };
    for (const [title, name] of Object.entries(titles)) {
      assert.equal(productTitle(title), name);
    }
  });

  it('finds the method that takes the operations of a list', () => {
    const list = 'v1/projects/*/locations/*/operations';
    assert.ok(isCovered(list, `${list}/*:cancel`, ':cancel'));
    assert.ok(isCovered(list, 'v1/projects/*/locations/*/operations/**:cancel', ':cancel'));
    assert.ok(isCovered('v1/operations', 'v1/operations/**', ''));
    assert.ok(!isCovered(list, `${list}/*:cancel`, ''));
    assert.ok(!isCovered(list, 'v1/projects/*/locations/global/operations/*:cancel', ':cancel'));
    assert.ok(!isCovered(list, 'v1/projects/*/operations/*:cancel', ':cancel'));
    assert.ok(!isCovered('v1/operations', 'v1/**/things/operations/*', ''));
  });

  const location = 'v1/projects/*/locations/*/operations';
  const api = (version: string, change: Partial<ApiSurface> = {}): ApiSurface => {
    const list = location.replace('v1', version);
    const array = { field: 'operations', items: 'operations' } as const;
    return {
      host: 'mover.googleapis.com',
      version,
      title: 'Batch Mover API',
      methods: [
        { verb: 'GET', path: list, required: [], scopes: [], array },
        { verb: 'GET', path: `${list}/*`, required: [], scopes: [] },
      ],
      ...change,
    };
  };
  const withLocations = (version: string): ApiSurface => {
    const { methods, ...rest } = api(version);
    return {
      ...rest,
      methods: [...methods, { verb: 'GET', path: `${version}/projects/*/locations`, required: [], scopes: [] }],
    };
  };
  const supplement = (...services: object[]) => readSupplement({ services });

  it('asks the version that can list locations for all', () => {
    const [mover] = assemble([api('v2'), withLocations('v1')], []).services;
    assert.equal(mover?.version, 'v2');
    assert.equal(mover.locationsVersion, 'v1');
    assert.deepEqual(mover.collections[0]?.locations, { from: 'locationsList' });
    assert.equal(mover.otherVersions, undefined);
  });

  it('asks regions where no version can, and the named locations where they are known', () => {
    assert.deepEqual(assemble([api('v1')], []).services[0]?.collections[0]?.locations, { from: 'computeRegions' });
    const known = supplement({ id: 'mover', source: 'x', locations: ['us', 'eu'] });
    assert.deepEqual(assemble([api('v1')], known).services[0]?.collections[0]?.locations, {
      from: 'fixed',
      locations: ['us', 'eu'],
    });
  });

  it('takes from the supplement what descriptions do not say', () => {
    const extra = supplement(
      {
        id: 'mover',
        source: 'reference',
        title: 'Mover',
        prefer: 'v1',
        wildcard: true,
        versions: { v1: [{ path: 'operations', can: 'cancel' }] },
      },
      { id: 'other', source: 'service config', title: 'Other', versions: { v1: [{ path: 'operations' }] } },
    );
    const [mover, other] = assemble([api('v2'), api('v1')], extra).services;
    assert.equal(mover?.title, 'Mover');
    assert.deepEqual(mover.versions, ['v1', 'v2']);
    assert.deepEqual(
      mover.collections.map(({ path: one, wildcard, cancel }) => [one, wildcard, cancel]),
      [
        ['projects/{project}/locations/{location}/operations', true, false],
        ['operations', false, true],
      ],
    );
    assert.equal(other?.host, 'other.googleapis.com');
  });

  it('leaves out what the supplement excludes, and says so', () => {
    const all = assemble([api('v1')], supplement({ id: 'mover', source: 'shut down', exclude: ['*'] }));
    assert.deepEqual(all.services, []);
    assert.deepEqual(all.leftOut, [
      { service: 'mover', version: 'v1', path: 'projects/*/locations/*/operations', reason: 'supplement: shut down' },
    ]);
  });

  it('says which entry of the supplement is wrong', () => {
    assert.throws(() => supplement({ id: 'mover' }), /^Error: mover\.source must be a string$/);
    assert.throws(
      () => supplement({ id: 'mover', source: 'x', versions: { v1: {} } }),
      /^Error: mover\.v1 must be a list$/,
    );
  });
});
