import assert from 'node:assert/strict';
import { createCredential } from '../../../src/google/credentials/createCredential.js';
import { AccountStore } from '../../../src/google/signIn/accountStore.js';
import { AccountTokens } from '../../../src/google/credentials/oauth/accountTokens.js';
import { SignedInAccounts } from '../../../src/google/signIn/signedInAccounts.js';
import type { CredentialWire } from '../../../src/google/credentials/wire.js';
import { startEmulator, type Emulator } from '../../emulator/index.js';
import { assertNoSecret, cloudPlatform, ediscovery, failureOf, openBench, type CredentialBench } from './bench.js';
import { browserSignIn, SharedSecrets, testClient } from './browser.js';

const vaultAdmin = 'vault-admin@example.com';

describe('accounts signed in through the editor', function () {
  this.timeout(30_000);
  let bench: CredentialBench;
  let emulator: Emulator;
  let secrets: SharedSecrets;
  let accounts: SignedInAccounts;

  before(async () => {
    emulator = await startEmulator();
    emulator.control.addOAuthClient(testClient);
    emulator.control.addAccount(vaultAdmin);
    emulator.control.setConsent('approve');
  });

  after(() => emulator.stop());

  beforeEach(() => {
    bench = openBench();
    secrets = new SharedSecrets();
    accounts = open(wire());
    emulator.control.failRefresh(null);
    emulator.control.clearRequests();
  });

  afterEach(() => {
    accounts.dispose();
    assertNoSecret(bench.log, emulator.control.secrets());
    bench.dispose();
  });

  function wire(): ReturnType<CredentialBench['wire']> {
    const endpointOverrides = emulator.settings['cloudOperations.endpointOverrides'] as Record<string, string>;
    return bench.wire({ endpointOverrides });
  }

  function open(by: CredentialWire): SignedInAccounts {
    return new SignedInAccounts(secrets, (store) => Promise.resolve(new AccountTokens(store, by)));
  }

  const refreshes = (): number =>
    emulator.requests.filter(({ body }) => body.includes('grant_type=refresh_token')).length;
  const signIn = (email: string, scopes = [cloudPlatform]): ReturnType<SignedInAccounts['signIn']> =>
    accounts.signIn(browserSignIn({ account: email, scopes }));
  const tokenInfo = (token: string): Promise<Response> =>
    fetch(`${emulator.url}/oauth2/tokeninfo`, { headers: { authorization: `Bearer ${token}` } });

  it('are several, the latest first, with what they are good for and nothing secret', async () => {
    await signIn('dev@example.com');
    await signIn(vaultAdmin, [cloudPlatform, ediscovery]);
    const listed = await accounts.list();
    assert.deepEqual(
      listed.map(({ email }) => email),
      [vaultAdmin, 'dev@example.com'],
    );
    assert.ok(listed[0]!.scopes.includes(ediscovery));
    assertNoSecret(listed, emulator.control.secrets());
  });

  it('outlive the window, in the secret store alone', async () => {
    await signIn(vaultAdmin);
    const later = open(wire());
    assert.equal((await later.list())[0]?.email, vaultAdmin);
    const token = await later.credential().accessToken([cloudPlatform]);
    assert.ok(emulator.control.secrets().includes(token));
    later.dispose();
    assert.equal(secrets.values.size, 1);
  });

  it('give somebody else a token for the scopes that were asked for and no others', async () => {
    const { id, scopes } = await signIn(vaultAdmin, [cloudPlatform, ediscovery]);
    const scopesOf = async (token: string): Promise<string> =>
      ((await (await tokenInfo(token)).json()) as { scope: string }).scope;
    assert.equal(await scopesOf(await accounts.narrowToken(id, ['openid'])), 'openid');
    assert.equal(await scopesOf(await accounts.narrowToken(id, [ediscovery, ediscovery])), ediscovery);
    const whole = await accounts.credential().accessToken([cloudPlatform]);
    assert.deepEqual(new Set((await scopesOf(whole)).split(' ')), new Set(scopes));
    assert.notEqual(await accounts.narrowToken(id, ['openid']), whole);
  });

  it('give nobody a token that a server made good for more than was asked for', async () => {
    const { id } = await signIn(vaultAdmin, [cloudPlatform]);
    const generous = bench.wire({}, () =>
      Promise.resolve(Response.json({ access_token: 'ya29.generous', scope: `openid ${cloudPlatform}` })),
    );
    const elsewhere = open(generous);
    assert.equal((await failureOf(elsewhere.narrowToken(id, ['openid']))).facts.kind, 'garbled');
    elsewhere.dispose();
  });

  it('refresh once for 50 requests, and again for a refused token', async () => {
    await signIn(vaultAdmin);
    const tokens = accounts.credential(undefined);
    const first = await Promise.all(Array.from({ length: 50 }, () => tokens.accessToken([cloudPlatform])));
    assert.equal(new Set(first).size, 1);
    assert.equal(refreshes(), 1);
    tokens.rejected(first[0]!);
    assert.notEqual(await tokens.accessToken([cloudPlatform]), first[0]);
    assert.equal(refreshes(), 2);
  });

  it('do not ask the secret store for each request', async () => {
    await signIn(vaultAdmin);
    const tokens = accounts.credential(undefined);
    await tokens.accessToken([cloudPlatform]);
    const before = secrets.reads;
    for (let i = 0; i < 20; i++) {
      await tokens.accessToken([cloudPlatform]);
    }
    assert.equal(secrets.reads, before);
  });

  it('serve as a credential, the one that is chosen', async () => {
    await signIn('dev@example.com');
    await signIn(vaultAdmin);
    for (const { chosen, expected } of [
      { chosen: undefined, expected: vaultAdmin },
      { chosen: 'dev@example.com', expected: 'dev@example.com' },
    ]) {
      const credential = createCredential(
        bench.options({ source: 'signIn', signIn: accounts.credential(chosen) }),
        wire(),
      );
      assert.equal((await credential.describe()).account, expected);
      const token = await credential.accessToken([cloudPlatform]);
      const info = await tokenInfo(token);
      assert.equal(((await info.json()) as { email: string }).email, expected);
    }
    const nobody = createCredential(
      bench.options({ source: 'signIn', signIn: accounts.credential('no@example.com') }),
      wire(),
    );
    assert.equal((await failureOf(nobody.accessToken([cloudPlatform]))).facts.reason, 'notSignedIn');
    assert.equal((await failureOf(nobody.describe())).facts.reason, 'notSignedIn');
  });

  it('say which scope a sign-in lacks, and get it with the next one', async () => {
    await signIn(vaultAdmin);
    const tokens = accounts.credential(undefined);
    const error = await failureOf(tokens.accessToken([ediscovery]));
    assert.equal(error.facts.kind, 'scopeInsufficient');
    assert.deepEqual(error.facts.scopes, [ediscovery]);
    await signIn(vaultAdmin, [cloudPlatform, ediscovery]);
    assert.ok(await tokens.accessToken([ediscovery]));
    assert.equal((await accounts.list()).length, 1);
  });

  it('end with a sign-out that revokes, at once and in every window', async () => {
    const { id } = await signIn(vaultAdmin);
    const other = open(wire());
    const elsewhere = other.credential(undefined);
    const token = await elsewhere.accessToken([cloudPlatform]);
    let told = 0;
    other.onDidChange(() => told++);

    assert.equal((await accounts.signOut(id))?.email, vaultAdmin);

    assert.equal(told, 1);
    assert.equal(secrets.values.size, 0);
    assert.equal((await failureOf(elsewhere.accessToken([cloudPlatform]))).facts.reason, 'notSignedIn');
    assert.equal((await tokenInfo(token)).status, 400);
    assert.equal(await accounts.signOut(id), undefined);
    other.dispose();
    accounts.dispose();
    assert.equal(secrets.listeners, 0);
  });

  it('are known before anything is loaded, and what is loaded is loaded once', async () => {
    await signIn(vaultAdmin);
    let loads = 0;
    const later = new SignedInAccounts(secrets, (store) => {
      loads++;
      return Promise.resolve(new AccountTokens(store, wire()));
    });
    let told = 0;
    later.onDidChange(() => told++);
    const credential = later.credential();
    credential.rejected('ya29.nobody');
    assert.equal((await later.list()).length, 1);
    await signIn('dev@example.com');
    assert.equal((await later.list()).length, 2);
    assert.deepEqual([told, loads], [1, 0]);
    await Promise.all([credential.describe(), credential.accessToken([cloudPlatform]), later.signOut('nobody')]);
    assert.equal(loads, 1);
    later.dispose();
  });

  it('are forgotten even when Google cannot be told', async () => {
    const { id } = await signIn(vaultAdmin);
    emulator.control.inject({ service: 'oauth2', method: 'revoke', effect: { kind: 'answer', status: 503 } });
    await accounts.signOut(id);
    assert.deepEqual(await accounts.list(), []);
    assert.match(bench.log.join('\n'), /could not be revoked \(unavailable\)/);
    emulator.control.clearFaults();
  });

  for (const { failure, kind } of [
    { failure: 'invalidGrant', kind: 'signInExpired' },
    { failure: 'invalidRapt', kind: 'reauthRequired' },
  ] as const) {
    it(`say ${kind} when the refresh is refused, and stay for a new sign-in`, async () => {
      await signIn(vaultAdmin);
      emulator.control.failRefresh(failure);
      const error = await failureOf(accounts.credential().accessToken([cloudPlatform]));
      assert.equal(error.facts.kind, kind);
      assertNoSecret(error, emulator.control.secrets());
      assert.equal((await accounts.list()).length, 1);
      emulator.control.failRefresh(null);
      await signIn(vaultAdmin);
      assert.ok(await accounts.credential().accessToken([cloudPlatform]));
    });
  }
});

