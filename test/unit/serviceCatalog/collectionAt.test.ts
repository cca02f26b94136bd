import assert from 'node:assert/strict';
import { collectionAt, hostAt, isInProject } from '../../../src/google/serviceCatalog/collectionAt.js';
import type { CollectionPattern, Service } from '../../../src/google/serviceCatalog/service.js';
import { withVersion } from '../../../src/google/serviceCatalog/withVersion.js';
import { catalog } from './catalogFile.js';

function service(id: string): Service {
  const found = catalog().find((one) => one.id === id);
  assert.ok(found, id);
  return found;
}

function only<T>(patterns: readonly T[] | undefined): T {
  assert.equal(patterns?.length, 1);
  return patterns[0] as T;
}

describe('a collection of the catalogue in one place', () => {
  it('fills project and location in', () => {
    const deploy = service('clouddeploy');
    assert.deepEqual(
      collectionAt(deploy, only(deploy.collections), { project: 'example.com:p', location: 'us-east1' }),
      {
        id: 'clouddeploy.googleapis.com/v1/projects/example.com:p/locations/us-east1/operations',
        service: 'clouddeploy',
        title: 'Cloud Deploy',
        host: 'clouddeploy.googleapis.com',
        version: 'v1',
        path: 'projects/example.com:p/locations/us-east1/operations',
        project: 'example.com:p',
        location: 'us-east1',
        abilities: { cancel: true, delete: true },
      },
    );
  });

  it('tells two projects apart whose collections differ in the query only', () => {
    const transfer = service('storagetransfer');
    const [first, second] = ['acme-web', 'acme-edge'].map((project) =>
      collectionAt(transfer, only(transfer.collections), { project }),
    );
    assert.deepEqual(first?.request, { query: { filter: '{"projectId":"acme-web"}' }, maxPageSize: 256 });
    assert.equal(first.path, 'transferOperations');
    assert.equal(first.project, 'acme-web');
    assert.notEqual(first.id, second?.id);
  });

  it('is asked at the version that has the list, and its operations at the one that has them', () => {
    const functions = service('cloudfunctions');
    const older = collectionAt(functions, functions.collections[1]!, { project: 'acme-web' });
    assert.equal(older.id, 'cloudfunctions.googleapis.com/v1/operations?filter=project%3Aacme-web%2Clatest%3Atrue');
    assert.equal(older.version, 'v1');
    assert.equal(older.project, 'acme-web');
    const registry = service('artifactregistry');
    const { version, request, abilities } = collectionAt(registry, only(registry.collections), {
      project: 'p',
      location: 'us',
    });
    assert.equal(version, 'v1beta2');
    assert.equal(request?.operationVersion, 'v1');
    assert.deepEqual(abilities, { cancel: true, delete: false });
  });

  it('asks a service with hosts of its own for each location there', () => {
    const multicloud = service('gkemulticloud');
    assert.equal(hostAt(multicloud, 'us-west1'), 'us-west1-gkemulticloud.googleapis.com');
  });

  it('says of what shape the older APIs are', () => {
    const compute = service('compute');
    const { version, path, shape, abilities } = collectionAt(compute, only(compute.collections), { project: 'p' });
    assert.equal(`${version}/${path}`, 'compute/v1/projects/p/aggregated/operations');
    assert.equal(shape, 'compute');
    assert.deepEqual(abilities, { cancel: false, delete: true });
  });

  it('belongs to no project where the operations do not', () => {
    const vault = service('vault');
    assert.equal(collectionAt(vault, only(vault.collections), { project: 'p' }).project, undefined);
    assert.equal(isInProject(only(vault.collections)), false);
    assert.equal(isInProject(only(service('storagetransfer').collections)), true);
    assert.equal(isInProject(only(service('firestore').nested)), true);
    assert.equal(isInProject(only(service('securitycenter').nested)), false);
  });

  it('lies below the parent that was listed', () => {
    const firestore = service('firestore');
    const pattern = only(firestore.nested);
    assert.deepEqual(pattern.parents, [{ path: 'projects/{project}/databases', field: 'databases' }]);
    const place = { project: 'p', parent: 'projects/p/databases/(default)' };
    assert.equal(collectionAt(firestore, pattern, place).path, 'projects/p/databases/(default)/operations');
  });

  it('is asked for where its location is served', () => {
    const documentai = service('documentai');
    assert.equal(hostAt(documentai, 'eu'), 'eu-documentai.googleapis.com');
    assert.equal(hostAt(documentai, 'global'), 'documentai.googleapis.com');
    assert.equal(hostAt(documentai, undefined), 'documentai.googleapis.com');
    assert.equal(hostAt(service('redis'), 'us-east1'), 'redis.googleapis.com');
  });

  it('is no collection while a part of the place is missing', () => {
    const deploy = service('clouddeploy');
    assert.throws(() => collectionAt(deploy, only(deploy.collections), { project: 'p' }), /needs a location/);
  });

  it('does not read placeholders out of names', () => {
    const redis = service('redis');
    const place = { project: '{location}', location: '$&' };
    assert.equal(
      collectionAt(redis, only(redis.collections), place).path,
      'projects/{location}/locations/$&/operations',
    );
  });
});

describe('another version of a service', () => {
  it('lists what that version lists', () => {
    const hub = service('gkehub');
    const deletable = (pattern: CollectionPattern | undefined) => pattern?.delete;
    assert.equal(deletable(hub.collections[0]), true);
    const second = withVersion(hub, 'v2');
    assert.equal(second?.version, 'v2');
    assert.equal(deletable(second.collections[0]), false);
    const first = withVersion(hub, 'v1');
    assert.equal(first?.version, 'v1');
    assert.deepEqual(first.collections, hub.collections);
  });

  it('is the same service for the version that it has, and none for one that it has not', () => {
    const hub = service('gkehub');
    assert.equal(withVersion(hub, hub.version), hub);
    assert.equal(withVersion(hub, 'v9'), undefined);
    assert.equal(withVersion(hub, 'constructor'), undefined);
  });
});
