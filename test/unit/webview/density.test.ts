import assert from 'node:assert/strict';
import { createDensity } from '../../../src/webview/timeline/density.js';
import type { Bar } from '../../../src/ui/timeline/messages.js';

function drawn(bars: readonly (readonly [x: number, state: Bar['state']] | 'flush')[]): string[] {
  const stretches: string[] = [];
  const density = createDensity(({ from, to, state }) => stretches.push(`${from}-${to} ${state}`));
  for (const one of bars) {
    if (one === 'flush') {
      density.flush();
    } else {
      density.add(...one);
    }
  }
  density.flush();
  return stretches;
}

describe('bars smaller than a pixel', () => {
  it('become one stretch where they touch', () => {
    assert.deepEqual(
      drawn([
        [1.1, 'succeeded'],
        [1.5, 'succeeded'],
        [2.2, 'succeeded'],
        [5, 'succeeded'],
      ]),
      ['1-3 succeeded', '5-6 succeeded'],
    );
  });

  it('show in each pixel what matters most, and nothing beside it', () => {
    assert.deepEqual(
      drawn([
        [1, 'succeeded'],
        [2.1, 'succeeded'],
        [2.5, 'failed'],
        [2.9, 'running'],
        [3, 'succeeded'],
      ]),
      ['1-2 succeeded', '2-3 failed', '3-4 succeeded'],
    );
  });

  it('end where something larger comes between them', () => {
    assert.deepEqual(drawn([[1, 'failed'], 'flush', [2, 'failed']]), ['1-2 failed', '2-3 failed']);
  });

  it('are a few stretches, however many there are', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => [index / 50, 'succeeded'] as const);
    assert.deepEqual(drawn(many), ['0-1000 succeeded']);
  });
});
