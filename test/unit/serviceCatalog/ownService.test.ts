import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  DiscoveryError,
  mayHaveEndpoint,
  serviceFromDiscovery,
} from '../../../src/google/serviceCatalog/ownService.js';

type Json = Record<string, unknown>;

const source = new URL('https://ops.example.com/discovery/v1/apis/lro/v1/rest');

/** A discovery document as Google writes it, of a service with one operations collection. */
function document(change: Json = {}): Json {
  const name = (pattern: string) => ({ name: { type: 'string', location: 'path', required: true, pattern } });
  const item = '^projects/[^/]+/locations/[^/]+/operations/[^/]+$';
  return {
    kind: 'discovery#restDescription',
    discoveryVersion: 'v1',
    name: 'lro',
    version: 'v1',
    title: 'Batch Mover API',
    rootUrl: 'https://ops.example.com/',
    servicePath: '',
    schemas: {
      Empty: { id: 'Empty', type: 'object', properties: {} },
      Operation: {
        id: 'Operation',
        type: 'object',
        properties: { name: { type: 'string' }, done: { type: 'boolean' } },
      },
      ListOperationsResponse: {
        id: 'ListOperationsResponse',
        type: 'object',
        properties: {
          nextPageToken: { type: 'string' },
          operations: { type: 'array', items: { $ref: 'Operation' } },
        },
      },
      ListLocationsResponse: {
        id: 'ListLocationsResponse',
        type: 'object',
        properties: { locations: { type: 'array', items: { $ref: 'Location' } } },
      },
      Location: { id: 'Location', type: 'object', properties: { name: { type: 'string' } } },
    },
    resources: {
      projects: {
        resources: {
          locations: {
            methods: {
              list: {
                httpMethod: 'GET',
                path: 'v1/{+name}/locations',
                parameters: name('^projects/[^/]+$'),
                response: { $ref: 'ListLocationsResponse' },
              },
            },
            resources: {
              operations: {
                methods: {
                  list: {
                    httpMethod: 'GET',
                    path: 'v1/{+name}/operations',
                    parameters: {
                      ...name('^projects/[^/]+/locations/[^/]+$'),
                      filter: { type: 'string', location: 'query' },
                    },
                    response: { $ref: 'ListOperationsResponse' },
                  },
                  get: {
                    httpMethod: 'GET',
                    path: 'v1/{+name}',
                    parameters: name(item),
                    response: { $ref: 'Operation' },
                  },
                  cancel: { httpMethod: 'POST', path: 'v1/{+name}:cancel', parameters: name(item) },
                },
              },
            },
          },
        },
      },
    },
    ...change,
  };
}

function problemOf(text: string, from = source): string {
  try {
    serviceFromDiscovery(text, from);
  } catch (error) {
    assert.ok(error instanceof DiscoveryError, String(error));
    return error.problem;
  }
  return 'none';
}

const problem = (change: Json, from = source) => problemOf(JSON.stringify(document(change)), from);

