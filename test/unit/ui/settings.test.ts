import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { readSettings, serviceIdsIn, type SettingsReading } from '../../../src/settings.js';

function read(values: Record<string, unknown>): SettingsReading {
  return readSettings((name) => values[name], seedServices);
}

/** The names of the settings that were reported, each with the entry at fault. */
function faults(reading: SettingsReading): string[] {
  return reading.problems.map(({ setting, entry, expected }) => `${setting} ${entry ?? ''} ${expected.kind}`.trim());
}

describe('settings', () => {
  it('has a default for everything and no complaint about nothing', () => {
    const { settings, problems } = read({});
    assert.deepEqual(problems, []);
    assert.deepEqual(
      settings.services.map(({ id }) => id),
      ['dataproc', 'clouddeploy', 'gkehub', 'vault'],
    );
    assert.equal(settings.requestTimeoutMs, 30_000);
    assert.equal(settings.quotaProject, undefined);
    assert.equal(settings.credentials.gcloud.path, 'gcloud');
  });

  it('keeps good projects, domain-scoped and numbered ones too, and names each bad one', () => {
    const reading = read({ projects: ['acme-web', 'example.com:etl', '123456', 'My Project', 7, ' acme-web '] });
    assert.deepEqual(reading.settings.projects, ['acme-web', 'example.com:etl', '123456']);
    assert.deepEqual(faults(reading), [
      'cloudOperations.projects My Project projectOrFolder',
      'cloudOperations.projects 7 projectOrFolder',
    ]);
  });

  it('keeps folders and organizations where projects are chosen, and nowhere else', () => {
    const folders = ['folders/123', 'organizations/456'];
    const odd = ['folders/', 'folders/12a', 'projects/1', 'folders/1/projects/2', 'folders/1?x=2'];
    const reading = read({ projects: [...folders, ...odd], hiddenProjects: folders });
    assert.deepEqual(reading.settings.projects, folders);
    assert.deepEqual(reading.settings.hiddenProjects, []);
    assert.deepEqual(faults(reading), [
      ...odd.map((name) => `cloudOperations.projects ${name} projectOrFolder`),
      ...folders.map((name) => `cloudOperations.hiddenProjects ${name} projectId`),
    ]);
  });

  it('asks audit logs who started operations unless it is told not to, and takes a log view for one', () => {
    const view = 'projects/acme-logs/locations/global/buckets/audit/views/_AllLogs';
    assert.deepEqual(read({}).settings.auditLog, { startedBy: true, placesFirst: false, view: undefined });
    assert.equal(read({ auditLogView: ` ${view} ` }).settings.auditLog.view, view);
    for (const wrong of [
      'projects/acme-logs',
      'projects/p/locations/l/buckets/b/views/v/x',
      'https://a.example/views/v',
    ]) {
      assert.deepEqual(faults(read({ auditLogView: wrong })), [`cloudOperations.auditLogView ${wrong} logView`]);
    }
    // Whoever wrote something else meant to change what is asked.
    const odd = read({ auditLogStartedBy: 'no' });
    assert.equal(odd.settings.auditLog.startedBy, false);
  });

  it('knows a service that has an endpoint of its own anyway', () => {
    assert.deepEqual(
      serviceIdsIn((name) => (name === 'services' ? ['compute', 'logging', 7] : undefined)),
      ['compute', 'logging'],
    );
    assert.deepEqual(
      serviceIdsIn((name) => (name === 'endpointOverrides' ? { compute: 'x', run: 'y' } : undefined)),
      ['run'],
    );
  });

  it('takes every enabled service from the person’s own settings only', () => {
    const every = (values: unknown, own: unknown): SettingsReading =>
      readSettings(
        (name) => (name === 'services' ? values : undefined),
        seedServices,
        () => own,
      );
    assert.equal(every(['*'], ['*']).settings.everyEnabledService, true);
    for (const own of [undefined, [], ['dataproc'], '*']) {
      const reading = every(['*'], own);
      assert.equal(reading.settings.everyEnabledService, false);
      assert.equal(reading.settings.services.length, 4, 'as if nothing was set');
      assert.deepEqual(faults(reading), ['cloudOperations.services * ownSetting']);
    }
    const named = every(['vault', '*'], undefined).settings.services;
    assert.deepEqual(
      named.map(({ id }) => id),
      ['vault'],
    );
    assert.deepEqual(faults(every(['vault'], undefined)), []);
  });

  it('takes the default in place of a value of the wrong type', () => {
    const reading = read({ projects: 'acme-web', showEmptyRegions: 'yes', requestTimeout: 0, quotaProject: 5 });
    assert.deepEqual(reading.settings.projects, []);
    assert.equal(reading.settings.showEmptyRegions, false);
    assert.equal(reading.settings.requestTimeoutMs, 30_000);
    assert.deepEqual(faults(reading), [
      'cloudOperations.projects acme-web list',
      'cloudOperations.showEmptyRegions yes boolean',
      'cloudOperations.quotaProject 5 text',
      'cloudOperations.requestTimeout 0 number',
    ]);
  });

  it('protects everything where a protection is not understood, and says so', () => {
    const reading = read({ readOnly: 'yes', readOnlyProjects: 'acme-prod', protectedProjects: ['*-prod', 7, ' '] });
    assert.deepEqual(reading.settings.protection, {
      readOnly: true,
      readOnlyProjects: ['*'],
      protectedProjects: ['*-prod'],
    });
    assert.deepEqual(faults(reading), [
      'cloudOperations.readOnly yes boolean',
      'cloudOperations.readOnlyProjects acme-prod list',
      'cloudOperations.protectedProjects 7 projectPattern',
      'cloudOperations.protectedProjects   projectPattern',
    ]);
    const nothing = { readOnly: false, readOnlyProjects: [], protectedProjects: [] };
    assert.deepEqual(read({}).settings.protection, nothing);
  });

  it('chooses services and their versions, and refuses those that do not exist', () => {
    const reading = read({
      services: ['gkehub', 'storage'],
      serviceVersions: { gkehub: 'v1', dataproc: 'v9', spanner: 'v1' },
    });
    assert.deepEqual(
      reading.settings.services.map(({ id, version }) => `${id} ${version}`),
      ['gkehub v1'],
    );
    assert.deepEqual(faults(reading), [
      'cloudOperations.services storage oneOf',
      'cloudOperations.serviceVersions spanner oneOf',
    ]);
    assert.deepEqual(faults(read({ serviceVersions: { gkehub: 'v9' } })), [
      'cloudOperations.serviceVersions gkehub: "v9" oneOf',
    ]);
  });

  it('sends tokens to https, or to this machine, and nowhere else', () => {
    const reading = read({
      endpointOverrides: {
        dataproc: 'http://127.0.0.1:8080/dataproc',
        gkehub: 'https://proxy.example.com/google',
        clouddeploy: 'http://proxy.example.com',
        vault: 'https://user:password@example.com',
        compute: 'not a url',
        nothing: 'https://example.com',
      },
    });
    assert.deepEqual(Object.keys(reading.settings.endpointOverrides), ['dataproc', 'gkehub']);
    assert.deepEqual(
      reading.problems.map(({ expected }) => expected.kind),
      ['endpoint', 'endpoint', 'endpoint', 'oneOf'],
    );
  });

  it('builds google and watch by the same as before when only what is shown changes', () => {
    const before = read({}).asked;
    for (const [name, value] of Object.entries({
      pinnedProjects: ['acme-web'],
      showEmptyRegions: true,
      rowLabel: 'action',
      showConcerns: false,
      rowDescription: ['service', 'state'],
      readOnly: true,
      readOnlyProjects: ['*-prod'],
      protectedProjects: ['acme-*'],
      notifications: 'all',
      'credentials.oauthClientId': 'id.apps.googleusercontent.com',
    })) {
      const { settings, asked, problems } = read({ [name]: value });
      assert.deepEqual(problems, [], name);
      assert.notDeepEqual(settings, read({}).settings, name);
      assert.deepEqual(asked, before, name);
    }
    assert.notDeepEqual(read({ 'credentials.signInAccount': 'dev@example.com' }).asked, before);
    assert.notDeepEqual(read({ hiddenProjects: ['acme-web'] }).asked, before);
  });

  it('shortens what it shows of a long entry', () => {
    const [problem] = read({ projects: [`X${'x'.repeat(500)}`] }).problems;
    assert.equal(problem?.entry?.length, 60);
  });

  it('has a budget of which 0 is none, and takes the usual one in place of nonsense', () => {
    const usual = { perHour: 6_000, perMinute: 300 };
    assert.deepEqual(read({}).settings.budget, usual);
    assert.deepEqual(read({ requestsPerHour: 0, requestsPerMinute: 5 }).settings.budget, { perHour: 0, perMinute: 5 });
    for (const nonsense of [-1, NaN, Infinity, '100', [], {}, true]) {
      const reading = read({ requestsPerHour: nonsense, requestsPerMinute: nonsense });
      assert.deepEqual(reading.settings.budget, usual);
      assert.deepEqual(
        reading.problems.map(({ setting }) => setting),
        ['cloudOperations.requestsPerHour', 'cloudOperations.requestsPerMinute'],
      );
    }
  });
});
