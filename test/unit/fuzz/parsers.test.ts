import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { isApiError } from '../../../src/google/apiError.js';
import { findCredentialFile } from '../../../src/google/credentials/applicationDefault/credentialFile.js';
import { TokenCache } from '../../../src/google/credentials/tokenCache.js';
import { fileSource } from '../../../src/google/credentials/applicationDefault/fileSource.js';
import { readGcloudLogin } from '../../../src/google/credentials/gcloud/gcloudLogin.js';
import { readRedirect } from '../../../src/google/credentials/oauth/redirect.js';
import { refreshTokens } from '../../../src/google/credentials/oauth/tokenEndpoint.js';
import { errorFromAnswer } from '../../../src/google/http/errorFromAnswer.js';
import { objectOf, parseJson } from '../../../src/google/json.js';
import { operationsPage } from '../../../src/google/readings/operationsPage.js';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import {
  DiscoveryError,
  readOwnServices,
  serviceFromDiscovery,
} from '../../../src/google/serviceCatalog/ownService.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { parseQuery, queryTest } from '../../../src/operations/query.js';
import { readSettings } from '../../../src/settings.js';
import { parseSubjects } from '../../../src/ui/documents/documentSubject.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { parseCollections } from '../../../src/watch/parseCollection.js';
import { isRecordedOperation, isTime } from '../../../src/watch/recordGuards.js';
import { openBench, type CredentialBench } from '../credentials/bench.js';
import { FakeClock } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import { hostileHeader, hostileJson } from './hostile.js';
import { parser, tryAll, type Parser } from './parser.js';

const operationWords =
  'name done error response metadata code message details operations items unreachable missingZones unreachables id status DONE RUNNING operationType targetLink startTime endTime insertTime createTime user progress warnings warning labels verb target @type kind selfLink zone region httpErrorStatusCode errors'.split(
    ' ',
  );
const errorWords =
  'error errors code message status details reason domain metadata metadatas links url description @type type.googleapis.com/google.rpc.ErrorInfo type.googleapis.com/google.rpc.Help type.googleapis.com/google.rpc.RetryInfo type.googleapis.com/google.rpc.QuotaFailure type.googleapis.com/google.rpc.LocalizedMessage retryDelay violations subject PERMISSION_DENIED UNAVAILABLE error_description error_subtype invalid_grant https://x.example/'.split(
    ' ',
  );
const credentialWords =
  'type authorized_user service_account external_account impersonated_service_account client_id client_secret refresh_token client_email private_key token_url token_uri universe_domain audience subject_token_type credential_source file url executable source_credentials service_account_impersonation_url quota_project_id delegates googleapis.com'.split(
    ' ',
  );
const recordWords =
  'version value cancellation collection reading id service host path abilities cancel delete name done outcome delivery requestedAt decidedAt pid startedAt error code requested accepted cancelled'.split(
    ' ',
  );
const discoveryWords =
  'kind discovery#restDescription rootUrl servicePath version title resources projects locations operations methods list cancel get httpMethod GET POST path parameters name pattern response request $ref schemas Operation ListOperationsResponse type properties array items string object scopes auth oauth2 https://x.googleapis.com/ {+name}/operations services endpoint service collections versions host id'.split(
    ' ',
  );
const shapes = ['longrunning', 'container', 'sql', 'compute', 'dns'] as const;

