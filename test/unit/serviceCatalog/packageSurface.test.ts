import assert from 'node:assert/strict';
import { packageSurface } from '../../../src/google/serviceCatalog/generate/packageSurface.js';
import { findCollections } from '../../../src/google/serviceCatalog/patterns.js';

interface Method {
  readonly name: string;
  readonly verb: string;
  readonly url: string;
  /** What the sample call passes; absent in files that have no samples. */
  readonly sample?: string;
  readonly returns?: string;
  readonly scopes?: readonly string[];
  readonly required?: readonly string[];
}

/** The two files of an API version, laid out as the package's generator lays them out. */
function files(resources: Record<string, readonly Method[]>): [javascript: string, declarations: string] {
  const javascript = Object.entries(resources).map(([resource, methods]) => {
    const parts = methods.map(
      ({ name, verb, url, required = [] }) => `        ${name}(paramsOrCallback, optionsOrCallback, callback) {
            const rootUrl = options.rootUrl || 'https://mover.googleapis.com/';
            const parameters = {
                options: Object.assign({
                    url: (rootUrl + '${url}').replace(/([^:]\\/)\\/+/g, '$1'),
                    method: '${verb}',
                    apiVersion: '',
                }, options),
                requiredParams: [${['name', ...required].map((one) => `'${one}'`).join(', ')}],
                pathParams: ['name'],
            };
        }
`,
    );
    const child = `            this.${
      resource
        .split('$')
        .at(-1)
        ?.replace(/^./, (letter) => letter.toLowerCase()) ?? ''
    } = new Resource$${resource}(this.context);\n`;
    return `${child}    class Resource$${resource} {\n${parts.join('')}    }\n`;
  });
  const declarations = Object.entries(resources).map(([resource, methods]) => {
    const parts = methods.map(
      ({ name, sample, returns = 'Schema$Empty', scopes = ['https://www.googleapis.com/auth/cloud-platform'] }) => {
        const example =
          sample === undefined
            ? ''
            : `         *     scopes: [${scopes.map((scope) => `'${scope}'`).join(', ')}],
         *   const res = await mover.x.${name}({
         *     // The name of the resource.
         *     name:
         *       '${sample}',
         *   });
`;
        return `        /**\n         * Does it.\n${example}         */
        ${name}(params: Params$X, options: StreamMethodOptions): Promise<GaxiosResponseWithHTTP2<Readable>>;
        ${name}(params?: Params$X, options?: MethodOptions): Promise<GaxiosResponseWithHTTP2<${returns}>>;
`;
      },
    );
    return `    export class Resource$${resource} {\n${parts.join('')}    }\n`;
  });
  const schemas = `    export interface Schema$Operation {
        /**
         * Whether it is over.
         */
        done?: boolean | null;
        name?: string | null;
    }
    export interface Schema$ListOperationsResponse {
        nextPageToken?: string | null;
        operations?: Schema$Operation[];
    }
    export interface Schema$Box {
        name?: string | null;
    }
    export interface Schema$ListBoxesResponse {
        boxItems?: Schema$Box[];
    }
`;
  return [`    /**\n     * Batch Mover API\n     *\n     */\n${javascript.join('')}`, schemas + declarations.join('')];
}

const list = (url: string, sample?: string): Method => ({
  name: 'list',
  verb: 'GET',
  url,
  ...(sample !== undefined && { sample }),
  returns: 'Schema$ListOperationsResponse',
});
const get = (sample?: string): Method => ({
  name: 'get',
  verb: 'GET',
  url: '/v1/{+name}',
  ...(sample !== undefined && { sample }),
  returns: 'Schema$Operation',
});

