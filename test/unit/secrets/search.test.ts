import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createKeyring, signJwt } from '../../emulator/auth/keys.js';
import type { SecretKind, TracedRequest } from '../../emulator/trace.js';
import { exceptions } from '../../secrets/exceptions.js';
import { searchTraces, type Outcome } from '../../secrets/search.js';

const random = (): string => randomBytes(40).toString('base64url');
const token = `ya29.${random()}`;
const keys = createKeyring();
const secrets = {
  'access token': token,
  'refresh token': `1//0${random()}/+`,
  'authorization code': `4/0A${random()}`,
  'code verifier': random(),
  'client secret': 'd-FL95Q19q7MQ',
  'id token': signJwt(keys.google(), { sub: '1' }),
  'private key': keys.serviceAccount('ci@example.com').privateKeyPem,
} satisfies Partial<Record<SecretKind, string>>;

const harmless: TracedRequest = {
  method: 'GET',
  url: '/dataproc/v1/projects/p/regions/r/operations?pageSize=100',
  headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
  body: '',
  answeredBy: 'dataproc operations.list',
};

const storage = 'files/data/globalStorage/cloud-operations.cloud-operations/0123456789abcdef';
/** What a run in the host leaves, beside what it prints. */
const keptByHost = [
  'output/extension-log.txt',
  'output/messages.txt',
  'output/clipboard.txt',
  'documents/1.txt',
  `${storage}/${'0f'.repeat(16)}.json`,
  `${storage}/history.jsonl`,
  `${storage}/snapshot.cache`,
  `${storage}/places.cache`,
];