describe('whatever comes from outside', function () {
  this.timeout(300_000);
  let folder: string;
  let bench: CredentialBench;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
    bench = openBench();
  });
  after(() => {
    bench.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const parsers: readonly Parser[] = [
    parser({
      name: 'an operation',
      input: fc.tuple(hostileJson(operationWords), fc.constantFrom(...shapes)),
      parse([text, shape]) {
        const reading = readOperation(parseJson(text), shape);
        assert.equal(typeof reading.done, 'boolean');
        assert.ok([reading.startTime, reading.endTime].every((time) => time === undefined || isTime(time)));
      },
    }),
    parser({
      name: 'a page of operations',
      input: fc.tuple(hostileJson(operationWords), fc.constantFrom(...shapes)),
      parse([text, shape]) {
        const { operations, unreachable } = operationsPage(objectOf(parseJson(text)), shape, 'projects/p');
        operations.forEach((operation) => readOperation(operation, shape));
        assert.ok(unreachable.every((location) => location.length <= 201));
      },
    }),
    parser({
      name: 'an error, its Retry-After and its content type',
      input: fc.tuple(hostileJson(errorWords), fc.integer({ min: 400, max: 599 }), hostileHeader, hostileHeader),
      parse([text, status, retryAfter, type]) {
        const headers = new Headers({ 'content-type': type, 'retry-after': retryAfter, date: retryAfter });
        const request = { host: 'x.googleapis.com', scopes: [], quotaProject: undefined };
        const { facts } = errorFromAnswer({ status, text, headers }, request, 0);
        const { retryAfterMs = 0 } = facts;
        assert.ok(retryAfterMs >= 0 && retryAfterMs <= 3_600_000, String(retryAfterMs));
        assert.ok(facts.message.length <= 2_001);
        return facts;
      },
    }),
    parser({
      name: 'a credential file',
      // Each is written to the disk and read from there.
      share: 0.2,
      input: hostileJson(credentialWords),
      async parse(text) {
        const file = bench.file('credential.json', text);
        const env = { GOOGLE_APPLICATION_CREDENTIALS: file };
        const found = await findCredentialFile(env);
        assert.ok(found);
        const wire = bench.wire();
        const context = { wire, env, subject: undefined, renewedTokens: new Map<string, string>() };
        return new TokenCache(wire.clock, () => Promise.resolve(fileSource(found, context))).describe();
      },
      throws: isApiError,
    }),
    parser({
      name: "gcloud's configuration",
      share: 0.1,
      input: fc.tuple(hostileJson(credentialWords), fc.string({ unit: 'binary' })),
      async parse([properties, configuration]) {
        writeFileSync(path.join(folder, 'active_config'), configuration);
        writeFileSync(path.join(folder, 'properties'), properties);
        const gcloud = { path: 'gcloud', account: undefined, configuration: undefined };
        const { hasAccount } = await readGcloudLogin({ gcloud, env: { CLOUDSDK_CONFIG: folder } });
        assert.equal(typeof hasAccount, 'boolean');
      },
    }),
    parser({
      name: 'what a token endpoint answers, id token included',
      share: 0.5,
      input: fc.tuple(
        hostileJson([...errorWords, 'access_token', 'expires_in', 'refresh_token', 'scope', 'id_token']),
        hostileJson(['sub', 'email']),
        fc.constantFrom(200, 200, 400, 401, 429, 503),
      ),
      async parse([answer, claims, status]) {
        const idToken = `x.${Buffer.from(claims).toString('base64url')}.y`;
        const text = answer.replace('"id_token":', `"id_token":"${idToken}","x":`);
        const wire = bench.wire({}, () => Promise.resolve(new Response(text, { status })));
        const grant = await refreshTokens({ id: 'client', secret: 'client-secret' }, 'refresh-token-canary', wire);
        assert.ok(grant.accessToken !== '' && grant.expiresInMs > 0);
      },
      throws: (error) => isApiError(error) && !JSON.stringify(error.facts).includes('refresh-token-canary'),
    }),
    parser({
      name: 'the address that a browser is sent back to',
      input: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      parse(url) {
        const outcome = readRedirect(new URL(url), 'state');
        assert.equal(outcome.kind, 'foreign');
      },
    }),
    parser({
      name: 'records of cancel requests',
      share: 0.5,
      input: fc.array(hostileJson(recordWords), { maxLength: 3 }),
      async parse(texts) {
        const disk = new SharedDisk();
        texts
          .filter((text) => parseJson(text) !== undefined)
          .forEach((text, index) => disk.files.set(`cancel ${index}`, text));
        const records = new CancellationRecords(new MemoryRecords(disk), new FakeClock(), new MemoryLog());
        assert.ok((await records.load())?.every(isRecordedOperation));
      },
    }),
    parser({
      name: 'collections that are remembered',
      input: hostileJson(recordWords),
      parse: (text) => parseCollections(parseJson(text))?.map(({ host, path: at }) => `${host}/${at}`),
    }),
    parser({
      name: 'settings',
      input: fc.dictionary(
        fc.constantFrom('projects', 'services', 'regions', 'endpointOverrides', 'readOnly', 'protectedProjects'),
        hostileJson(['dataproc', 'compute', 'oauth2', '*', 'http://localhost:1/', 'https://x.example/', 'acme-web']),
      ),
      parse(written) {
        const { settings } = readSettings((name) => parseJson(written[name] ?? ''), seedServices);
        assert.ok(settings.services.length > 0 || settings.requestTimeoutMs > 0);
      },
    }),
    parser({
      name: 'a discovery document',
      input: hostileJson(discoveryWords),
      parse: (text) => serviceFromDiscovery(text, new URL('https://x.googleapis.com/$discovery/rest')),
      throws: (error) => error instanceof DiscoveryError,
    }),
    parser({
      name: 'own services that were written down',
      input: hostileJson(discoveryWords),
      parse: (text) => readOwnServices(text).map(({ service, endpoint }) => [service.id, endpoint]),
      throws: (error) => error instanceof SyntaxError,
    }),
    parser({
      name: 'the catalogue',
      input: hostileJson(discoveryWords),
      parse: (text) => parseCatalog(text).length,
      throws: (error) => error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError),
    }),
    parser({
      name: 'the address of a document',
      input: hostileJson(['a', 'b']),
      parse(query) {
        for (const { collectionId, name } of parseSubjects(query)) {
          assert.ok(typeof collectionId === 'string' && typeof name === 'string');
        }
      },
    }),
    parser({
      name: 'a query',
      input: fc
        .array(
          fc.oneof(
            fc.constantFrom('state:', 'failed', 'age:', '>1h', '-', '"', '*', ',', ' ', 'is:', 'mine', ':', '\\', '('),
            fc.string({ maxLength: 6, unit: 'binary' }),
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
      parse(text) {
        const operation = { ...aReading(), collection: aCollection(), state: 'running', location: 'us-central1' };
        const context = { now: 0, isMine: () => true, isWatched: () => false };
        assert.equal(typeof queryTest(parseQuery(text))(operation as never, context), 'boolean');
      },
    }),
  ];

  tryAll(parsers);
});
