import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { consolePage, consolePages } from '../../../src/google/links/consolePages.js';
import { gcloudCommand, gcloudGroups } from '../../../src/google/links/gcloudOperations.js';
import { auditLogQuery, auditLogUrl } from '../../../src/google/links/logQuery.js';
import { curlCommand, selfLink } from '../../../src/google/links/restRequest.js';
import type { Collection } from '../../../src/operations/collection.js';
import type { Operation } from '../../../src/operations/operation.js';

const exec = promisify(execFile);

interface Given {
  readonly service: string;
  readonly name: string;
  readonly location?: string;
  readonly project?: string | undefined;
  readonly target?: string;
  readonly targetKind?: string;
  readonly startTime?: number;
}

function operation(given: Given): Operation {
  const { service, name, location, target, targetKind, startTime } = given;
  const collection: Pick<Collection, 'service' | 'host' | 'version' | 'project' | 'location'> = {
    service,
    host: `${service}.googleapis.com`,
    version: 'v1',
    project: 'project' in given ? given.project : 'acme',
    location,
  };
  return { collection, name, location, target, targetKind, startTime, endTime: undefined } as Operation;
}

describe('links: the Cloud Console', () => {
  const cases: [what: string, given: Given, shows: string, url: string][] = [
    [
      'a cluster that is named by its short name',
      {
        service: 'dataproc',
        name: 'projects/acme/regions/us-east1/operations/1',
        location: 'us-east1',
        target: 'etl-7',
        targetKind: 'cluster',
      },
      'target',
      'https://console.cloud.google.com/dataproc/clusters/etl-7/monitoring?region=us-east1&project=acme',
    ],
    [
      'a rollout below its release and pipeline',
      {
        service: 'clouddeploy',
        name: 'projects/acme/locations/europe-west1/operations/1',
        location: 'europe-west1',
        target: 'projects/acme/locations/europe-west1/deliveryPipelines/web/releases/r1/rollouts/r1-to-prod',
      },
      'target',
      'https://console.cloud.google.com/deploy/delivery-pipelines/europe-west1/web/releases/r1/rollouts/r1-to-prod?project=acme',
    ],
    [
      'a node pool, in the spelling of another reader',
      {
        service: 'container',
        name: 'projects/acme/locations/us-east1-b/operations/1',
        location: 'us-east1-b',
        target: 'projects/acme/locations/us-east1-b/clusters/c/nodePools/np',
      },
      'target',
      'https://console.cloud.google.com/kubernetes/nodepool/us-east1-b/c/np?project=acme',
    ],
    [
      'a service whose operations have a page',
      {
        service: 'compute',
        name: 'projects/acme/zones/us-east1-b/operations/1',
        target: 'vm-1',
        targetKind: 'instance',
      },
      'operation',
      'https://console.cloud.google.com/compute/operations?project=acme',
    ],
    [
      'a target of which a part is missing',
      { service: 'spanner', name: 'projects/acme/instances/i/operations/1', target: 'orders', targetKind: 'database' },
      'target',
      'https://console.cloud.google.com/spanner/instances/i/databases/orders/details/tables?project=acme',
    ],
    [
      'a rollout without its pipeline',
      { service: 'clouddeploy', name: 'projects/acme/locations/l/operations/1', target: 'r1', targetKind: 'rollout' },
      'service',
      'https://console.cloud.google.com/deploy/delivery-pipelines?project=acme',
    ],
    [
      'a matter of Vault, outside the console',
      { service: 'vault', name: 'operations/1', target: 'm1', targetKind: 'matter', project: undefined },
      'target',
      'https://vault.google.com/matter/m1',
    ],
    [
      'a name that would leave its page',
      {
        service: 'dataproc',
        name: 'projects/acme/regions/r/operations/1',
        location: 'r',
        target: 'a?b#c&project=evil',
        targetKind: 'cluster',
      },
      'target',
      'https://console.cloud.google.com/dataproc/clusters/a%3Fb%23c%26project%3Devil/monitoring?region=r&project=acme',
    ],
    [
      'a target of nothing but dots',
      {
        service: 'dataproc',
        name: 'projects/acme/regions/r/operations/1',
        location: 'r',
        target: '..',
        targetKind: 'cluster',
      },
      'service',
      'https://console.cloud.google.com/dataproc/clusters?project=acme',
    ],
  ];
  for (const [what, given, shows, url] of cases) {
    it(`finds ${what}`, () => assert.deepEqual(consolePage(operation(given)), { shows, url }));
  }

  it('asks the logs where a service has no page', () => {
    const page = consolePage(operation({ service: 'webrisk', name: 'projects/acme/operations/op-1' }));
    assert.equal(page.shows, 'log');
    assert.equal(page.url, 'https://console.cloud.google.com/logs/query;query=%22op-1%22?project=acme');
  });

  it('takes no service for one of JavaScript’s own words', () => {
    assert.equal(consolePage(operation({ service: 'constructor', name: 'projects/acme/operations/1' })).shows, 'log');
    assert.equal(
      gcloudCommand(operation({ service: 'toString', name: 'projects/acme/operations/1' }), 'describe'),
      undefined,
    );
  });

  it('knows the pages of the 25 services most used, each one an address', () => {
    assert.ok(Object.keys(consolePages).length >= 25);
    for (const [id, { service, operations, targets }] of Object.entries(consolePages)) {
      for (const page of [
        service,
        ...(operations === undefined ? [] : [operations]),
        ...Object.values(targets ?? {}),
      ]) {
        assert.match(page, /^(?:https:\/\/vault\.google\.com\/|[a-z][\w/{}?=-]*$)/, `${id}: ${page}`);
      }
    }
  });
});

