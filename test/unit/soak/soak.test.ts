import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const program = path.resolve(__dirname, '../../soak/main.cjs');

/** What a short soak prints. @throws where it counted anything that must not be, with what it noted of that */
async function soak(seed: number): Promise<Readonly<Record<string, unknown>>> {
  const args = ['--expose-gc', program, '--minutes', '10', '--hours', '2', '--seed', String(seed), '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

describe('the product in simulated time, under every fault', function () {
  this.timeout(600_000);

  it('keeps its promises for some hours, and the same seed goes the same way again', async () => {
    const [once, again] = await Promise.all([soak(4), soak(4)]);
    const promises = ['wrongStates', 'forgotten', 'doublePosts', 'toldTwice', 'untold', 'lateDecisions'];
    for (const count of [...promises, 'unhandledRejections', 'timersLeft']) {
      assert.equal(once[count], 0, count);
    }
    assert.ok(Number(once['requests']) > 1_000 && Number(once['cancels']) > 0, JSON.stringify(once));
    assert.deepEqual([again['digest'], again['events']], [once['digest'], once['events']]);
  });
});
