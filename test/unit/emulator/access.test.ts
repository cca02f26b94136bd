import assert from 'node:assert/strict';
import { startEmulator } from '../../emulator/index.js';
import type { Emulator } from '../../emulator/index.js';
import { at, clientOf } from './client.js';
import type { Client, Reply } from './client.js';

describe('emulator: who may call what', () => {
  let emulator: Emulator;
  let client: Client;
  const path = '/dataproc/v1/projects/acme-web/regions/us-central1/operations';
  const reason = (reply: Reply): unknown[] => [reply.status, at(reply, 'error.details.0.reason')];

  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.stop());
  beforeEach(() => {
    emulator.control.reset();
    client = clientOf(emulator);
  });

  it('tells a missing, a strange, an expired and a revoked token apart', async () => {
    assert.deepEqual(reason(await client.anonymous('GET', path)), [401, 'CREDENTIALS_MISSING']);
    const strange = clientOf(emulator, 'ya29.nobody-issued-this');
    assert.deepEqual(reason(await strange.get(path)), [401, 'ACCESS_TOKEN_TYPE_UNSUPPORTED']);
    const short = clientOf(emulator, emulator.control.issueAccessToken({ expiresInMs: -1 }));
    assert.deepEqual(reason(await short.get(path)), [401, 'ACCESS_TOKEN_EXPIRED']);
    assert.equal((await client.get(path)).status, 200);
    emulator.control.expireTokens();
    assert.deepEqual(reason(await client.get(path)), [401, 'ACCESS_TOKEN_EXPIRED']);
  });

  it('does not expire tokens when operations are moved on', async () => {
    emulator.control.advance(30 * 86_400_000);
    assert.equal((await client.get(path)).status, 200);
  });

  it('checks the scope of each method, and says which would do', async () => {
    const readOnly = ['https://www.googleapis.com/auth/dataproc.read-only'];
    const reader = clientOf(emulator, emulator.control.issueAccessToken({ scopes: readOnly }));
    const name = emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
    });
    assert.equal((await reader.get(path)).status, 200);
    const refused = await reader.post(`/dataproc/v1/${name}:cancel`);
    assert.deepEqual(reason(refused), [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);
    assert.match(refused.headers.get('www-authenticate') ?? '', /error="insufficient_scope", scope=".*cloud-platform/);

    const platform = ['https://www.googleapis.com/auth/cloud-platform'];
    const withoutVault = clientOf(emulator, emulator.control.issueAccessToken({ scopes: platform }));
    assert.deepEqual(reason(await withoutVault.get('/vault/v1/operations')), [403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);
    assert.equal((await client.get('/vault/v1/operations')).status, 200);
  });

  it('refuses a project without the API, one that is unknown, and one that is being deleted', async () => {
    const ask = async (project: string): Promise<unknown[]> =>
      reason(await client.get(path.replace('acme-web', project)));
    assert.deepEqual(await ask('acme-sandbox'), [403, 'SERVICE_DISABLED']);
    assert.deepEqual(await ask('nobodys-project'), [403, 'IAM_PERMISSION_DENIED']);
    emulator.control.addProject({ projectId: 'acme-old', state: 'DELETE_REQUESTED' });
    assert.deepEqual(await ask('acme-old'), [403, 'CONSUMER_INVALID']);
    emulator.control.setEnabledServices({ project: 'acme-web', services: ['gkehub'] });
    assert.deepEqual(await ask('acme-web'), [403, 'SERVICE_DISABLED']);
  });

  it('denies single permissions, and testIamPermissions says so beforehand', async () => {
    const name = emulator.control.createOperation({
      service: 'dataproc',
      project: 'acme-web',
      location: 'us-central1',
    });
    emulator.control.denyPermissions({ project: 'acme-web', permissions: ['dataproc.operations.cancel'] });
    assert.equal((await client.get(path)).status, 200);
    const refused = await client.post(`/dataproc/v1/${name}:cancel`);
    assert.deepEqual(reason(refused), [403, 'IAM_PERMISSION_DENIED']);
    assert.equal(at(refused, 'error.details.0.metadata.permission'), 'dataproc.operations.cancel');
    const permissions = ['dataproc.operations.list', 'dataproc.operations.cancel'];
    const tested = await client.post(
      '/cloudresourcemanager/v3/projects/acme-web:testIamPermissions',
      JSON.stringify({ permissions }),
    );
    assert.deepEqual(tested.json, { permissions: ['dataproc.operations.list'] });
  });

  it('checks the quota project', async () => {
    const withQuota = async (project: string): Promise<unknown[]> =>
      reason(await client.request('GET', path, { headers: { 'x-goog-user-project': project } }));
    assert.deepEqual(await withQuota('acme-edge'), [200, undefined]);
    assert.deepEqual(await withQuota('acme-sandbox'), [403, 'SERVICE_DISABLED']);
    assert.deepEqual(await withQuota('not-mine'), [403, 'USER_PROJECT_DENIED']);
    emulator.control.setProjectUsable({ project: 'acme-edge', usable: false });
    assert.deepEqual(await withQuota('acme-edge'), [403, 'USER_PROJECT_DENIED']);
    emulator.control.requireQuotaProject(['dataproc']);
    const missing = await client.get(path);
    assert.deepEqual(reason(missing), [403, 'SERVICE_DISABLED']);
    assert.equal(at(missing, 'error.details.0.metadata.consumer'), 'projects/764086051850');
    const account = clientOf(emulator, emulator.control.issueAccessToken({ kind: 'serviceAccount' }));
    assert.equal((await account.get(path)).status, 200, 'a service account needs no quota project');
  });
});