describe('the search for secrets', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
    ['wire', 'output', 'commands', 'documents', 'files'].forEach((name) => mkdirSync(path.join(folder, name)));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function trace(
    requests: readonly TracedRequest[],
    used: Readonly<Record<string, string>> = secrets,
    test = 't',
  ): void {
    const lines = [
      ...requests.map((request) => ({ test, request })),
      ...Object.entries(used).map(([kind, text]) => ({ test, secret: { kind, text } })),
    ];
    writeFileSync(path.join(folder, 'wire/1.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  function keep(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const problems = (title?: string): string[] =>
    searchTraces(folder).flatMap((outcome: Outcome) =>
      title === undefined || outcome.title === title ? outcome.problems : [],
    );

  it('finds nothing where credentials belong', () => {
    const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
    const post = { ...harmless, method: 'POST', headers: {} };
    trace([
      harmless,
      {
        ...post,
        url: '/oauth2/token',
        body: form({
          grant_type: 'authorization_code',
          client_id: 'acme',
          client_secret: secrets['client secret'],
          code: secrets['authorization code'],
          code_verifier: secrets['code verifier'],
        }),
      },
      { ...post, url: '/oauth2/token', body: JSON.stringify({ refresh_token: secrets['refresh token'] }) },
      { ...post, url: '/oauth2/revoke', body: form({ token: secrets['refresh token'] }) },
      { ...post, url: '/sts/v1/token', body: form({ subject_token: secrets['id token'] }) },
    ]);
    assert.deepEqual(problems(), []);
  });

  const misplaced: Record<string, Partial<TracedRequest>> = {
    'the query': { url: `/v1/x?access_token=${token}` },
    'the query of a token call': {
      method: 'POST',
      url: `/oauth2/token?code=${encodeURIComponent(secrets['authorization code'])}`,
    },
    'the body of another call': { method: 'POST', url: '/v1/x', body: `refresh_token=${secrets['refresh token']}` },
    'another field of a token call': { method: 'POST', url: '/oauth2/token', body: `scope=${token}` },
    'the body of a token call by GET': { url: '/oauth2/token', body: `code=${secrets['authorization code']}` },
    'another header': { headers: { 'x-goog-user-project': token } },
    'the Authorization header, with more than it': { headers: { authorization: `Bearer x, ${token}` } },
  };
  for (const [where, change] of Object.entries(misplaced)) {
    it(`finds a secret in ${where}, and does not repeat it`, () => {
      trace([{ ...harmless, ...change }]);
      const found = problems('requests');
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(
        found[0]!,
        /^(access token|refresh token|authorization code) \((as it is|percent-encoded)\) in the (address|header|body)/,
      );
      Object.values(secrets).forEach((secret) => assert.ok(!found.join().includes(secret.slice(0, 24))));
    });
  }

  it('finds what a client sent as a credential, though no server made it', () => {
    const own = `ya29.${random()}`;
    trace([
      { ...harmless, headers: { authorization: `Bearer ${own}` } },
      { ...harmless, url: `/v1/x?key=${own}` },
    ]);
    assert.match(problems('requests').join(), /^sent in authorization \(as it is\) in the address/);
  });

  const written: Record<string, (secret: string) => string | Buffer> = {
    'as it is': (secret) => `x${secret}x`,
    cut: (secret) => secret.slice(0, -(secret.length >> 2)),
    'in JSON': (secret) => JSON.stringify({ secret }),
    'percent-encoded': (secret) => encodeURIComponent(secret),
    'percent-encoded in lower case': (secret) =>
      encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    'in base64': (secret) => Buffer.from(secret).toString('base64'),
    'in base64, behind one byte': (secret) => Buffer.from(`:${secret}`).toString('base64'),
    'in base64url, behind two bytes': (secret) => Buffer.from(`::${secret}`).toString('base64url'),
    'in UTF-16': (secret) => Buffer.from(secret, 'utf16le'),
  };
  for (const [how, write] of Object.entries(written)) {
    for (const [kind, secret] of Object.entries(secrets)) {
      // What is left of a JWT without its signature, or of a short secret, is none.
      if (how === 'cut' && (kind === 'id token' || kind === 'client secret')) {
        continue;
      }
      it(`finds: ${kind}, ${how}, in a file`, () => {
        trace([harmless]);
        writeFileSync(
          path.join(folder, 'files/state.db'),
          Buffer.concat([Buffer.alloc(99, 'z'), Buffer.from(write(secret))]),
        );
        assert.match(problems("VS Code's files").join('\n'), new RegExp(`^${kind} .* in state\\.db, up to byte \\d+`));
      });
    }
  }

  it('lets the credential file of the person be, and no other copy of it', () => {
    trace([harmless]);
    const copies = (...places: readonly string[]): void =>
      places.forEach((place) => {
        mkdirSync(path.join(folder, 'files', place), { recursive: true });
        const file = path.join(folder, 'files', place, 'application_default_credentials.json');
        writeFileSync(file, secrets['refresh token']);
      });
    copies('sandbox', 'sandbox/home/.config/gcloud');
    assert.deepEqual(problems(), []);
    copies('', 'sandbox/home', 'sandbox/home/.config', 'sandbox/storage/home/.config/gcloud');
    assert.equal(problems().length, 4);
  });

  it('fails where there was nothing to search', () => {
    trace([], {});
    assert.deepEqual(problems(), ['no request was logged', 'no secret was used']);
    trace([harmless]);
    writeFileSync(path.join(folder, 'output/host.txt'), 'ok');
    assert.deepEqual(
      problems().map((problem) => problem.replace(/named .*/, '')),
      Array<string>(keptByHost.length).fill('nothing was kept that is '),
    );
    keptByHost.forEach((file) => keep(file, 'ok'));
    assert.deepEqual(problems(), []);
  });

  for (const missing of keptByHost) {
    it(`fails where ${path.basename(missing)} was not kept at all`, () => {
      trace([harmless]);
      keep('output/host.txt', 'ok');
      keptByHost.filter((file) => file !== missing).forEach((file) => keep(file, 'ok'));
      assert.match(problems().join(), /^nothing was kept that is named [^,]*$/);
    });
  }

  for (const place of [...keptByHost, 'output/unit.txt', 'output/e2e.txt', 'commands/1.txt']) {
    it(`finds a secret in ${place.replace(storage, '')}`, () => {
      trace([harmless]);
      keep(place, `before ${JSON.stringify({ copied: secrets['refresh token'] })} after`);
      const found = problems().filter((problem) => !problem.startsWith('nothing was kept'));
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', /^refresh token /);
    });
  }

  it('lets a test do on purpose what is named, and nothing beside it', () => {
    for (const { test, path: address, part } of exceptions) {
      const request = { ...harmless, url: `${address}?token=${token}` };
      trace([request], secrets, test);
      assert.equal(part, 'address');
      assert.deepEqual(problems(), []);
      trace([{ ...request, url: `${address}/x?token=${token}` }], secrets, test);
      assert.equal(problems().length, 1);
      trace([{ ...request, url: address, body: token }], secrets, test);
      assert.equal(problems().length, 1);
      trace([request], secrets, 'another test');
      assert.equal(problems().length, 1);
    }
  });
});
