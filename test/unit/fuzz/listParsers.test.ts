import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isApiError } from '../../../src/google/apiError.js';
import { createLocationsApi } from '../../../src/google/apis/createLocationsApi.js';
import { createParentsApi } from '../../../src/google/apis/createParentsApi.js';
import { createProjectsApi } from '../../../src/google/apis/createProjectsApi.js';
import { createServicesApi } from '../../../src/google/apis/createServicesApi.js';
import { readAccounts, readConfigurations } from '../../../src/google/credentials/gcloud/gcloudChoices.js';
import { describeProperties, readToken } from '../../../src/google/credentials/gcloud/gcloudSource.js';
import { readOutput } from '../../../src/google/credentials/gcloud/runGcloud.js';
import type { HttpClient } from '../../../src/google/http/httpClient.js';
import { objectOf, parseJson } from '../../../src/google/json.js';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { hostileJson } from './hostile.js';
import { parser, tryAll } from './parser.js';

const [service] = seedServices;
const listWords =
  'locations locationId name items nextPageToken projects projectId displayName state ACTIVE services permissions instances projects/123/services/dataproc.googleapis.com us-central1 parents'.split(
    ' ',
  );
const gcloudWords =
  'configuration properties core account project universe_domain billing quota_project auth impersonate_service_account credential access_token token_expiry status ACTIVE is_active name CURRENT_PROJECT googleapis.com 2026-11-22T10:00:01Z'.split(
    ' ',
  );
const complaint = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          'ERROR: ',
          '(gcloud.config) ',
          'Traceback (most recent call last):',
          '\n',
          '\r\n',
          '  at x',
          'invalid_grant',
        ],
        ...[
          'reauth',
          'CERTIFICATE_VERIFY_FAILED',
          'Max retries exceeded',
          '\u001b[31m',
          'x'.repeat(5_000),
          '('.repeat(500),
        ],
      ),
      fc.string({ maxLength: 12, unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

/** Answers each page alike, up to a few. */
function clientThatAnswers(text: string): HttpClient {
  let pages = 0;
  const json = (): ReturnType<typeof objectOf> => (++pages > 3 ? {} : objectOf(parseJson(text)));
  const read = (_request: unknown, of: (json: object, bytes: number) => unknown): Promise<unknown> =>
    Promise.resolve().then(() => of(json(), text.length));
  return { read, call: () => Promise.resolve(json()) } as unknown as HttpClient;
}

describe('whatever lists and gcloud answer', function () {
  this.timeout(300_000);
  const options = {};

  tryAll([
    parser({
      name: 'locations, regions, projects, permissions, enabled services and parents',
      input: hostileJson(listWords),
      async parse(text) {
        const client = (): HttpClient => clientThatAnswers(text);
        const level = { path: 'projects/{project}/instances', field: 'instances' } as never;
        const lists: (() => Promise<readonly string[]>)[] = [
          () => createLocationsApi(client()).list(service!, 'p', options),
          () => createLocationsApi(client()).computeRegions('p', options),
          async () => [...(await createServicesApi(client()).enabled('p', options))],
          () => createParentsApi(client()).list(service!, level, { project: 'p' }, 100, options),
          () => createProjectsApi(client()).testPermissions('p', ['x'], options),
          async () => {
            const ids: string[] = [];
            for await (const page of createProjectsApi(client()).search('', options)) {
              ids.push(...page.flatMap(({ id, number, displayName }) => [id, number, displayName]));
            }
            return ids;
          },
        ];
        for (const list of lists) {
          try {
            assert.ok((await list()).every((name) => typeof name === 'string'));
          } catch (error) {
            assert.ok(isApiError(error), String(error));
          }
        }
      },
    }),
    parser({
      name: 'what gcloud prints',
      input: hostileJson(gcloudWords),
      parse(stdout) {
        const printed = readOutput({ how: 'exited', succeeded: true, stdout, stderr: '' }, 'gcloud');
        assert.ok(readAccounts(printed).every(({ account }) => typeof account === 'string'));
        assert.ok(readConfigurations(printed).every(({ name }) => typeof name === 'string'));
        const seen: unknown[] = [];
        for (const read of [() => readToken(printed, 0).expiresInMs, () => describeProperties(printed).kind]) {
          try {
            seen.push(read());
          } catch (error) {
            assert.ok(isApiError(error), String(error));
            seen.push(error.facts);
          }
        }
        return seen;
      },
      throws: isApiError,
    }),
    parser({
      name: 'what gcloud complains of',
      input: complaint,
      parse: (stderr) => readOutput({ how: 'exited', succeeded: false, stdout: '', stderr }, 'gcloud'),
      throws: (error) => isApiError(error) && error.facts.message.length <= 2_100,
    }),
  ]);
});
