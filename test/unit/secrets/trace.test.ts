import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmulator } from '../../emulator/index.js';
import { traceVariables } from '../../emulator/trace.js';
import { keepFiles, keepText } from '../../secrets/evidence.js';
import { searchTraces } from '../../secrets/search.js';
import { readWire } from '../../secrets/wire.js';

describe('what a test run leaves for the search', () => {
  let folder: string;
  const outer = process.env[traceVariables.folder];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'traces-'));
    process.env[traceVariables.folder] = folder;
  });
  afterEach(() => {
    if (outer === undefined) {
      Reflect.deleteProperty(process.env, traceVariables.folder);
    } else {
      process.env[traceVariables.folder] = outer;
    }
    rmSync(folder, { recursive: true });
  });

  it('an emulator: every request, answered or not, and every secret, before it is stopped', async function () {
    this.timeout(10_000);
    const emulator = await startEmulator();
    const { control } = emulator;
    try {
      const { client_secret, refresh_token } = emulator.credentialFile;
      control.addOAuthClient({ id: 'own', secret: 'secret of a client of our own' });
      control.issueCredentials({ clientId: 'other', clientSecret: 'secret of another client' });
      control.addSubjectToken({ token: 'token of an outside identity', email: 'ci@example.com' });
      control.setConsent('approve');
      const token = control.issueAccessToken();
      const { private_key } = emulator.serviceAccountFile;
      const get = (url: string, init?: RequestInit): Promise<Response> => fetch(`${emulator.url}${url}`, init);
      await get('/dataproc/v1/projects/acme-web/regions/us-central1/operations', {
        headers: { authorization: `Bearer ${token}` },
      });
      await get('/nobody/there');
      const consent = '/accounts/o/oauth2/v2/auth?client_id=own&response_type=code&scope=openid&redirect_uri=';
      const answer = await get(`${consent}http://127.0.0.1:1/`, { redirect: 'manual' });
      const code = new URL(answer.headers.get('location')!).searchParams.get('code')!;
      control.inject({ service: 'vault', effect: { kind: 'hang' } });
      await assert.rejects(get('/vault/v1/operations', { signal: AbortSignal.timeout(100) }));

      const { requests, secrets } = await written(4);
      assert.deepEqual(
        requests.map(({ request }) => request.answeredBy),
        ['dataproc operations.list', undefined, 'accounts auth', 'vault operations.list'],
      );
      for (const secret of [client_secret, refresh_token, token, private_key, code, ...control.secrets()]) {
        assert.ok(secrets.has(secret));
      }
      assert.equal(secrets.get('secret of another client'), 'client secret');
      const [file = ''] = readdirSync(path.join(folder, 'wire'));
      assert.equal(statSync(path.join(folder, 'wire', file)).mode & 0o077, 0);
    } finally {
      await emulator.stop();
    }
  });

  /** The trace of a request is written when its connection has noticed the end. */
  async function written(count: number): Promise<ReturnType<typeof readWire>> {
    for (;;) {
      const wire = readWire(path.join(folder, 'wire'));
      if (wire.requests.length >= count) {
        return wire;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it('files, but no programs; and the search finds in them what an emulator made', async () => {
    const emulator = await startEmulator();
    const token = emulator.control.issueAccessToken();
    await fetch(emulator.url);
    await emulator.stop();
    const source = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
    try {
      for (const [name, text] of Object.entries({ 'User/state.json': token, 'extensions/program.js': token })) {
        mkdirSync(path.join(source, path.dirname(name)));
        writeFileSync(path.join(source, name), text);
      }
      keepFiles(source);
      keepFiles(path.join(source, 'gone'));
    } finally {
      rmSync(source, { recursive: true });
    }
    keepText('output', 'unit.txt', `token: ${encodeURIComponent(token)}`);
    const problems = searchTraces(folder).flatMap((outcome) => outcome.problems);
    assert.equal(problems.length, 3, problems.join('\n'));
    assert.match(problems.join('\n'), /^access token .* in unit\.txt/m);
    assert.match(problems.join('\n'), /^nothing was kept/m);
    assert.match(problems.join('\n'), /^access token .* in sandbox-.*\/User\/state\.json/m);
  });

  it('the command line of every program that is started', async () => {
    const script = `require(${JSON.stringify(path.resolve('out/test/secrets/preload.cjs'))});
      require('node:child_process').execFile('true', ['--token=plain'], () => undefined);`;
    const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    // This process may keep its own commands in the same folder.
    const file = path.join(folder, 'commands', `${child.pid ?? ''}.txt`);
    assert.equal(readFileSync(file, 'utf8'), 'true\n--token=plain\n\n');
  });

  it('nothing outside a test run', async () => {
    Reflect.deleteProperty(process.env, traceVariables.folder);
    const emulator = await startEmulator();
    await fetch(emulator.url);
    await emulator.stop();
    keepText('output', 'x.txt', 'x');
    assert.ok(!existsSync(path.join(folder, 'wire')));
    assert.ok(!existsSync(path.join(folder, 'output')));
  });
});
