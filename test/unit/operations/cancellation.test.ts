import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advance,
  firstRequestedAt,
  isDecided,
  mayRepeat,
  patienceMs,
  requestCancellation,
  serverSaid,
  showsCancelling,
  type Cancellation,
  type CancellationEvent,
} from '../../../src/operations/cancellation.js';
import { mergeCancellations } from '../../../src/operations/cancellationMerge.js';
import { aCollection, aReading, cancelledError } from '../support/fixtures.js';

const words = { code: 'FAILED_PRECONDITION', message: 'No.' };
const requested = requestCancellation(
  { collection: aCollection(), reading: aReading(), location: 'us-central1' },
  'c1',
  5,
);
const read = (fields: Parameters<typeof aReading>[0]): CancellationEvent => ({
  type: 'read',
  reading: aReading(fields),
});
const after = (...events: CancellationEvent[]): Cancellation =>
  events.reduce((cancellation, event) => advance(cancellation, event, 9), requested);

describe('cancellation', () => {
  it('a 200 means requested, not cancelled', () => {
    const accepted = after({ type: 'accepted' });
    assert.equal(accepted.outcome, 'requested');
    assert.equal(showsCancelling(accepted), true);
  });

  it('is cancelled when the server says done with code 1, and keeps its words and the time', () => {
    const cancelled = after({ type: 'accepted' }, read({ done: true, error: cancelledError }));
    assert.equal(cancelled.outcome, 'cancelled');
    assert.deepEqual(cancelled.words, { code: 'CANCELLED', message: cancelledError.message });
    assert.equal(cancelled.decidedAt, 9);
  });

  it('completed anyway, failed and expired are told apart', () => {
    assert.equal(after(read({ done: true })).outcome, 'completedAnyway');
    assert.equal(after(read({ done: true, error: { code: 13, message: 'Boom' } })).outcome, 'failed');
    assert.equal(after({ type: 'gone', words }).outcome, 'expired');
  });

  it('a definite no is refused or unsupported, unless the operation has ended meanwhile', () => {
    const no = { type: 'rejected', words, reading: undefined } as const;
    assert.equal(after({ ...no, why: 'other' }).outcome, 'refused');
    assert.equal(after({ ...no, why: 'unsupported' }).outcome, 'unsupported');
    const ended = aReading({ done: true });
    assert.equal(after({ ...no, why: 'other', reading: ended }).outcome, 'completedAnyway');
    const cancelled = after({ ...no, why: 'state', reading: aReading({ done: true, error: cancelledError }) });
    assert.equal(cancelled.outcome, 'cancelled');
  });

  for (const why of ['state', 'other', 'unsupported'] as const) {
    it(`a no (${why}) while the server’s own flag says that a cancel is under way leaves it cancelling`, () => {
      const reading = aReading({ cancelRequested: true });
      const cancelling = after({ type: 'rejected', why, words, reading });
      assert.deepEqual([cancelling.outcome, cancelling.delivery], ['requested', 'accepted']);
      assert.equal(showsCancelling(cancelling), true);
      assert.equal(serverSaid(cancelling), words);
      assert.equal(advance(cancelling, read({ done: true, error: cancelledError }), 10).outcome, 'cancelled');
    });
  }

  it('a no that the state of the operation may explain is final only when the operation was read', () => {
    const unread = after({ type: 'rejected', why: 'state', words, reading: undefined });
    assert.deepEqual([unread.outcome, isDecided(unread), showsCancelling(unread)], ['unknown', false, false]);
    assert.equal(serverSaid(unread), words);
    assert.equal(mayRepeat(unread, 5 + patienceMs), false);
    const other = { code: 'UNAVAILABLE', message: 'Later.' };
    const refused = [{ type: 'unreadable', words: other } as const, read({})].reduce(
      (cancellation, event) => advance(cancellation, event, 10),
      unread,
    );
    assert.deepEqual([refused.outcome, refused.words, refused.decidedAt], ['refused', words, 10]);
    assert.equal(advance(unread, read({ done: true }), 10).outcome, 'completedAnyway');
    assert.equal(advance(unread, read({ cancelRequested: true }), 10).outcome, 'requested');
  });

  it('an answer that does not tell is unconfirmed and kept, until the server’s own word settles it', () => {
    const doubtful = after({ type: 'doubtful', words, reading: aReading() });
    assert.deepEqual([doubtful.outcome, doubtful.delivery], ['requested', 'unconfirmed']);
    assert.equal(serverSaid(doubtful), words);
    assert.equal(showsCancelling(doubtful), false);
    assert.equal(serverSaid(advance(doubtful, read({ statusText: 'still' }), 10)), words);
    assert.equal(serverSaid(advance(doubtful, read({ cancelRequested: true }), 10)), undefined);
    assert.equal(advance(doubtful, read({ done: true, error: cancelledError }), 10).outcome, 'cancelled');
    const unread = after({ type: 'doubtful', words, reading: undefined });
    assert.deepEqual([unread.outcome, unread.delivery, serverSaid(unread)], ['unknown', 'unconfirmed', words]);
    assert.equal(serverSaid(advance(unread, read({}), 10)), words);
  });

  it('a request that reached no server is decided as that, and no earlier one suffers', () => {
    const unsent = after({ type: 'notSent', words });
    assert.deepEqual([unsent.outcome, unsent.words, showsCancelling(unsent)], ['notSent', words, false]);
    for (const first of [after({ type: 'accepted' }), after({ type: 'answerLost' })]) {
      const again = advance(requestCancellation(requested, 'c2', 100, first), { type: 'notSent', words }, 101);
      assert.deepEqual([again.outcome, again.delivery, again.answer], ['requested', first.delivery, words]);
    }
  });

  it('a lost answer is unconfirmed until the server’s own flag confirms it', () => {
    const lost = after({ type: 'answerLost' });
    assert.equal(lost.delivery, 'unconfirmed');
    assert.equal(showsCancelling(lost), false);
    assert.equal(advance(lost, read({}), 9).delivery, 'unconfirmed');
    const confirmed = advance(lost, read({ cancelRequested: true }), 9);
    assert.equal(confirmed.delivery, 'accepted');
    assert.equal(showsCancelling(confirmed), true);
  });

  it('unknown is not final: the next answer decides', () => {
    const unknown = after({ type: 'accepted' }, { type: 'unreadable', words });
    assert.equal(unknown.outcome, 'unknown');
    assert.equal(isDecided(unknown), false);
    assert.equal(advance(unknown, read({}), 9).outcome, 'requested');
    assert.equal(advance(unknown, read({ done: true, error: cancelledError }), 9).outcome, 'cancelled');
  });

  describe('asked again', () => {
    const no = { type: 'rejected', words, reading: undefined } as const;
    const again = (before: Cancellation): Cancellation => requestCancellation(requested, 'c2', 100, before);

    it('makes sense where nobody knows whether the request arrived, or two minutes after it was accepted', () => {
      const [accepted, lost] = [after({ type: 'accepted' }), after({ type: 'answerLost' })];
      assert.equal(mayRepeat(requested, 5 + patienceMs), false);
      assert.equal(mayRepeat(lost, 6), true);
      assert.equal(mayRepeat(accepted, 4 + patienceMs), false);
      assert.equal(mayRepeat(accepted, 5 + patienceMs), true);
      assert.equal(mayRepeat(after({ type: 'accepted' }, read({ done: true })), 5 + patienceMs), false);
      assert.equal(mayRepeat(after({ ...no, why: 'other' }), 5 + patienceMs), false);
    });

    it('makes sense where the clock was set back, which tells nothing of how long ago the request was', () => {
      const accepted = after({ type: 'accepted' });
      assert.equal(mayRepeat(accepted, accepted.requestedAt - 1), true);
    });

    it('is the newer request also where the clock was set back in between', () => {
      const again = requestCancellation(requested, 'c2', requested.requestedAt - 3_600_000, requested);
      assert.equal(mergeCancellations(requested, again), again);
      assert.equal(mergeCancellations(again, requested), again);
    });

    it('remembers when it was asked first, and how often', () => {
      const third = requestCancellation(requested, 'c3', 200, again(after({ type: 'accepted' })));
      assert.deepEqual(third.earlier, { clicks: 2, firstRequestedAt: 5, delivery: 'pending' });
      assert.equal(firstRequestedAt(third), 5);
      assert.equal(again(after(read({ done: true }))).earlier, undefined);
    });

    it('a no to it leaves an accepted request standing, and keeps the server’s words', () => {
      const refused = advance(again(after({ type: 'accepted' })), { ...no, why: 'other' }, 101);
      assert.equal(refused.outcome, 'requested');
      assert.equal(showsCancelling(refused), true);
      assert.equal(serverSaid(refused), words);
      assert.equal(advance(refused, read({ done: true, error: cancelledError }), 102).outcome, 'cancelled');
    });

    it('a no to it leaves an unconfirmed request unconfirmed; UNIMPLEMENTED settles both', () => {
      const repeated = again(after({ type: 'answerLost' }));
      assert.equal(advance(repeated, { ...no, why: 'other' }, 101).delivery, 'unconfirmed');
      assert.equal(isDecided(advance(repeated, { ...no, why: 'other' }, 101)), false);
      assert.equal(advance(repeated, { ...no, why: 'unsupported' }, 101).outcome, 'unsupported');
    });

    it('a lost answer to it does not unsay that the first was accepted', () => {
      assert.equal(advance(again(after({ type: 'accepted' })), { type: 'answerLost' }, 101).delivery, 'accepted');
      assert.equal(advance(again(after({ type: 'answerLost' })), { type: 'answerLost' }, 101).delivery, 'unconfirmed');
    });
  });

  const event: fc.Arbitrary<CancellationEvent> = fc.oneof(
    fc.constant<CancellationEvent>({ type: 'accepted' }),
    fc.constant<CancellationEvent>({ type: 'answerLost' }),
    fc.constant<CancellationEvent>({ type: 'gone', words }),
    fc.constant<CancellationEvent>({ type: 'unreadable', words }),
    fc.constant<CancellationEvent>({ type: 'notSent', words }),
    fc.record({
      type: fc.constant('doubtful'),
      words: fc.constant(words),
      reading: fc.constantFrom(undefined, aReading(), aReading({ cancelRequested: true })),
    }),
    fc.record({
      type: fc.constant('rejected'),
      why: fc.constantFrom('unsupported', 'state', 'other'),
      words: fc.constant(words),
      reading: fc.constantFrom(undefined, aReading(), aReading({ cancelRequested: true })),
    }),
    fc
      .record({ done: fc.boolean(), code: fc.option(fc.integer({ min: 1, max: 16 })), flag: fc.boolean() })
      .map(({ done, code, flag }) =>
        read({ done, error: done && code ? { code, message: 'x' } : undefined, cancelRequested: flag }),
      ),
  );

  it('whatever happens: cancelled only after such a reading, and decided is decided', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let now = requested;
        let saidCancelled = false;
        for (const next of events) {
          saidCancelled ||= next.type === 'read' && next.reading.done && next.reading.error?.code === 1;
          const then = advance(now, next, 9);
          assert.ok(!isDecided(now) || then === now);
          now = then;
        }
        assert.ok(now.outcome !== 'cancelled' || saidCancelled);
      }),
      { numRuns: 2000 },
    );
  });

  it('two windows that learn different things agree after merging, in either order', () => {
    const some = fc.array(event, { maxLength: 4 }).map((events) => after(...events));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const ab = mergeCancellations(a, b);
        const ba = mergeCancellations(b, a);
        assert.equal(ab.delivery, ba.delivery);
        assert.equal(isDecided(ab), isDecided(a) || isDecided(b));
        assert.equal(mergeCancellations(ab, a).delivery, ab.delivery);
      }),
    );
  });

  it('a newer click on the same operation replaces an older one', () => {
    const newer = { ...requested, id: 'c2', requestedAt: 6 };
    assert.equal(mergeCancellations(requested, newer).id, 'c2');
    assert.equal(mergeCancellations(newer, requested).id, 'c2');
  });
});