describe('an API version of the googleapis package', () => {
  it('tells paths, scopes, answers and parameters', () => {
    const surface = packageSurface(
      ...files({
        Projects$Locations$Operations: [
          { ...list('/v1/{+name}/operations', 'projects/my-project/locations/my-location'), required: ['filter'] },
          {
            name: 'cancel',
            verb: 'POST',
            url: '/v1/{+name}:cancel',
            sample: 'projects/my-project/locations/my-location/operations/my-operation',
          },
        ],
      }),
    );
    assert.deepEqual(surface, {
      host: 'mover.googleapis.com',
      version: 'v1',
      title: 'Batch Mover API',
      methods: [
        {
          verb: 'GET',
          path: 'v1/projects/*/locations/*/operations',
          required: ['filter'],
          scopes: ['https://www.googleapis.com/auth/cloud-platform'],
          array: { field: 'operations', items: 'operations' },
        },
        {
          verb: 'POST',
          path: 'v1/projects/*/locations/*/operations/*:cancel',
          required: [],
          scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        },
      ],
    });
  });

  it('is read by the names of its resources where it has no samples', () => {
    const surface = packageSurface(
      ...files({
        Projects$Locations$Boxes$Operations: [list('/v1/{+name}/operations'), get()],
        Projects$Locations$Boxes: [
          { name: 'list', verb: 'GET', url: '/v1/{+name}/boxes', returns: 'Schema$ListBoxesResponse' },
        ],
        Operations: [list('/v1/{+name}'), { ...get(), url: '/v1/{+name}' }],
      }),
    );
    const paths = surface?.methods.map(({ path }) => path);
    assert.deepEqual(paths?.slice(0, 3), [
      'v1/projects/*/locations/*/boxes/*/operations',
      'v1/projects/*/locations/*/boxes/*/operations/*',
      'v1/projects/*/locations/*/boxes',
    ]);
    assert.equal(paths[4], 'v1/operations/**');
  });

  it('survives the patterns that samples are cut in', () => {
    const surface = packageSurface(
      ...files({
        Organizations$Operations: [
          list('/v1/{+name}', 'organizations/my-organization/]+/operations'),
          get('operations/.*'),
        ],
      }),
    );
    assert.deepEqual(
      surface?.methods.map(({ path }) => path),
      ['v1/organizations/*/operations', 'v1/operations/**'],
    );
  });

  it('is none where nothing is versioned', () => {
    assert.equal(packageSurface('', ''), undefined);
    assert.equal(packageSurface(...files({ Things: [{ name: 'get', verb: 'GET', url: '/things' }] })), undefined);
  });
});

describe('collections of an API', () => {
  const collectionsOf = (resources: Record<string, readonly Method[]>) => {
    const surface = packageSurface(...files(resources));
    assert.ok(surface);
    return findCollections(surface);
  };

  it('lie below parents that can be listed', () => {
    const found = collectionsOf({
      Boxes: [
        {
          name: 'list',
          verb: 'GET',
          url: '/v1/{+name}/boxes',
          sample: 'projects/my-project',
          returns: 'Schema$ListBoxesResponse',
        },
      ],
      Boxes$Operations: [
        list('/v1/{+name}/operations', 'projects/my-project/boxes/my-box'),
        get('projects/my-project/boxes/my-box/operations/my-operation'),
      ],
    });
    assert.deepEqual(
      found.nested.map(({ path, parents, cancel }) => ({ path, parents, cancel })),
      [
        {
          path: '{parent}/operations',
          parents: [{ path: 'projects/{project}/boxes', field: 'boxItems' }],
          cancel: false,
        },
      ],
    );
    assert.deepEqual(found.collections, []);
  });

  it('are left out, with the reason, where they cannot be asked for', () => {
    const one = 'projects/my-project/locations/my-location';
    const reasons = (resources: Record<string, readonly Method[]>) =>
      collectionsOf(resources).leftOut.map(({ reason }) => reason);
    const readable = get(`${one}/operations/my-operation`);
    assert.deepEqual(reasons({ Operations: [list('/v1/{+name}/operations', one)] }), ['no get']);
    assert.deepEqual(
      reasons({ Operations: [{ ...list('/v1/{+name}/operations', one), required: ['filter'] }, readable] }),
      ['required parameter'],
    );
    const below = `${one}/boxes/my-box`;
    assert.deepEqual(
      reasons({ Operations: [list('/v1/{+name}/operations', below), get(`${below}/operations/my-operation`)] }),
      ['parent cannot be listed'],
    );
    assert.deepEqual(
      reasons({ Operations: [list('/v1/{+name}/operations', 'operations/projects/.*'), get('operations/.*')] }),
      ['parent cannot be listed'],
    );
  });

  it('have global as their only location where the path says so', () => {
    const found = collectionsOf({
      Operations: [
        list('/v1/{+name}/operations', 'projects/my-project/locations/global'),
        get('projects/my-project/locations/global/operations/my-operation'),
      ],
    });
    assert.deepEqual(
      found.collections.map(({ path, locations }) => [path, locations]),
      [['projects/{project}/locations/{location}/operations', { from: 'fixed', locations: ['global'] }]],
    );
  });
});
