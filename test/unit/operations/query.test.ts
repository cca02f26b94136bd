import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation } from '../../../src/operations/operation.js';
import { hasTerm, parseQuery, queryTest, queryTurn, withTerm } from '../../../src/operations/query.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 1);

const failed = {
  name: 'projects/acme-web/regions/us-central1/operations/op-1',
  collection: { service: 'dataproc', title: 'Dataproc', project: 'acme-web' },
  location: 'us-central1',
  state: 'failed',
  done: true,
  verb: 'CREATE',
  target: 'projects/acme-web/regions/us-central1/clusters/etl-5',
  targetKind: 'cluster',
  startTime: now - 3 * hour,
  endTime: now - hour,
  error: { code: 8, message: 'Insufficient quota CPUS' },
} as unknown as Operation;
const running: Operation = {
  ...failed,
  state: 'running',
  done: false,
  error: undefined,
  endTime: undefined,
  startTime: now - 2 * hour,
};

const matches = (text: string, operation: Operation = failed): boolean =>
  queryTest(parseQuery(text))(operation, {
    now,
    isMine: ({ name }) => name.endsWith('op-1'),
    isWatched: () => false,
  });

describe('query: terms', () => {
  const cases: [text: string, ofFailed: boolean, ofRunning: boolean][] = [
    ['', true, true],
    ['state:failed', true, false],
    ['STATE:Failed', true, false],
    ['status:failed,running', true, true],
    ['-state:failed', false, true],
    ['is:active', false, true],
    ['is:ended', true, false],
    ['is:mine -is:watched', true, true],
    ['service:dataproc', true, true],
    ['service:data', true, true],
    ['service:"Cloud Deploy"', false, false],
    ['project:web', true, true],
    ['project:web*', false, false],
    ['project:*-web', true, true],
    ['zone:us-', true, true],
    ['action:create kind:cluster', true, true],
    ['target:etl-*', true, true],
    ['target:acme', false, false],
    ['target:*-*-*', false, false],
    ['name:pro*web*op-1', true, true],
    ['name:*op-1*op-1', false, false],
    ['name:regions/us', true, true],
    ['error:quota', true, false],
    ['error:8', true, false],
    ['age:>1h', true, true],
    ['age:>2h30m', true, false],
    ['age:<=2h', false, true],
    ['age:150m..1d', true, false],
    ['ended:<90m', true, false],
    ['took:2h', true, true],
    ['took:>2.5h', false, false],
  ];
  for (const [text, ofFailed, ofRunning] of cases) {
    it(`reads ${text || 'nothing'}`, () => {
      assert.deepEqual(parseQuery(text).problems, []);
      assert.deepEqual([matches(text), matches(text, running)], [ofFailed, ofRunning]);
    });
  }

  it('lets nothing fit that is not known of an operation', () => {
    const unknown = { ...failed, startTime: undefined, endTime: undefined, target: undefined, location: undefined };
    for (const text of ['age:>0s', 'age:<1d', 'took:0s', 'ended:<1d', 'target:*', 'region:*']) {
      assert.equal(matches(text, unknown as Operation), false, text);
    }
  });

  it('says what cannot be meant, and goes on without it', () => {
    const { terms, problems } = parseQuery('state:done age:>1 age:>1h..2h age: is:mine');
    assert.deepEqual(terms, [{ key: 'is', values: ['mine'], negated: false }]);
    assert.deepEqual(
      problems.map(({ term, wants }) => [term, wants]),
      [
        ['state:done', 'choice'],
        ['age:>1', 'duration'],
        ['age:>1h..2h', 'duration'],
        ['age:', 'duration'],
      ],
    );
    assert.ok(problems[0]?.choices.includes('failed'));
  });

  it('takes for words what is no term: names with colons, quoted text, a lone dash', () => {
    assert.deepEqual(parseQuery('example.com:etl "two words" -tmp - constructor:x').words, [
      { text: 'example.com:etl', negated: false },
      { text: 'two words', negated: false },
      { text: 'tmp', negated: true },
      { text: '-', negated: false },
      { text: 'constructor:x', negated: false },
    ]);
  });

  it('never throws, and never hangs on what a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        matches(text);
        matches(`age:${text} target:${text}*${text} name:${'*a'.repeat(30)}`);
      }),
    );
  });
});

describe('query: when time changes the answer', () => {
  const turn = (text: string, operation: Operation = failed): number | undefined =>
    queryTurn(parseQuery(text))?.(operation, now);

  it('is known for each length that is compared, and only where the clock counts', () => {
    assert.equal(turn('age:>4h'), now + hour);
    assert.equal(turn('age:>2h'), undefined);
    assert.equal(turn('-age:<4h'), now + hour + 1);
    assert.equal(turn('age:4h..5h,9h'), now + hour);
    assert.equal(turn('ended:>3h age:>4h'), now + hour);
    assert.equal(turn('took:>9h'), undefined);
    assert.equal(turn('took:>9h', running), now + 7 * hour);
    assert.equal(queryTurn(parseQuery('state:failed etl')), undefined);
  });

  it('is the first moment at which the answer is another one', () => {
    const lengths = ['1h', '2h', '4h', '150m', '3d'];
    const text = fc.constantFrom(
      ...lengths.flatMap((at) => [`age:>${at}`, `-age:<${at}`, `ended:${at}..9d`, `took:<${at}`]),
    );
    fc.assert(
      fc.property(text, fc.boolean(), fc.integer({ min: 1, max: 5 * 24 * 60 }), (term, runs, minutes) => {
        const query = parseQuery(term);
        const operation = runs ? running : failed;
        const holds = (at: number): boolean =>
          queryTest(query)(operation, { now: at, isMine: () => false, isWatched: () => false });
        const later = now + minutes * 60_000;
        const at = queryTurn(query)?.(operation, now) ?? Infinity;
        assert.ok(later >= at || holds(later) === holds(now), term);
      }),
    );
  });
});

describe('query: terms of buttons', () => {
  it('are put into what was written and taken out again', () => {
    for (const text of ['', 'etl', 'age:>1h "two words"', 'state:running,failed -x']) {
      const more = withTerm(text, 'state:failed', true);
      assert.ok(hasTerm(more, 'state:failed') && !hasTerm(text, 'state:failed'), text);
      assert.equal(withTerm(more, 'state:failed', false), text);
      assert.equal(withTerm(more, 'state:failed', true), more);
    }
    assert.ok(hasTerm('STATE:Failed', 'state:failed'));
    assert.ok(!hasTerm('-is:mine', 'is:mine'));
    assert.equal(withTerm('is:mine x  is:mine', 'is:mine', false), 'x');
  });
});
