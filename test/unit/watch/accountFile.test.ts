import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Emitter } from '../../../src/base/event.js';
import { AccountFile } from '../../../src/watch/accountFile.js';
import { FakeClock } from '../support/fakeClock.js';
import { MemoryLog } from '../support/fixtures.js';

describe('a file of an account', () => {
  let root: string;
  let account: string;
  let clock: FakeClock;
  let opened: Emitter<void>;
  let read: string[];
  let file: AccountFile<string>;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'account-'));
    ['one', 'two'].forEach((name) => mkdirSync(path.join(root, name)));
    account = 'one';
    clock = new FakeClock();
    opened = new Emitter();
    read = [];
    file = new AccountFile({
      folder: { onDidOpen: opened.event, file: (name) => path.join(root, account, name) },
      ...{ name: 'x.cache', version: 2, clock, log: new MemoryLog() },
      parse: (content) => (typeof content === 'string' ? content : undefined),
    });
    file.onDidRead((content) => read.push(content));
  });
  afterEach(() => {
    file.dispose();
    rmSync(root, { recursive: true });
  });

  const at = (whose: string): string => path.join(root, whose, 'x.cache');

  async function open(): Promise<void> {
    opened.fire();
    await setTimeout(50);
  }

  it('is read when the account is known, and written once for a burst, at the latest at the end', async () => {
    writeFileSync(at('one'), JSON.stringify({ version: 2, content: 'before' }));
    file.write(() => 'early');
    await open();
    for (let waited = 0; read.length === 0 && waited < 5_000; waited += 10) {
      await setTimeout(10);
    }
    assert.deepEqual(read, ['before']);
    file.write(() => 'late');
    file.dispose();
    assert.deepEqual(JSON.parse(readFileSync(at('one'), 'utf8')), { version: 2, content: 'late' });
  });

  it('of another version is left alone until there is something to write', async () => {
    writeFileSync(at('one'), JSON.stringify({ version: 1, content: 'old' }));
    await open();
    assert.deepEqual(read, []);
    assert.ok(existsSync(at('one')) && !existsSync(`${at('one')}.damaged`));
  });

  it('holds nothing of another account that signs in meanwhile, nor gives it anything', async () => {
    writeFileSync(at('two'), JSON.stringify({ version: 2, content: 'of two' }));
    await open();
    account = 'two';
    await open();
    file.write(() => 'of one');
    await clock.pass(10_000);
    account = 'one';
    await open();
    file.write(() => 'of two');
    file.dispose();
    assert.deepEqual(read, []);
    assert.equal(existsSync(at('one')), false);
    assert.deepEqual(JSON.parse(readFileSync(at('two'), 'utf8')), { version: 2, content: 'of two' });
  });
});
