import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isGoogle, mayReceiveTokens, noOtherOrigins } from '../../../src/google/origins.js';
import { hostAt } from '../../../src/google/serviceCatalog/collectionAt.js';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';

const allowing = (...origins: readonly string[]) => ({ has: (origin: string) => origins.includes(origin) });
const may = (url: string, allowed = noOtherOrigins): boolean => mayReceiveTokens(new URL(url), allowed);

describe('which origins may receive tokens', () => {
  const trusted = [
    'https://dataproc.googleapis.com/v1/projects/p',
    'https://us-central1-gkehub.googleapis.com/',
    'https://storage.us-central1.rep.googleapis.com/',
    'https://dataproc-xyz.p.googleapis.com/',
    'https://STS.googleapis.com:443/v1/token',
    'http://127.0.0.1:8080/',
    'http://127.1:8080/',
    'http://localhost/',
    'https://localhost:8443/',
    'http://[::1]:1/',
  ];
  for (const url of trusted) {
    it(`${url} may`, () => assert.ok(may(url)));
  }

  const others = [
    'https://googleapis.com/',
    'https://evil.example/',
    'https://evilgoogleapis.com/',
    'https://dataproc.googleapis.com.evil.example/',
    'https://dataproc.googleapis.com./',
    'https://dataproc.googleapis.com:8443/',
    'http://dataproc.googleapis.com/',
    'https://googleapis.com.evil.example/dataproc.googleapis.com',
    'https://dataproc.googleapis.com@evil.example/',
    'https://accounts.google.com/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://0.0.0.0:8080/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/',
    'http://192.168.0.1/',
  ];
  for (const url of others) {
    it(`${url} may not`, () => assert.ok(!may(url)));
  }

  it('every host of the catalogue may, in every location', () => {
    const services = parseCatalog(readFileSync('src/google/serviceCatalog/catalog.json', 'utf8'));
    assert.ok(services.length > 100);
    for (const service of services) {
      assert.ok(may(`https://${service.host}/`), service.host);
      assert.ok(may(`https://${hostAt(service, 'europe-west1')}/`), hostAt(service, 'europe-west1'));
    }
  });

  it('what the person allowed may, by its origin and over https alone', () => {
    const allowed = allowing('https://proxy.example', 'http://proxy.example');
    assert.ok(may('https://proxy.example/google/dataproc', allowed));
    assert.ok(!may('https://proxy.example:8443/', allowed));
    assert.ok(!may('https://other.proxy.example/', allowed));
    assert.ok(!may('http://proxy.example/', allowed));
  });

  it('nothing but https at a name below Google’s is Google, however it is put together', () => {
    const part = fc.constantFrom(
      'googleapis',
      'com',
      'evil',
      'rep',
      '.',
      '-',
      '.',
      'googleapis.com',
      '@',
      ':',
      '8443',
      '/',
    );
    const text = fc.tuple(fc.constantFrom('https', 'http'), fc.array(part, { minLength: 1, maxLength: 8 }));
    fc.assert(
      fc.property(text, ([scheme, parts]) => {
        const address = `${scheme}://${parts.join('')}`;
        fc.pre(URL.canParse(address));
        const url = new URL(address);
        const google = url.origin.startsWith('https://') && url.host.endsWith('.googleapis.com');
        assert.equal(isGoogle(url), google && url.hostname !== '.googleapis.com', address);
      }),
    );
  });
});
