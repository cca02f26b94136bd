import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compactService } from '../../../src/google/serviceCatalog/compact.js';
import { catalogText as textOf } from '../../../src/google/serviceCatalog/generate/catalogText.js';
import { catalogStats } from '../../../src/google/serviceCatalog/generate/stats.js';
import { loadCatalog, parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import type { CollectionPattern, NestedPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import { catalog, catalogFolder, catalogText, everyVersion, patternsOf } from './catalogFile.js';

describe('the service catalogue', () => {
  it('follows its schema', () => {
    const schema = JSON.parse(readFileSync(path.join(catalogFolder, 'catalog.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    assert.ok(validate(JSON.parse(catalogText)), JSON.stringify(validate.errors?.slice(0, 3), undefined, 2));
  });

  it('has at most 60 KB', () => {
    assert.ok(Buffer.byteLength(catalogText) <= 60_000, `${Buffer.byteLength(catalogText)} bytes`);
  });

  it('covers at least 100 services that can be listed and 95 whose operations can be cancelled', () => {
    const stats = catalogStats(catalog());
    assert.ok(stats.listable >= 100, `${stats.listable} listable`);
    assert.ok(stats.cancellable >= 95, `${stats.cancellable} cancellable`);
  });

  it('is in the order and the form in which it is generated', () => {
    const services = catalog();
    assert.deepEqual(
      services.map(({ id }) => id),
      services.map(({ id }) => id).sort(),
    );
    assert.equal(textOf(services), catalogText);
  });

  it('has no service twice', () => {
    const services = catalog();
    assert.equal(new Set(services.map(({ id }) => id)).size, services.length);
    assert.equal(new Set(services.map(({ host }) => host)).size, services.length);
    assert.equal(new Set(services.map(({ title }) => title)).size, services.length);
  });

  for (const service of catalog()) {
    it(`${service.id}: every entry can be asked for`, () => {
      checkService(service);
    });
  }

  for (const seed of seedServices) {
    it(`agrees with the built-in ${seed.id}`, () => {
      const entry = catalog().find(({ id }) => id === seed.id);
      const { versions, ...rest } = seed;
      assert.ok(entry);
      assert.ok(versions.every((version) => entry.versions.includes(version)));
      assert.deepEqual(
        { ...entry, versions: undefined, otherVersions: undefined },
        { ...rest, versions: undefined, otherVersions: undefined },
      );
    });
  }

  it('is read when it is asked for', async () => {
    const services = await loadCatalog(() => Promise.resolve(catalogText));
    assert.deepEqual(services, catalog());
    await assert.rejects(
      loadCatalog(() => Promise.reject(new Error('ENOENT'))),
      /ENOENT/,
    );
  });

  const broken: Record<string, [text: string, message: RegExp]> = {
    'no JSON': ['{"services":[', /JSON/],
    'no catalogue': ['[]', /^catalogue must be an object$/],
    'a service without version': [
      '{"services":[{"id":"x","title":"X","collections":[]}]}',
      /^x\.version must be a string$/,
    ],
    'a shape that is not known': [
      '{"services":[{"id":"x","title":"X","version":"v1","collections":[{"path":"operations","shape":"odd"}]}]}',
      /^x\.collections\.shape must be one of longrunning, container, sql, compute, dns$/,
    ],
    'locations of another type': [
      '{"services":[{"id":"x","title":"X","version":"v1","collections":[{"path":"operations","locations":5}]}]}',
      /^x\.collections\.locations must be a list$/,
    ],
  };
  for (const [what, [text, message]] of Object.entries(broken)) {
    it(`says what is wrong with ${what}`, () => {
      assert.throws(
        () => parseCatalog(text),
        (error: Error) => message.test(error.message),
      );
    });
  }

  it('writes down what it reads, whatever is set', () => {
    const full: Service = {
      id: 'thing',
      title: 'Thing',
      host: 'thing.example.com',
      version: 'v2',
      versions: ['v2', 'v1'],
      collections: [
        {
          path: 'projects/{project}/operations',
          locations: { from: 'fixed', locations: ['global'] },
          wildcard: true,
          shape: 'sql',
          cancel: true,
          delete: false,
          wait: true,
          version: 'v1',
          request: {
            query: { filter: 'x' },
            pageSize: 'none',
            maxPageSize: 7,
            cancelSuffix: '/cancel',
            operationVersion: 'v2',
          },
        },
      ],
      otherVersions: {
        v1: {
          collections: [],
          nested: [
            {
              path: '{parent}/sub/operations',
              locations: { from: 'locationsList' },
              wildcard: false,
              shape: 'longrunning',
              cancel: false,
              delete: true,
              always: true,
              parents: [
                { path: 'projects/{project}/locations/{location}/boxes', field: 'items' },
                { path: '{parent}/things', field: 'things' },
              ],
            },
          ],
        },
      },
      locationHost: '{location}-thing.example.com',
      locationsVersion: 'v1',
      scopes: { read: ['https://www.googleapis.com/auth/thing'], write: ['https://www.googleapis.com/auth/thing'] },
    };
    const text = JSON.stringify({ services: [compactService(full)] });
    assert.deepEqual(parseCatalog(text), [full]);
  });
});

function checkService(service: Service): void {
  assert.equal(service.versions[0], service.version);
  assert.equal(new Set(service.versions).size, service.versions.length);
  assert.ok(service.host.startsWith(`${service.id}.`));
  assert.ok(!/\bAPI\b|^Google |[&<>]\w+;/.test(service.title) || service.id.startsWith('api'), service.title);
  assert.ok(Object.keys(service.otherVersions ?? {}).every((version) => service.versions.includes(version)));
  const listsLocations = [...everyVersion(service)].some(([, version]) =>
    patternsOf(version).some((pattern) => pattern.locations.from === 'locationsList'),
  );
  assert.ok(service.locationsVersion === undefined || listsLocations, 'locationsVersion without a use');
  for (const [version, collections] of everyVersion(service)) {
    const patterns = patternsOf(collections);
    assert.ok(patterns.length > 0, `${version} lists nothing`);
    assert.equal(new Set(patterns.map((pattern) => keyOf(pattern))).size, patterns.length, `${version} lists twice`);
    collections.collections.forEach(checkCollection);
    collections.nested.forEach(checkNested);
  }
}

function checkCollection(pattern: CollectionPattern): void {
  assert.ok(!/[*]|\{parent\}/.test(pattern.path), pattern.path);
  checkPattern(pattern, pattern.path);
}

function checkNested(pattern: NestedPattern): void {
  assert.ok(pattern.path.startsWith('{parent}/'), pattern.path);
  assert.ok(pattern.parents.length >= 1 && pattern.parents.length <= 2);
  pattern.parents.forEach((parent, index) => {
    assert.equal(parent.path.startsWith('{parent}/'), index > 0, parent.path);
    assert.match(parent.field, /^[a-z]\w*$/i);
  });
  checkPattern(pattern, [...pattern.parents.map((parent) => parent.path), pattern.path].join(' '));
}

/** @param text everything that holds placeholders */
function checkPattern(pattern: CollectionPattern, text: string): void {
  assert.match(pattern.path, /operations$/i);
  assert.equal(text.includes('{location}'), pattern.locations.from !== 'none', `${text}: ${pattern.locations.from}`);
  assert.ok(!pattern.wildcard || text.includes('{location}'));
  assert.ok(!text.includes('{location}') || text.includes('{project}'), text);
  assert.ok(pattern.locations.from !== 'fixed' || pattern.locations.locations.length > 0);
  const { query = {}, cancelSuffix } = pattern.request ?? {};
  assert.ok(Object.values(query).every((value) => !/\{(?!project\}|")/.test(value)));
  assert.ok(cancelSuffix === undefined || pattern.cancel);
}

function keyOf(pattern: CollectionPattern & { parents?: NestedPattern['parents'] }): string {
  return JSON.stringify([pattern.parents, pattern.path]);
}