describe('a service from its discovery document', () => {
  it('is listed and cancelled as its document says', () => {
    const { service, endpoint } = serviceFromDiscovery(JSON.stringify(document()), source);
    assert.equal(endpoint, undefined);
    assert.deepEqual(service, {
      id: 'own-ops-example-com',
      title: 'Batch Mover',
      host: 'ops.example.com',
      version: 'v1',
      versions: ['v1'],
      collections: [
        {
          path: 'projects/{project}/locations/{location}/operations',
          locations: { from: 'locationsList' },
          wildcard: false,
          shape: 'longrunning',
          cancel: true,
          delete: false,
        },
      ],
      scopes: {
        read: ['https://www.googleapis.com/auth/cloud-platform'],
        write: ['https://www.googleapis.com/auth/cloud-platform'],
      },
    });
  });

  it('may run on this machine, over HTTP and below a path', () => {
    const local = document({ rootUrl: 'http://127.0.0.1:8080/api/' });
    const { service, endpoint } = serviceFromDiscovery(JSON.stringify(local), new URL('file:///home/me/lro.json'));
    assert.equal(endpoint, 'http://127.0.0.1:8080/api/');
    assert.equal(service.host, '127.0.0.1:8080');
    assert.equal(service.id, 'own-127-0-0-1-8080');
  });

  it('keeps the path that its API has before the version', () => {
    const { service } = serviceFromDiscovery(JSON.stringify(document({ servicePath: 'lro/' })), source);
    assert.equal(service.version, 'lro/v1');
    assert.equal(service.collections.length, 1);
  });

  it("may be Google's own, read from Google's directory", () => {
    const text = JSON.stringify(document({ rootUrl: 'https://batchmover.googleapis.com/' }));
    const { service } = serviceFromDiscovery(text, new URL('https://www.googleapis.com/discovery/v1/apis/x/v1/rest'));
    assert.equal(service.id, 'batchmover');
  });

  it("below a path of Google's takes over no built-in service, nor where tokens are made", () => {
    for (const label of ['oauth2', 'sts', 'iamcredentials', 'dataproc', 'us-central1-aiplatform']) {
      const text = JSON.stringify(document({ rootUrl: `https://${label}.googleapis.com/X/` }));
      const { service, endpoint } = serviceFromDiscovery(text, new URL('file:///home/me/lro.json'));
      assert.equal(service.id, `own-${label}-googleapis-com-x`);
      assert.equal(endpoint, `https://${label}.googleapis.com/X/`);
      assert.ok(mayHaveEndpoint(service.id));
    }
  });

  it('asks for the scopes that its methods share, where cloud-platform is none of them', () => {
    const scoped = JSON.parse(JSON.stringify(document()), (key, value: unknown) => {
      const scopes = { list: ['x.readonly', 'x'], cancel: ['x'] }[key];
      const isMethod = typeof value === 'object' && value !== null && 'httpMethod' in value;
      return scopes && isMethod ? { ...value, scopes } : value;
    }) as Json;
    const { service } = serviceFromDiscovery(JSON.stringify(scoped), source);
    assert.deepEqual(service.scopes.read, ['x']);
  });

  describe('is refused', () => {
    it('when tokens would go to a third party', () => {
      assert.equal(problem({ rootUrl: 'https://evil.example/' }), 'rootUrlElsewhere');
      assert.equal(problem({ rootUrl: 'https://ops.example.com.evil.example/' }), 'rootUrlElsewhere');
      assert.equal(problem({ rootUrl: 'https://ops.example.com:8443/' }), 'rootUrlElsewhere');
      assert.equal(problem({ rootUrl: 'https://evilgoogleapis.com/' }), 'rootUrlElsewhere');
      assert.equal(problem({ rootUrl: 'https://googleapis.com.evil.example/' }), 'rootUrlElsewhere');
      assert.equal(problem({ rootUrl: 'https://evil.example/' }, new URL('http://localhost:1/d')), 'rootUrlElsewhere');
      // A document may not reach from the network to this machine either.
      assert.equal(problem({ rootUrl: 'http://localhost:9/' }), 'rootUrlElsewhere');
    });

    it('when its address is not safe', () => {
      for (const rootUrl of [
        'http://ops.example.com/',
        'http://127.0.0.1.evil.example/',
        'ftp://ops.example.com/',
        'file:///etc/',
        'javascript:alert(1)',
        'https://me:secret@ops.example.com/',
        'https://ops.example.com/?x=1',
        'https://ops.example.com/#x',
      ]) {
        assert.equal(problem({ rootUrl }), 'rootUrlInsecure', rootUrl);
      }
      for (const rootUrl of [undefined, '', '/', 'ops.example.com', 7, ['https://ops.example.com/']]) {
        assert.equal(problem({ rootUrl }), 'rootUrlMissing', String(rootUrl));
      }
    });

    it('when it is something else', () => {
      assert.equal(problemOf('<html>'), 'notJson');
      for (const text of ['null', '7', '[]', '{}', '"resources"']) {
        assert.equal(problemOf(text), 'notDiscovery', text);
      }
      assert.equal(problem({ resources: {} }), 'noOperations');
      assert.equal(problem({ resources: [] }), 'noOperations');
      assert.equal(problem({ schemas: null }), 'noOperations');
    });

    it('when it is larger than any document of Google', () => {
      assert.equal(problemOf(' '.repeat(16_000_001)), 'tooLarge');
    });
  });

  it('takes no path out of a document that a URL would turn into another one', () => {
    const hostile = ['v1/../../admin/{+name}/operations', 'v1/{+name}/operations?x=1', '//evil.example/v1/operations'];
    for (const path of [
      ...hostile,
      'v1/%2e%2e/operations',
      'https://evil.example/v1/{+name}/operations',
      'v1/ /operations',
    ]) {
      const changed = JSON.parse(JSON.stringify(document()).replace('v1/{+name}/operations', path)) as Json;
      assert.equal(problemOf(JSON.stringify(changed)), 'noOperations', path);
    }
  });

  it('is not fooled by names that every object has', () => {
    const text = JSON.stringify(document()).replaceAll('"ListOperationsResponse"', '"constructor"');
    assert.equal(serviceFromDiscovery(text, source).service.collections.length, 1);
    const proto = JSON.stringify(document()).replaceAll('"Operation"', '"__proto__"');
    assert.equal(serviceFromDiscovery(proto, source).service.collections.length, 1);
    assert.equal(problem({ schemas: {} }), 'noOperations');
  });

  it('shows its title on one line, left to right, at a length that fits', () => {
    const titles: Record<string, RegExp> = {
      'Mover\n\u202Eevil\u0007 API': /^Mover evil$/,
      [`${'x'.repeat(200)} API`]: /^x{80}$/,
      '\u200B': /^ops\.example\.com$/,
    };
    for (const [title, shown] of Object.entries(titles)) {
      assert.match(serviceFromDiscovery(JSON.stringify(document({ title })), source).service.title, shown);
    }
  });

  it('nests as deeply as a document likes without harm', () => {
    const nested = `${'{"r":{"resources":'.repeat(100_000)}{}${'}}'.repeat(100_000)}`;
    assert.equal(problemOf(`{"rootUrl":"https://ops.example.com/","resources":${nested}}`), 'noOperations');
  });

  it('throws nothing but its own errors, whatever the document holds', function () {
    this.timeout(30_000);
    const keys = [
      'resources',
      'methods',
      'schemas',
      'properties',
      'path',
      'httpMethod',
      'parameters',
      'response',
      '$ref',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('GET', 'POST', 'v1/{+name}/operations', 'Operation', null, 0, true),
        fc.string(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...keys, 'title', 'servicePath'), anything.value, (key, value) => {
        problem({ [key]: value });
      }),
      { numRuns: 500 },
    );
  });
});
