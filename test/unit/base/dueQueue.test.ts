import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DueQueue, type Due } from '../../../src/base/dueQueue.js';

describe('queue by time', () => {
  it('has what is due first at hand, whatever was added, moved and removed', () => {
    const act = fc.record({ item: fc.nat(20), dueAt: fc.option(fc.nat(50)) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const queue = new DueQueue<Due>();
        const items: Due[] = Array.from({ length: 21 }, () => ({ dueAt: 0, place: -1 }));
        const inside = new Set<Due>();
        for (const { item, dueAt } of acts) {
          const chosen = items[item]!;
          if (dueAt !== null) {
            queue.put(chosen, dueAt);
            inside.add(chosen);
          } else if (inside.delete(chosen)) {
            queue.remove(chosen);
          }
          assert.equal(queue.size, inside.size);
          assert.equal(queue.first?.dueAt ?? Infinity, Math.min(Infinity, ...[...inside].map((each) => each.dueAt)));
        }
        const left = [...inside].map((each) => each.dueAt).sort((a, b) => a - b);
        for (const dueAt of left) {
          const { first } = queue;
          assert.ok(first?.dueAt === dueAt);
          queue.remove(first);
        }
        assert.equal(queue.size, 0);
      }),
    );
  });
});
