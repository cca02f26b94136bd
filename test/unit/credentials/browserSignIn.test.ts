import assert from 'node:assert/strict';
import { get } from 'node:http';
import { connect } from 'node:net';
import { signInWithBrowser } from '../../../src/google/credentials/oauth/signInWithBrowser.js';
import type { BrowserSignIn, SignedIn } from '../../../src/google/credentials/oauth/signInWithBrowser.js';
import { startEmulator, type Emulator } from '../../emulator/index.js';
import { assertNoSecret, cloudPlatform, ediscovery, failureOf, openBench, type CredentialBench } from './bench.js';
import { browserSignIn, testClient, visit, type Visit } from './browser.js';
import { FakeClock } from '../support/fakeClock.js';

describe('a sign-in through the browser', function () {
  this.timeout(30_000);
  let bench: CredentialBench;
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
    emulator.control.addOAuthClient(testClient);
    emulator.control.addAccount('vault-admin@example.com');
  });

  after(() => emulator.stop());

  beforeEach(() => {
    bench = openBench();
    emulator.control.setConsent('approve');
    emulator.control.clearRequests();
  });

  afterEach(() => bench.dispose());

  const endpointOverrides = (): Record<string, string> =>
    emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>;

  const signIn = (overrides: Partial<BrowserSignIn> = {}, clock?: FakeClock): Promise<SignedIn> =>
    signInWithBrowser(
      browserSignIn(overrides),
      bench.wire({ endpointOverrides: endpointOverrides(), ...(clock && { clock }) }),
    );

  it('ends with tokens, the account and what was granted', async () => {
    const signedIn = await signIn({ scopes: [cloudPlatform, ediscovery], account: 'vault-admin@example.com' });
    assert.equal(signedIn.account.email, 'vault-admin@example.com');
    assert.match(signedIn.account.id, /^\d{21}$/);
    assert.deepEqual(
      [cloudPlatform, ediscovery].filter((scope) => !signedIn.scopes.includes(scope)),
      [],
    );
    assert.ok(emulator.control.secrets().includes(signedIn.refreshToken));
    assert.ok(signedIn.expiresInMs > 3_000_000);
  });

  it('asks with PKCE, a state and for a refresh token, and redeems at the same address', async () => {
    let asked = new URL('about:blank');
    await signIn({
      openBrowser: async (url) => {
        asked = new URL(url);
        await visit(url);
      },
    });
    const query = Object.fromEntries(asked.searchParams);
    assert.match(query['redirect_uri']!, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.equal(query['code_challenge_method'], 'S256');
    assert.equal(query['access_type'], 'offline');
    assert.equal(query['scope'], `openid email ${cloudPlatform}`);
    assert.ok(query['state']!.length >= 43);
    const token = new URLSearchParams(emulator.requests.find(({ operation }) => operation === 'token')!.body);
    assert.equal(token.get('redirect_uri'), query['redirect_uri']);
    assert.ok(token.get('code_verifier')!.length >= 43);
    assert.notEqual(token.get('code_verifier'), query['code_challenge']);
  });

  it('shows a page that runs nothing, loads nothing and quotes nothing', async () => {
    let seen: Visit | undefined;
    await signIn({ openBrowser: async (url) => void (seen = await visit(url)) });
    assert.equal(seen!.status, 200);
    assert.match(seen!.html, /<html lang="en">[^]*<h1>Signed in<\/h1>\n<p>You can close this window\.<\/p>/);
    assert.ok(!seen!.html.includes('<script'));
    assert.match(seen!.headers.get('content-security-policy')!, /^default-src 'none'/);
    assert.equal(seen!.headers.get('referrer-policy'), 'no-referrer');
    assert.ok(!seen!.html.includes(new URL(seen!.address).searchParams.get('code')!));
  });

  it('is refused when the person declines', async () => {
    emulator.control.setConsent('deny');
    let seen: Visit | undefined;
    const error = await failureOf(signIn({ openBrowser: async (url) => void (seen = await visit(url)) }));
    assert.equal(error.facts.kind, 'credentialsMissing');
    assert.equal(error.facts.reason, 'consentDenied');
    assert.match(seen!.html, /<p>Access was &#60;not&#62; granted\.<\/p>/);
  });

  it('needs every scope that was asked for', async () => {
    emulator.control.setConsent('ask');
    const error = await failureOf(
      signIn({
        scopes: [cloudPlatform, ediscovery],
        openBrowser: async (url) => {
          const decision = new URL(url.replace('/auth?', '/auth/decision?'));
          decision.searchParams.append('decision', 'allow');
          decision.searchParams.append('granted', 'email');
          decision.searchParams.append('granted', cloudPlatform);
          await visit(decision.href);
        },
      }),
    );
    assert.equal(error.facts.kind, 'scopeInsufficient');
    assert.deepEqual(error.facts.scopes, [ediscovery]);
  });

  it('answers only who knows the state, and goes on waiting', async () => {
    const statuses: number[] = [];
    const signedIn = await signIn({
      openBrowser: async (url) => {
        const redirectUri = new URL(url).searchParams.get('redirect_uri')!;
        for (const attempt of [
          '?code=4/stolen&state=guess',
          '?code=4/stolen',
          '?error=access_denied',
          'favicon.ico',
          '',
        ]) {
          statuses.push((await fetch(redirectUri + attempt)).status);
        }
        statuses.push((await fetch(`${redirectUri}?code=4/stolen`, { method: 'POST' })).status);
        await visit(url);
      },
    });
    assert.deepEqual(statuses, [400, 400, 400, 404, 400, 404]);
    assert.ok(signedIn.refreshToken);
  });

  it('answers no page elsewhere that has its name resolved to this machine', async () => {
    const statuses: (number | undefined)[] = [];
    const signedIn = await signIn({
      openBrowser: async (url) => {
        const asked = new URL(url).searchParams;
        const address = `${asked.get('redirect_uri')}?code=4/stolen&state=${asked.get('state')}`;
        for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example']) {
          statuses.push(await statusOf(address, host));
        }
        await visit(url);
      },
    });
    assert.deepEqual(statuses, [404, 404, 404]);
    assert.ok(signedIn.refreshToken);
  });

  it('listens on the loopback address alone, and stops however it ends', async () => {
    const redirects: string[] = [];
    const remember = async (url: string): Promise<void> => {
      redirects.push(new URL(url).searchParams.get('redirect_uri')!);
      await Promise.resolve();
    };
    await signIn({ openBrowser: (url) => Promise.all([remember(url), visit(url)]) });
    const given = new AbortController();
    const aborted = failureOf(
      signIn({ signal: given.signal, openBrowser: async (url) => remember(url).then(() => given.abort()) }),
    );
    assert.equal((await aborted).facts.kind, 'aborted');
    const broken = signIn({
      openBrowser: async (url) => {
        await remember(url);
        throw new Error('no browser here');
      },
    });
    await assert.rejects(broken, /no browser here/);
    for (const redirect of redirects) {
      await assert.rejects(fetch(redirect), /fetch failed/);
    }
    assert.equal(redirects.length, 3);
  });

  it('does not wait for a browser that only opened a connection ahead', async () => {
    const ahead: { closed: boolean } = { closed: false };
    await signIn({
      openBrowser: async (url) => {
        const { port } = new URL(new URL(url).searchParams.get('redirect_uri')!);
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('close', () => (ahead.closed = true)).on('error', () => undefined);
        await new Promise((resolve) => socket.once('connect', resolve));
        await visit(url);
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(ahead.closed, true);
  });

  it('gives up after five minutes and leaves no timer behind', async () => {
    const clock = new FakeClock();
    const late = failureOf(
      signIn({ openBrowser: () => Promise.resolve(void setTimeout(() => void clock.pass(300_000), 50)) }, clock),
    );
    assert.equal((await late).facts.kind, 'deadline');
    assert.equal(clock.pending, 0);
    const given = new AbortController();
    const aborted = failureOf(
      signIn({ signal: given.signal, openBrowser: () => Promise.resolve().then(() => given.abort()) }, clock),
    );
    assert.equal((await aborted).facts.kind, 'aborted');
    assert.equal(clock.pending, 0);
  });

  describe('on a remote host', () => {
    it('uses the address under which the browser reaches it, when that is a loopback address', async () => {
      let forwarded = '';
      let boxClosed = false;
      await signIn({
        reachable: (uri) => Promise.resolve((forwarded = uri.replace('127.0.0.1', 'localhost'))),
        askForAddress: (signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => {
              boxClosed = true;
              resolve(undefined);
            });
          }),
      });
      const token = new URLSearchParams(emulator.requests.find(({ operation }) => operation === 'token')!.body);
      assert.equal(token.get('redirect_uri'), forwarded);
      assert.ok(boxClosed);
    });

    const tunnel = (): Promise<string> => Promise.resolve('https://tunnel.example.com/');

    it('asks for the address of the browser otherwise', async () => {
      let address = '';
      const signedIn = await signIn({
        reachable: tunnel,
        async openBrowser(url) {
          const consent = await fetch(url, { redirect: 'manual' });
          address = consent.headers.get('location')!;
        },
        askForAddress: () => Promise.resolve(`  ${address}\n`),
      });
      assert.ok(signedIn.refreshToken);
    });

    it('takes no other address, and no answer for giving up', async () => {
      for (const [answer, kind] of [
        ['http://127.0.0.1:1/?code=4/stolen&state=guess', 'credentialsMissing'],
        ['not an address', 'credentialsMissing'],
        [undefined, 'aborted'],
      ] as const) {
        const unreached = { reachable: tunnel, openBrowser: () => Promise.resolve() };
        const error = await failureOf(signIn({ ...unreached, askForAddress: () => Promise.resolve(answer) }));
        assert.equal(error.facts.kind, kind);
      }
    });
  });

  for (const { name, client, kind } of [
    { name: 'a wrong client secret', client: { ...testClient, secret: 'GOCSPX-wrong' }, kind: 'credentialsBroken' },
    {
      name: 'no client secret where one is needed',
      client: { id: testClient.id, secret: undefined },
      kind: 'credentialsBroken',
    },
  ]) {
    it(`says that ${name} is refused, and shows no secret`, async () => {
      const error = await failureOf(signIn({ client }));
      assert.equal(error.facts.kind, kind);
      assert.match(error.message, /^invalid_client/);
      const sent = new URLSearchParams(emulator.requests.find(({ operation }) => operation === 'token')!.body);
      const secrets = [sent.get('code')!, sent.get('code_verifier')!, testClient.secret, 'GOCSPX-wrong'];
      assertNoSecret([error, bench.log], secrets);
    });
  }
});

function statusOf(address: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
}