describe('the store of signed-in accounts', () => {
  const account = (id: string): Parameters<AccountStore['put']>[0] => ({
    id,
    email: `${id}@example.com`,
    client: { id: 'client', secret: undefined },
    scopes: [cloudPlatform],
    refreshToken: `refresh-${id}`,
  });

  it('loses none of the changes made at the same time', async () => {
    const store = new AccountStore(new SharedSecrets());
    await Promise.all([
      store.put(account('a')),
      store.put(account('b')),
      store.renew('a', 'renewed'),
      store.remove('b'),
      store.put(account('c')),
    ]);
    const list = await store.list();
    assert.deepEqual(
      list.map(({ id, refreshToken }) => [id, refreshToken]),
      [
        ['c', 'refresh-c'],
        ['a', 'renewed'],
      ],
    );
    store.dispose();
  });

  it('takes what it cannot read for nothing, entry by entry', async () => {
    const secrets = new SharedSecrets();
    for (const value of ['', 'not JSON', '{}', '[1, null, {"id":"x"}]']) {
      secrets.values.set('cloudOperations.signIn.accounts', value);
      const store = new AccountStore(secrets);
      assert.deepEqual(await store.list(), []);
      await store.put(account('a'));
      assert.equal((await store.list()).length, 1);
      store.dispose();
    }
  });

  it('goes on after a store that failed', async () => {
    const secrets = new SharedSecrets();
    const store = new AccountStore(secrets);
    const whole = secrets.store.bind(secrets);
    secrets.store = () => Promise.reject(new Error('the keyring is locked'));
    await assert.rejects(store.put(account('a')), /locked/);
    assert.deepEqual(await store.list(), []);
    secrets.store = whole;
    await store.put(account('a'));
    assert.equal((await store.list()).length, 1);
    store.dispose();
  });
});
