import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isApiError } from '../../../src/google/apiError.js';
import { endpointOf } from '../../../src/google/http/endpoint.js';
import { encodeResourceName } from '../../../src/google/http/resourcePath.js';
import { collection, failure, openWith } from './bench.js';

const host = 'dataproc.googleapis.com';

describe('endpoint overrides', () => {
  const accepted: Record<string, string> = {
    'http://127.0.0.1:8080': 'http://127.0.0.1:8080',
    'http://127.0.0.1:8080/': 'http://127.0.0.1:8080',
    'http://localhost:1/dataproc/': 'http://localhost:1/dataproc',
    'http://[::1]:8080': 'http://[::1]:8080',
    'https://dataproc.us-central1.rep.googleapis.com': 'https://dataproc.us-central1.rep.googleapis.com',
    '  https://proxy.example/google/dataproc// ': 'https://proxy.example/google/dataproc',
    '': 'https://dataproc.googleapis.com',
  };
  for (const [override, base] of Object.entries(accepted)) {
    it(`accepts ${JSON.stringify(override)}`, () =>
      assert.equal(endpointOf('dataproc', host, { dataproc: override }), base));
  }

  const refused = [
    'dataproc.googleapis.com',
    'http://proxy.example',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@proxy.example/',
    'https://proxy.example/?key=secret',
    'https://proxy.example/#x',
    'https://',
  ];
  for (const override of refused) {
    it(`refuses ${override}`, () => {
      assert.throws(
        () => endpointOf('dataproc', host, { dataproc: override }),
        (error) =>
          isApiError(error) &&
          error.facts.kind === 'endpointInvalid' &&
          /"dataproc"/.test(error.message) &&
          !/secret/.test(error.message),
      );
    });
  }

  it('knows no override by an inherited name, and no host that is none', () => {
    assert.equal(endpointOf('constructor', host, {}), `https://${host}`);
    for (const bad of ['', 'evil.example/', 'a b', 'x@evil.example', 'UPPER.example']) {
      assert.throws(() => endpointOf('x', bad, {}), isApiError, bad);
    }
  });

  it('a bad one ends the call before anything is sent', async () => {
    const google = openWith({ endpointOverrides: { dataproc: 'http://proxy.example' } });
    const facts = await failure(
      google.operations.get(collection('dataproc', 'p', 'r'), 'projects/p/regions/r/operations/x'),
    );
    assert.equal(facts.kind, 'endpointInvalid');
  });
});

describe('resource names in URLs', () => {
  it('keep slashes and unreserved characters, all else is encoded', () => {
    assert.equal(
      encodeResourceName('projects/example.com:etl/regions/r-1/operations/a_b~c'),
      'projects/example.com%3Aetl/regions/r-1/operations/a_b~c',
    );
    assert.equal(encodeResourceName("a?b#c%d&e=f+g(h)!'*"), 'a%3Fb%23c%25d%26e%3Df%2Bg%28h%29%21%27%2A');
    assert.equal(encodeResourceName('projects/p/locations/-/operations'), 'projects/p/locations/-/operations');
    assert.equal(encodeResourceName('größe'), 'gr%C3%B6%C3%9Fe');
  });

  it('refuse what a URL would turn into another name', () => {
    for (const name of ['', '/', 'a//b', '/a', 'a/', '..', 'projects/../x', 'projects/./x', '\uD800']) {
      assert.throws(() => encodeResourceName(name), isApiError, JSON.stringify(name));
    }
  });

  it('come back unchanged from the URL', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1 }), (segments) => {
        const name = segments.join('/');
        let encoded: string;
        try {
          encoded = encodeResourceName(name);
        } catch (error) {
          assert.ok(isApiError(error));
          return;
        }
        assert.match(encoded, /^[-_.~/0-9a-zA-Z%]+$/);
        const url = new URL(`https://h.example/v1/${encoded}`);
        assert.equal(decodeURIComponent(url.pathname), `/v1/${name}`);
        assert.equal(url.search + url.hash, '');
      }),
    );
  });

  it('a project that is none is an error of the call', async () => {
    const from = collection('dataproc', '..', 'r');
    const facts = await failure(openWith({}).operations.get(from, from.path));
    assert.equal(facts.kind, 'invalidArgument');
  });
});
