import assert from 'node:assert/strict';
import { strictFetch, tokenFetch } from '../../../src/google/http/tokenFetch.js';
import { noOtherOrigins } from '../../../src/google/origins.js';
import { startFakeGoogle, type FakeGoogle } from '../credentials/fakeGoogle.js';
import { collection, failure, openWith } from './bench.js';

describe('requests with a token', () => {
  let thief: FakeGoogle;
  let redirecting: FakeGoogle;
  let status: number;
  let location: string | undefined;

  beforeEach(async () => {
    thief = await startFakeGoogle(() => ({ body: { name: 'x', operations: [] } }));
    redirecting = await startFakeGoogle(({ path }) =>
      path === '/here' ? { body: {} } : { status, ...(location !== undefined && { headers: { location } }) },
    );
    location = `${thief.url}/there?token=taken`;
  });
  afterEach(async () => {
    await redirecting.stop();
    await thief.stop();
  });

  const read = () => {
    const google = openWith({ endpointOverrides: { dataproc: redirecting.url } });
    return failure(google.operations.get(collection('dataproc', 'p', 'r'), 'projects/p/regions/r/operations/x'));
  };

  for (const code of [301, 302, 303, 307, 308]) {
    it(`follow no ${code}, to another origin or the same`, async () => {
      status = code;
      const facts = await read();
      assert.equal(facts.kind, 'redirected');
      assert.equal(facts.httpStatus, code);
      assert.ok(facts.message.includes(`redirects to ${thief.url} `), facts.message);
      assert.doesNotMatch(facts.message, /taken/);
      location = '/here';
      assert.equal((await read()).kind, 'redirected');
      assert.equal(thief.requests.length, 0);
      assert.equal(redirecting.to('/here').length, 0);
    });
  }

  it('tell a redirect without a target, or to something that is no address', async () => {
    status = 302;
    for (const odd of [undefined, 'http://', 'javascript:alert(1)']) {
      location = odd;
      assert.equal((await read()).kind, 'redirected', odd);
    }
  });

  it('know a redirect that the host’s fetch hides', async () => {
    const opaque = { status: 0, type: 'opaqueredirect', headers: new Headers(), body: null } as Response;
    const send = strictFetch(() => Promise.resolve(opaque));
    assert.equal((await failure(send('https://dataproc.googleapis.com/'))).kind, 'redirected');
  });

  it('do not leave for an origin that is neither Google’s nor allowed, whoever names it', async () => {
    const sent: string[] = [];
    const allowed = new Set<string>();
    const send = tokenFetch((input) => {
      sent.push(input instanceof Request ? input.url : input.toString());
      return Promise.resolve(new Response('{}'));
    }, allowed);
    const foreign = ['https://evil.example/x', new URL('https://evil.example'), new Request('https://evil.example/y')];
    for (const input of foreign) {
      const facts = await failure(send(input));
      assert.equal(facts.kind, 'originNotAllowed');
      assert.deepEqual(facts.metadata, { origin: 'https://evil.example' });
    }
    assert.deepEqual(sent, []);
    allowed.add('https://evil.example');
    await send('https://evil.example/x');
    assert.deepEqual(sent, ['https://evil.example/x'], 'allowed in the meantime');
  });

  it('do not leave by an override, an own service or a record that names such a host', async () => {
    const evil = { ...collection('dataproc', 'p', 'r'), host: 'evil.invalid' };
    const byOverride = openWith({ endpointOverrides: { dataproc: 'https://evil.invalid/' } });
    const name = 'projects/p/regions/r/operations/x';
    for (const [google, from] of [
      [openWith({ allowedOrigins: noOtherOrigins }), evil],
      [byOverride, collection('dataproc', 'p', 'r')],
    ] as const) {
      assert.equal((await failure(google.operations.get(from, name))).kind, 'originNotAllowed');
      assert.equal((await failure(google.operations.cancel(from, name))).kind, 'originNotAllowed');
    }
  });
});
