import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isGone, operatingSystem, ownMark } from '../../../src/watch/processes.js';

describe('the sender of a request', () => {
  it('is gone when its process has ended, or is this very one', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const pid = child.pid ?? 0;
    const mark = { pid, start: operatingSystem.startOf(pid) };
    assert.equal(isGone(operatingSystem, mark), false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isGone(operatingSystem, mark), true);
    assert.equal(isGone(operatingSystem, ownMark(operatingSystem)), true);
  });

  it('is gone when another process has its number now', function () {
    if (operatingSystem.startOf(process.ppid) === undefined) {
      this.skip();
    }
    assert.equal(isGone(operatingSystem, { pid: process.ppid, start: '1' }), true);
    assert.equal(isGone(operatingSystem, { pid: process.ppid, start: operatingSystem.startOf(process.ppid) }), false);
    assert.equal(isGone(operatingSystem, { pid: process.ppid }), false);
  });
});