describe('links: audit log', () => {
  it('asks for the whole name and the last segment, from a little before the start on', () => {
    const given = operation({
      service: 'dataproc',
      name: 'projects/acme/regions/r/operations/op-1',
      startTime: Date.UTC(2026, 0, 2, 3),
    });
    assert.equal(
      auditLogQuery(given),
      [
        '(log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/data_access"))',
        'protoPayload.serviceName="dataproc.googleapis.com"',
        'operation.id=("projects/acme/regions/r/operations/op-1" OR "op-1")',
        'timestamp>="2026-01-02T02:50:00.000Z"',
      ].join('\n'),
    );
  });

  it('knows the name under which Cloud SQL logs', () => {
    const query = auditLogQuery(operation({ service: 'sqladmin', name: 'projects/acme/operations/1' }));
    assert.match(query, /serviceName="cloudsql\.googleapis\.com"/);
  });

  it('keeps a name within its string, and the query within its parameter', () => {
    const given = operation({ service: 'dataproc', name: 'projects/acme/operations/a" OR true\n("\\' });
    assert.match(auditLogQuery(given), /OR "a\\" OR true {1}\(\\"\\\\"\)$/m);
    assert.match(
      auditLogUrl(given),
      /^https:\/\/console\.cloud\.google\.com\/logs\/query;query=[\w.%~-]+\?project=acme$/,
    );
  });
});

describe('links: gcloud', () => {
  const command = (given: Given, verb: 'describe' | 'cancel' = 'describe'): string | undefined =>
    gcloudCommand(operation(given), verb)?.join(' ');

  it('names an operation by its id, with flags for the rest', () => {
    const dataproc = { service: 'dataproc', name: 'projects/acme/regions/us-east1/operations/1' };
    assert.equal(command(dataproc), 'gcloud dataproc operations describe 1 --region=us-east1 --project=acme');
    assert.equal(command(dataproc, 'cancel'), 'gcloud dataproc operations cancel 1 --region=us-east1 --project=acme');
    assert.equal(
      command({ service: 'spanner', name: 'projects/acme/instances/i/databases/d/operations/1' }, 'cancel'),
      'gcloud spanner operations cancel 1 --instance=i --database=d --project=acme',
    );
    assert.equal(
      command({ service: 'compute', name: 'projects/acme/zones/us-east1-b/operations/operation-1' }),
      'gcloud compute operations describe operation-1 --zone=us-east1-b --project=acme',
    );
    assert.equal(
      command({ service: 'compute', name: 'projects/acme/global/operations/operation-1' }),
      'gcloud compute operations describe operation-1 --global --project=acme',
    );
    assert.equal(
      command({ service: 'storagetransfer', name: 'transferOperations/transferJobs-1-2' }, 'cancel'),
      'gcloud transfer operations cancel transferOperations/transferJobs-1-2 --project=acme',
    );
  });

  it('has none where gcloud has none, or none that names this very operation', () => {
    assert.equal(
      command({ service: 'gkehub', name: 'projects/acme/locations/global/operations/1' }, 'cancel'),
      undefined,
    );
    assert.equal(command({ service: 'clouddeploy', name: 'projects/acme/locations/l/operations/1' }), undefined);
    assert.equal(
      command({ service: 'aiplatform', name: 'projects/acme/locations/l/models/7/operations/9' }),
      undefined,
    );
    assert.equal(command({ service: 'dataproc', name: 'projects/acme/operations/9' }), undefined);
    assert.equal(command({ service: 'sqladmin', name: 'projects/acme/operations/--quiet' }), undefined);
  });

  it('is what the installed gcloud knows: every group, verb and flag', async function () {
    this.timeout(300_000);
    if (process.env['GCLOUD_COMMANDS'] === undefined) {
      console.log('  SKIPPED: asking gcloud for a hundred commands takes a minute; GCLOUD_COMMANDS=1 does it.');
      this.skip();
    }
    for (const { group, cancel, place, flags = {} } of Object.values(gcloudGroups)) {
      for (const verb of cancel ? ['describe', 'cancel'] : ['describe']) {
        const words = [...group.split(' '), 'operations', verb, '-h'];
        const { stdout } = await exec('gcloud', words);
        assert.match(stdout, /^Usage: gcloud/, words.join(' '));
        for (const flag of [place, ...Object.values(flags)].filter((name) => name !== undefined && name !== '')) {
          assert.ok(stdout.includes(`--${flag}`), `${words.join(' ')} takes --${flag}`);
        }
      }
    }
  });
});

describe('links: curl', () => {
  const given = operation({ service: 'dataproc', name: 'projects/example.com:etl/regions/r/operations/o 1' });

  it('has gcloud’s token fetched when it runs, and none in it', () => {
    assert.equal(
      selfLink(given),
      'https://dataproc.googleapis.com/v1/projects/example.com%3Aetl/regions/r/operations/o%201',
    );
    assert.equal(
      curlCommand(given, 'posix'),
      `curl -H "Authorization: Bearer $(gcloud auth print-access-token)" '${selfLink(given)}'`,
    );
    assert.match(curlCommand(given, 'powershell') ?? '', /^curl\.exe -H /);
  });

  it('is none for cmd.exe where the address holds what it would replace', () => {
    assert.equal(curlCommand(given, 'cmd'), undefined);
    const plain = operation({ service: 'dataproc', name: 'projects/acme/regions/r/operations/o' });
    assert.match(curlCommand(plain, 'cmd') ?? '', /^for \/f %t in \('gcloud auth print-access-token'\) do @curl /);
  });
});
