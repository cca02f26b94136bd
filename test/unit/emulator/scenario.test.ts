import assert from 'node:assert/strict';
import { scenarios } from '../../emulator/index.js';
import { lifeAt } from '../../../src/sample/scenario.js';
import type { Life, Scenario } from '../../../src/sample/scenario.js';

describe('emulator: where an operation stands', () => {
  const start = Date.UTC(2026, 10, 22);
  const after = (scenario: Scenario, seconds: number, cancelSecond?: number): Life =>
    lifeAt(
      { scenario, createdAt: start, cancelledAt: cancelSecond === undefined ? undefined : start + cancelSecond * 1000 },
      start + seconds * 1000,
    );
  const error = (life: Life): number | undefined =>
    life.phase === 'done' && life.result.kind === 'error' ? life.result.code : undefined;

  it('does not exist before its creation, then is pending, running, done', () => {
    const scenario: Scenario = { ...scenarios.succeeds(60), pendingMs: 2000 };
    const phases = [-1, 0, 1.9, 2, 59.9, 60].map((seconds) => after(scenario, seconds).phase);
    assert.deepEqual(phases, ['absent', 'pending', 'pending', 'running', 'running', 'done']);
  });

  it('is cancelled only when the cancel has taken its time', () => {
    const scenario = scenarios.succeeds(60, 5);
    assert.deepEqual(after(scenario, 14.9, 10), { phase: 'running', runningSince: start, cancelRequested: true });
    assert.equal(error(after(scenario, 15, 10)), 1);
  });

  it('ends by itself where that comes before the cancel', () => {
    const life = after(scenarios.succeeds(12, 5), 30, 10);
    assert.ok(life.phase === 'done');
    assert.deepEqual(life.result, { kind: 'response' });
    assert.equal(life.endedAt, start + 12_000);
    assert.equal(life.cancelRequested, true);
  });

  it('knows nothing of a cancel that lies in the future', () => {
    assert.deepEqual(after(scenarios.neverEnds(), 5, 10), {
      phase: 'running',
      runningSince: start,
      cancelRequested: false,
    });
  });

  const outcomes: [string, Scenario, (life: Life) => boolean][] = [
    [
      'completes anyway',
      scenarios.completesAnyway(4),
      (life) => life.phase === 'done' && life.result.kind === 'response',
    ],
    ['fails when cancelled', scenarios.failsWhenCancelled(4, 13, 'no'), (life) => error(life) === 13],
    ['disappears when cancelled', scenarios.disappearsWhenCancelled(4), (life) => life.phase === 'absent'],
    ['disappears', scenarios.disappears(12), (life) => life.phase === 'absent'],
    [
      'ends without result',
      scenarios.endsWithoutResult(12),
      (life) => life.phase === 'done' && life.result.kind === 'nothing',
    ],
    ['fails', scenarios.fails(12, 8, 'quota', 30), (life) => error(life) === 8],
    ['never ends', scenarios.neverEnds(100), (life) => life.phase === 'running'],
  ];
  for (const [name, scenario, holds] of outcomes) {
    it(`${name}: runs at second 11, and is so at second 14 after a cancel at second 10`, () => {
      assert.equal(after(scenario, 11, 10).phase, 'running');
      const life = after(scenario, 14, 10);
      assert.ok(holds(life), JSON.stringify(life));
    });
  }

  it('is forgotten some time after its end', () => {
    const scenario: Scenario = { ...scenarios.succeeds(60), expiresMs: 10_000 };
    assert.equal(after(scenario, 69).phase, 'done');
    assert.equal(after(scenario, 70).phase, 'absent');
  });
});
