import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchDocument } from '../../../src/google/serviceCatalog/fetchDocument.js';
import { DiscoveryError, type OwnService } from '../../../src/google/serviceCatalog/ownService.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { Catalogue } from '../../../src/ui/catalogue.js';
import { keptLog } from '../google/bench.js';

describe('own services that are written down', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function catalogueOf(own: unknown): Catalogue {
    writeFileSync(path.join(folder, 'own-services.json'), typeof own === 'string' ? own : JSON.stringify(own));
    return new Catalogue(path.join(folder, 'none.json'), folder, keptLog());
  }

  const seed = seedServices[0]!;
  const own = (id: string, endpoint?: string): unknown => ({ service: { ...seed, id }, endpoint });

  it('give no address to a built-in service, nor to where tokens are made', () => {
    const taken = [
      ...seedServices.map(({ id }) => id),
      'oauth2',
      'accounts',
      'sts',
      'iamcredentials',
      'compute',
      'run',
    ];
    const catalogue = catalogueOf([
      ...taken.map((id) => own(id, 'https://oauth2.googleapis.com/x/')),
      own('own-localhost-8080', 'http://localhost:8080/'),
    ]);
    assert.deepEqual(catalogue.ownEndpoints(), { 'own-localhost-8080': 'http://localhost:8080/' });
  });

  it('are the person’s alone, also where an earlier version left them open to others', () => {
    const file = path.join(folder, 'storage', 'own-services.json');
    const mode = (of: string): number => statSync(of).mode & 0o777;
    const umask = process.umask(0o022);
    try {
      const catalogue = new Catalogue(path.join(folder, 'none.json'), path.dirname(file), keptLog());
      const added = own('own-good') as OwnService;
      catalogue.add(added);
      assert.deepEqual([mode(path.dirname(file)), mode(file)], [0o700, 0o600]);
      chmodSync(file, 0o644);
      assert.equal(new Catalogue(path.join(folder, 'none.json'), path.dirname(file), keptLog()).own().length, 1);
      assert.equal(mode(file), 0o600);
      assert.deepEqual(readdirSync(path.dirname(file)), ['own-services.json']);
    } finally {
      process.umask(umask);
    }
  });

  it('are passed over where they are none', () => {
    const catalogue = catalogueOf([null, 7, 'x', {}, { service: {} }, { service: { id: 'own-x' } }, own('own-good')]);
    assert.deepEqual(
      catalogue.own().map(({ service }) => service.id),
      ['own-good'],
    );
    assert.equal(catalogueOf('{').own().length, 0);
    assert.equal(catalogueOf('{}').all().length, seedServices.length);
  });
});

describe('a discovery document without end', () => {
  it('is not read to it', async () => {
    let sent = 0;
    const server = createServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) {
          sent += 65_536;
        }
      };
      response.on('drain', more);
      more();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const source = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await assert.rejects(
      fetchDocument(source, AbortSignal.timeout(9_000)),
      (error) => error instanceof DiscoveryError && error.problem === 'tooLarge',
    );
    server.closeAllConnections();
    server.close();
    assert.ok(sent < 64_000_000, String(sent));
  }).timeout(10_000);
});
