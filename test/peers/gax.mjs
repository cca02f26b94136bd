import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { eventually, scenarios, startEmulator } from './emulated.mjs';
import { requirePeer } from './install.mjs';

// Google's generated clients, over REST. They take a host and a port but no path, hence the service ports.
describe('@google-cloud clients against the emulator', () => {
  /** @type {import('../emulator/index.ts').Emulator} */
  let emulator;

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator?.stop());
  beforeEach(() => emulator.control.reset());

  const cases = [
    {
      service: 'dataproc',
      load: () => requirePeer('@google-cloud/dataproc').ClusterControllerClient,
      // The token must come from the copy of the library that this client has inside.
      authLibrary: ['@google-cloud/dataproc/node_modules/google-auth-library', 'google-auth-library'],
      listName: 'projects/acme-web/regions/us-central1/operations',
      metadataType: 'type.googleapis.com/google.cloud.dataproc.v1.ClusterOperationMetadata',
    },
    {
      service: 'clouddeploy',
      load: () => requirePeer('@google-cloud/deploy').CloudDeployClient,
      authLibrary: ['@google-cloud/deploy/node_modules/google-auth-library', 'google-auth-library'],
      listName: 'projects/acme-web/locations/us-central1',
      metadataType: 'type.googleapis.com/google.cloud.deploy.v1.OperationMetadata',
    },
  ];

  for (const { service, load, authLibrary, listName, metadataType } of cases) {
    it(`${service}: list, get, cancel, CANCELLED, 404`, async () => {
      const names = [1, 2].map(() =>
        emulator.control.createOperation({
          service,
          project: 'acme-web',
          location: 'us-central1',
          scenario: scenarios.neverEnds(0.2),
        }),
      );
      const { OAuth2Client } = requireFirst(authLibrary);
      const authClient = new OAuth2Client();
      authClient.setCredentials({ access_token: emulator.control.issueAccessToken() });
      const Client = load();
      const client = new Client({
        fallback: true,
        apiEndpoint: '127.0.0.1',
        port: await emulator.servicePort(service),
        protocol: 'http',
        authClient,
        projectId: 'acme-web',
      });
      try {
        await client.initialize();
        const [name] = names;
        const listed = [];
        for await (const operation of client.listOperationsAsync({ name: listName })) {
          listed.push(operation.name);
        }
        assert.deepEqual(listed.sort(), [...names].sort());
        const [running] = await client.getOperation({ name });
        assert.equal(running.done, false);
        assert.equal(running.metadata.type_url, metadataType);
        assert.deepEqual((await client.cancelOperation({ name }))[0], {});
        assert.equal(emulator.control.cancelPosts(name), 1);
        const ended = await eventually(async () => {
          const [operation] = await client.getOperation({ name });
          return operation.done && operation;
        });
        assert.equal(ended.error.code, 1);
        await assert.rejects(client.getOperation({ name: `${name}x` }), ({ code }) => code === 404 || code === 5);
      } finally {
        await client.close();
      }
    });
  }
});

function requireFirst(names) {
  for (const name of names) {
    try {
      return requirePeer(name);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
    }
  }
  throw new Error(`none of ${names.join(', ')} is installed`);
}
